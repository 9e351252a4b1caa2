/**
 * 微信接龙, a sign-up or check-in list copied from a chat; several lists may follow one another.
 *
 * A nickname is somebody only inside a group, and a list does not name its group. So people are made only where a line above the list says
 * which group it is (`群名称：…`); otherwise the list keeps names alone. The same title in the same group is the same list, whose lines may grow and
 * change between two pastes; lines of one name are counted.
 */

import type { CanonicalRecord } from '../../../../shared/domain/records';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { ArrangedTable, FileFacts, Format, RawFile, RowOutcome, SourceRow } from './format';
import { ignored, records } from './outcomes';
import { chainMark, memberKey, namedGroup, numberedText, type PastedLine, pastedLines } from './pasted-lines';
import { person } from './person-columns';

const columns = ['接龙标题', '群', '接龙内容'];
const unitColumn = '接龙单位';

interface Reading {
  group: string;
  title: string[];
  /** The lines that show how to write an entry. */
  examples: string[];
  isList: boolean;
  /** After the line that shows how to write an entry, more lines of the same may follow. */
  isExample: boolean;
  hasEntries: boolean;
}

function arrange(file: RawFile): ArrangedTable[] | null {
  const lines = pastedLines(file);
  if (!lines?.some(({ text }) => header.test(text))) return null;
  const rows: ArrangedTable['rows'] = [];
  let state: Reading = { group: '', title: [], examples: [], isList: false, isExample: false, hasEntries: false };
  const entryOf = entriesOf(lines);
  let list: ArrangedTable['rows'] = [];
  const endList = () => {
    const units = unitsOf(
      [...state.title, ...state.examples],
      list.map(({ cells }) => cells[2] ?? ''),
    ).join(' ');
    for (const row of list) rows.push({ ...row, cells: [...row.cells, units] });
    list = [];
  };
  for (const line of lines) {
    if (header.test(line.text)) endList();
    state = readLine(line, state, list, entryOf);
  }
  endList();
  return rows.length > 0 ? [{ name: '', columns: [...columns, unitColumn], rows }] : null;
}

/** The line may begin with who sent it; where it begins with whom it mentions, nothing follows. */
const header = new RegExp(`^(?:(?:.{0,40}[:：]\\s*)?(?:${chainMark.source})\\s*(.*)|@.{1,60}?(?:${chainMark.source})\\s*)$`);

type EntryOf = (text: string) => string | null;

const tight = /^(\d{1,3})[.．](\d.*)$/;

/** How the entries of a list are known: `1.295-909` is one only where all numbers are written like that and follow one another. */
function entriesOf(lines: readonly PastedLine[]): EntryOf {
  const numbers = lines.flatMap(({ text }) => tight.exec(text)?.[1] ?? []);
  const isTight = numbers.length > 1 && numbers.every((number, at) => Number(number) === at + 1);
  if (!isTight || lines.some(({ text }) => numberedText(text) !== null)) return numberedText;
  return (text) => tight.exec(text)?.[2] ?? null;
}

function readLine({ row, text }: PastedLine, state: Reading, rows: ArrangedTable['rows'], entryOf: EntryOf): Reading {
  const begun = header.exec(text);
  const none = { examples: [], isExample: false, hasEntries: false };
  if (begun) return { ...none, group: state.group, title: begun[1] ? [begun[1]] : [], isList: true };
  const group = namedGroup(text);
  if (group !== null) return { ...state, group };
  if (!state.isList) return state;
  const isExample = !state.hasEntries && /^(?:例|示例|例如|格式)(?:\s|[:：\d])/.test(text);
  if (isExample) return { ...state, examples: [...state.examples, text], isExample };
  const entry = entryOf(text);
  if (entry !== null) {
    rows.push({ row, cells: [state.title.join(' ').slice(0, 200), state.group, entry] });
    return { ...state, hasEntries: true };
  }
  if (!state.hasEntries) return state.isExample ? state : { ...state, title: [...state.title, text] };
  // A further line of the entry before it.
  const last = rows.at(-1);
  if (last) last.cells[2] = `${last.cells[2] ?? ''}\n${text}`;
  return state;
}

/** The words of an entry that mean one does not come after all. */
const cancelled = /已?取消(?:报名)?|退出|不来了|来不了|不参加|去不了|请假|~~/;
const numerals = new Map([
  ['一', 1],
  ['两', 2],
  ['二', 2],
  ['三', 3],
  ['四', 4],
  ['五', 5],
]);

/** How many come on one line: `+1`, `带2人` are further ones, `3人`, `x3` all of them; null when it is not said. */
export function headsOf(note: string): number | null {
  const count = (text: string) => numerals.get(text) ?? Number(text);
  const more = /(?:[+＋]|再?加|带)\s*(\d{1,2}|[一两二三四五])(?![\d:：点月.-])/.exec(note)?.[1];
  if (more !== undefined) return 1 + count(more);
  const all = /(?:^|[^\d第])(\d{1,2}|[一两二三四五])\s*(?:个?人|位)|[x×*]\s*(\d{1,2})(?!\d)/i.exec(note);
  return all ? count(all[1] ?? all[2] ?? '1') : null;
}

const heads = ['人', '位'];
const unit = `(?:${[...heads, ...'箱份斤盒袋瓶件包桶罐筐套提串'].join('|')})`;
const quantity = `\\d{1,4}\\s*${unit}`;
/** A name with how much is ordered right behind it. */
const withQuantity = new RegExp(`^(.*\\p{L})\\d{1,4}\\s*(${unit})$`, 'u');
const isQuantity = new RegExp(`^${quantity}$`);
const asksUnit = new RegExp(`(?:几|多少)\\s*(${unit})`, 'g');
const namesUnit = new RegExp(`(?:[\\d一两半每/／])\\s*(${unit})`, 'g');
const apart = new RegExp(`[\\s,，:：]\\d{1,4}\\s*(${unit})(?![\\p{L}\\p{N}])`, 'gu');
const behindName = new RegExp(`^[^\\s+＋(（【[,，:：;；/|｜]*\\p{L}\\d{1,4}\\s*(${unit})(?![\\p{L}\\p{N}])`, 'gu');

/** What is counted in a list: the units that it asks for, else those that it names, and those that stand apart from a name or behind several names. */
function unitsOf(head: readonly string[], entries: readonly string[]): string[] {
  const all = (pattern: RegExp, lines: readonly string[]) =>
    lines.flatMap((line) => [...line.matchAll(pattern)].map((match) => match[1] ?? ''));
  const asked = all(asksUnit, head);
  if (asked.length > 0) return [...new Set(asked)];
  const behind = all(behindName, entries);
  const often = behind.filter((one, at) => behind.indexOf(one) !== at);
  return [...new Set([...all(namesUnit, head), ...all(apart, entries), ...often])];
}

/**
 * The name and the rest of an entry. Names of several Latin words stay whole; a mark or sign ends any name, and so does how many come or how much is
 * ordered, in one of the list's own `units`: `胖子200斤` is a name where nothing is sold by weight.
 */
export function splitEntry(entry: string, units: readonly string[]): { name: string; note: string } {
  const text = entry.replaceAll('~~', '').trim();
  const latin = /^\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*){1,3}(?=$|\s|[+＋(（,，:：])/u.exec(text)?.[0];
  const match = /^[^\s+＋(（【[,，:：;；/|｜]+/u.exec(text)?.[0];
  const whole = (latin && /^[\p{Script=Latin}\s'’-]+$/u.test(latin) ? latin : match) ?? text;
  const [, before, counted = ''] = withQuantity.exec(whole) ?? [];
  const name = before !== undefined && [...heads, ...units].includes(counted) ? before : whole;
  return {
    name,
    note: text
      .slice(name.length)
      .replace(/^[\s,，:：;；/|｜-]+/, '')
      .trim(),
  };
}

function map(row: SourceRow): RowOutcome {
  const [entry, group] = [row.get('接龙内容') ?? '', row.get('群') ?? ''];
  const activity = row.get('接龙标题') ?? '接龙';
  const units = row.get(unitColumn);
  // Lists that were imported by earlier versions were stored without their units.
  const { name, note } = splitEntry(entry, units === undefined ? unitsOf([activity], []) : (units?.split(' ') ?? []));
  if (name === '') return ignored('empty');
  const heads = headsOf(note);
  const attributes: Record<string, string | null> = { 接龙内容: entry };
  if (heads !== null) attributes.人数 = String(heads);
  else if (isQuantity.test(note)) attributes.数量 = note;
  const personKey = group === '' ? undefined : memberKey(group, name.slice(0, 120));
  const made: CanonicalRecord[] = [
    {
      type: 'attendance',
      key: `~${group}|${activity}|${name.slice(0, 120)}`,
      payload: {
        kind: /打卡|签到/.test(activity) ? 'check-in' : 'sign-up',
        activity,
        ...(personKey === undefined ? {} : { personKey }),
        name,
        at: dayOf(activity),
        status: cancelled.exec(entry)?.[0] ?? null,
        attributes,
      },
    },
  ];
  if (personKey !== undefined) made.push({ type: 'person', key: personKey, payload: person({ nickname: name }) });
  return records(...made);
}

/** The day that a title states with its year. */
function dayOf(title: string): string | null {
  const [, year, month, day] = /(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(title) ?? [];
  return year === undefined ? null : parseLocalTime(`${year}-${month}-${day}`, chinaOffset);
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Sign-up and check-in lists of WeChat groups. */
export const wechatChain: Format = {
  id: 'wechat-chain',
  version: 3,
  platform: 'wechat-group',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'chain', required: columns, confidence: 0.9 }],
  emptyCells: [],
  facts,
  arrange,
  map,
};
