/** Which column is which field, by its name (zh, en) and by what stands in it. A guess, shown with its confidence; the user decides. */

import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import { isBalance, isNetAmount, type MappingField, type MappingKind, mappingFields } from '../../../../shared/domain/mapping';
import { parseDecimal } from '../../../../shared/domain/money';
import { areNames, figureOf, isBareDigits, isDate } from './cells';
import { columnNames } from './column-names';
import { directionOf } from './directions';
import { netNames } from './money-names';

export interface ColumnGuess {
  field: MappingField;
  /** 0..1: 0.95 for a name that means exactly this, less for names that contain it, least for what only the cells suggest. */
  confidence: number;
}

/** A column's name as it is compared: lower case, without blanks, brackets' contents and marks. */
function plainName(column: string): string {
  return column
    .toLowerCase()
    .replace(/[（(【[].*?[)）】\]]/g, '')
    .replace(/[\s_:：*·.#/-]/g, '');
}

type Column = Readonly<{ column: string; samples: readonly string[] }>;

/** Guesses the field of every column; each field is given once, to the column it fits best (figures any number of times). */
export function guessColumns(kind: MappingKind, columns: readonly Column[]): (ColumnGuess | null)[] {
  const hasEnd = columns.some(({ column, samples }) => likeness('termEnd', column, samples) > 0);
  // Nothing begins that does not end: without an end it is the day of joining.
  const fields = mappingFields[kind].filter((field) => field !== 'termStart' || hasEnd);
  const candidates = columns.flatMap(({ column, samples }, at) =>
    fields.flatMap((field) => {
      const confidence = likeness(field, column, samples);
      return confidence > 0 ? [{ at, field, confidence }] : [];
    }),
  );
  candidates.sort((a, b) => b.confidence - a.confidence || a.at - b.at);
  const guesses: (ColumnGuess | null)[] = columns.map(() => null);
  const given = new Set<MappingField>();
  for (const { at, field, confidence } of candidates) {
    if (guesses[at] || (given.has(field) && field !== 'figure')) continue;
    guesses[at] = { field, confidence };
    given.add(field);
  }
  return kind === 'sales' ? withTime(withoutTwiceTakenFee(columns, guesses)) : guesses;
}

/** A sale that says nothing else of its time was made when the membership began. */
function withTime(guesses: (ColumnGuess | null)[]): (ColumnGuess | null)[] {
  if (guesses.some((guess) => guess?.field === 'at')) return guesses;
  return guesses.map((guess) => (guess?.field === 'termStart' ? { ...guess, field: 'at' } : guess));
}

/** An amount that is net has been lowered by the fee already. */
function withoutTwiceTakenFee(columns: readonly Column[], guesses: (ColumnGuess | null)[]): (ColumnGuess | null)[] {
  const isNet = guesses.some((guess, at) => guess?.field === 'amount' && isNetAmount(columns[at]?.column ?? ''));
  return isNet ? guesses.map((guess) => (guess?.field === 'fee' ? null : guess)) : guesses;
}

function likeness(field: MappingField, column: string, samples: readonly string[]): number {
  const name = plainName(column);
  if (isNever(field, column, name)) return 0;
  const share = holds(field, samples);
  // What cannot be read as the field is not the field, whatever its name.
  if (share !== null && samples.length > 0 && share < 0.5) return 0;
  if (field === 'amount' && isNetAmount(column)) return netNames.includes(name) ? 0.55 : 0.5;
  if (field === 'amount' && wasPaid.test(name)) return 0.96;
  const at = columnNames[field].indexOf(name);
  if (at >= 0) return 0.97 - Math.min(at, 20) / 200;
  const words = wordsOf(column);
  const contained = columnNames[field].findIndex((word) => word.length > 1 && (isShortLatin(word) ? words.has(word) : name.includes(word)));
  if (contained >= 0) return (share === null ? 0.6 : 0.7) - Math.min(contained, 20) / 500;
  if (samples.length === 0 || (share !== null && share <= 0.8)) return 0;
  if (field === 'email' || field === 'phone') return 0.5;
  return /^[A-Z]{1,2}$/.test(column) && speaks(field, samples) ? 0.45 : 0;
}

/** Whether the cells of a column that no row names say what it is. */
function speaks(field: MappingField, samples: readonly string[]): boolean {
  if (field === 'name') return areNames(samples);
  if (field === 'at') return samples.every((text) => isDate(text) && !/^\d{1,7}(?:\.\d+)?$/.test(text));
  return field === 'amount' && samples.every((text) => /^[-+]?[¥￥$€]\s*[\d,.]+$|^[-+]?[\d,]*\d[.,]\d{2}$|元$/.test(text));
}

const dates: ReadonlySet<MappingField> = new Set([
  'at',
  'plannedAt',
  'publishedAt',
  'firstSeenAt',
  'lastSeenAt',
  'termStart',
  'termEnd',
  'birthDate',
]);
const people: ReadonlySet<MappingField> = new Set(['name', 'nickname']);
const money: ReadonlySet<MappingField> = new Set(['amount', 'amountIn', 'amountOut', 'fee', 'refunded']);
/** Of plain names: how many there are of something. */
const counted = /(?:数|数量|人次|count|counts)$|^(?:numberof|noof|countof|total)|^(?:新增|退群|流失|累计)/;
/** What the buyer paid in the end, whatever was asked for. */
const wasPaid = /实付|实际(?:支付|付款)|折后|优惠后|amountpaid|totalpaid/;
/** Parts of a sale that are no amount of it. */
const aside = /优惠(?!后)|折扣|抵扣|减免|运费|税额|税费|积分|discount|coupon|shipping|^tax|tax$|taxes/;
const aboutGroup = /^(?:微信|企微|社)?群/;

/** What a column's name rules out. */
function isNever(field: MappingField, column: string, name: string): boolean {
  if (people.has(field)) return counted.test(name);
  if (field === 'title') return aboutGroup.test(name);
  if (field === 'amount' && aside.test(name)) return true;
  return money.has(field) && isBalance(column);
}

/** Words of two and three letters stand in many others (`in`, `fee`, `tel`), so they count whole only. */
function isShortLatin(word: string): boolean {
  return word.length < 4 && /^[a-z]+$/.test(word);
}

const allNames: ReadonlySet<string> = new Set([...Object.values(columnNames).flat(), ...netNames]);

/** Whether a cell is what columns are called, and so part of a header. */
export function isColumnName(cell: string): boolean {
  return allNames.has(plainName(cell));
}

function wordsOf(column: string): ReadonlySet<string> {
  const spread = column.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return new Set(spread.split(/[^a-z]+/));
}

/** The share of cells that can be read as the field; null for fields that anything can be. */
export function holds(field: MappingField, samples: readonly string[]): number | null {
  const test = readable(field);
  if (!test || samples.length === 0) return null;
  // Numbers and ids look like dates written in digits now and then, but not all of them.
  if (dates.has(field) && samples.some((text) => isBareDigits(text) && !isDate(text))) return 0;
  return samples.filter(test).length / samples.length;
}

function readable(field: MappingField): ((text: string) => boolean) | null {
  switch (field) {
    case 'email':
      return (text) => normaliseEmail(text) !== null;
    case 'phone':
      return (text) => normalisePhone(text, 'CN') !== null || /[*＊]{2,}/.test(text);
    case 'at':
    case 'plannedAt':
    case 'publishedAt':
    case 'firstSeenAt':
    case 'lastSeenAt':
    case 'termStart':
    case 'birthDate':
      return isDate;
    case 'termEnd':
      return (text) => isDate(text) || /^(?:永久|终身|长期|lifetime|never|forever)/i.test(text);
    case 'amount':
    case 'amountIn':
    case 'amountOut':
    case 'fee':
    case 'refunded':
    case 'figure':
    case 'minutes':
      return (text) => parseDecimal(text.replace(/[^\d.,-]/g, '').replace(/,(?=\d{3}\b)/g, ''), 4) !== null && /\d/.test(text);
    case 'currency':
      return (text) => /^[A-Za-z]{3}$|人民币|美元|港币|欧元/.test(text);
    case 'direction':
      return (text) => directionOf(text) !== null;
    case 'name':
    case 'nickname':
      // A count of people is nobody.
      return (text) => figureOf(text) === null;
    case 'url':
      return (text) => /^https?:\/\//i.test(text);
    default:
      return null;
  }
}
