/** The wizard: guesses how a table is to be read, and shows what would come of it. */

import type { Output, Parsed } from '../../../../shared/contract';
import type { MappingDraft } from '../../../../shared/contract/mapping';
import {
  columnLetter,
  isBalance,
  isMoney,
  type MappingField,
  type MappingKind,
  neededFields,
  type Reading,
} from '../../../../shared/domain/mapping';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { Context } from '../../api/context';
import { readSettings } from '../../workspace/settings.service';
import type { RawRow } from '../read/source';
import { RowCursor } from '../row-cursor';
import { validateRecord } from '../validate';
import { stagedById } from '../waiting';
import { guessDateOrder, guessDecimal, instantIn } from './cells';
import { statusMeaning } from './statuses';
import { guessColumns } from './synonyms';
import { templateFormat } from './template-format';
import { type Opened, openTable } from './wizard-table';

const shownRows = 50;
const samplesShown = 4;

/** What the wizard shows of a waiting file. Throws `staged-missing`, and what reading a file throws. */
export async function draft(context: Context, input: Parsed<'mapping.draft'>): Promise<MappingDraft> {
  const db = context.db();
  const staged = stagedById(db, input.fileId);
  const opened = await openTable(db, input);
  const columns = opened.columns.map((column, at) => ({ column, samples: samplesOf(opened.rows, at) }));
  const kind = input.kind ?? guessKind(columns);
  const guesses = guessColumns(kind, columns);
  const named = columns.map(({ column }, at) => ({ column, at, field: guesses[at]?.field ?? null }));
  const cellsOf = (...fields: string[]) =>
    named.flatMap(({ at, field }) => (field && fields.includes(field) ? allCells(opened.rows, at) : []));
  const statuses = isMoney(kind) ? new Set(cellsOf('status')) : [];
  return {
    fileId: input.fileId,
    tables: opened.tables.map(({ name, estimatedRows }) => ({ name, rows: estimatedRows })),
    table: opened.at,
    encoding: opened.source.delimiter === '' || opened.source.encoding === 'binary' ? '' : opened.source.encoding,
    delimiter: opened.source.delimiter,
    reading: opened.reading,
    last: await lastRow(opened),
    headerRow: opened.headerRow,
    head: (opened.tables[opened.at]?.head ?? []).slice(0, 20).map(shown),
    columns: columns.map(({ column, samples }, at) => ({ column, samples: samples.slice(0, samplesShown), guess: guesses[at] ?? null })),
    template: {
      version: 1,
      name: nameOf(staged.name, opened),
      kind,
      platform: 'own',
      columns: named.flatMap(({ column, field }) => (field && column !== '' ? [{ column, field }] : [])),
      dateOrder: guessDateOrder(cellsOf('at', 'publishedAt', 'plannedAt', 'firstSeenAt', 'lastSeenAt')),
      decimal: guessDecimal(cellsOf('amount', 'amountIn', 'amountOut', 'fee', 'refunded')),
      zone: null,
      currency: null,
      // A word that means nothing yet stays open: its rows wait to be fixed until the user says what it means.
      statuses: Object.fromEntries(
        [...statuses].flatMap((text) => {
          const meaning = text.length <= 100 ? statusMeaning(text) : null;
          return meaning === null ? [] : [[text, meaning] as const];
        }),
      ),
      ...(isGuessed(opened.reading) ? {} : { reading: opened.reading }),
    },
  };
}

/** After the file, and after the sheet where the workbook has several. */
function nameOf(fileName: string, { tables, at }: Opened): string {
  const name = fileName.replace(/\.[^.]+$/, '') || 'table';
  const sheet = tables.length > 1 ? (tables[at]?.name ?? '') : '';
  return (sheet === '' ? name : `${name.slice(0, 40)} · ${sheet}`).slice(0, 60).trim();
}

function isGuessed({ encoding, delimiter, quotes, footer, headless }: Reading): boolean {
  return headless === undefined && encoding === null && delimiter === null && quotes === 'quoted' && footer === 0;
}

function shown({ row, cells }: RawRow): RawRow {
  return { row, cells: cells.slice(0, 30) };
}

async function lastRow({ tables, at }: Opened): Promise<string[]> {
  const rows = (await tables[at]?.tail()) ?? [];
  return rows.findLast(({ cells }) => cells.some((cell) => cell !== ''))?.cells.slice(0, 30) ?? [];
}

function allCells(rows: readonly RawRow[], at: number): string[] {
  return rows.flatMap(({ cells }) => cells[at] || []);
}

function samplesOf(rows: readonly RawRow[], at: number): string[] {
  return [...new Set(allCells(rows.slice(0, 200), at))].slice(0, 40);
}

/** What only a column's name tells of its rows; nothing else sets these tables apart. */
const spending = /支出|费用|花费|开支|成本|报销|expense|cost|spen[dt]/i;
const planning = /选题|计划|排期|预计|截止|plan|schedul|due|deadline/i;

/** The kind whose needed fields are found with the most confidence. */
function guessKind(columns: readonly { column: string; samples: readonly string[] }[]): MappingKind {
  let best: { kind: MappingKind; score: number } = { kind: 'people', score: 0 };
  // Where no column has a name, the cells tell little: money at times, else people.
  const isNameless = columns.every(({ column }, at) => column === columnLetter(at));
  const hasBalance = columns.some(({ column }) => isBalance(column));
  for (const kind of ['sales', 'cashbook', 'expenses', 'people', 'content', 'plan', 'attendance'] as const) {
    const guesses = guessColumns(kind, columns);
    const found = columns.flatMap(({ column }, at) => (guesses[at] ? [{ column, ...guesses[at] }] : []));
    if (isNameless && kind !== 'sales' && kind !== 'people') continue;
    if (!isLikely(kind, found, hasBalance)) continue;
    const score = found.reduce((sum, { confidence }) => sum + confidence, 0) + (kind === 'expenses' ? 0.5 : 0);
    if (score > best.score) best = { kind, score };
  }
  return best.kind;
}

function isLikely(kind: MappingKind, found: readonly { column: string; field: MappingField }[], hasBalance: boolean): boolean {
  const given = new Set(found.map(({ field }) => field));
  const named = (words: RegExp, ...fields: MappingField[]) =>
    found.some(({ column, field }) => fields.includes(field) && words.test(column));
  if (!neededFields[kind].some((list) => list.every((field) => given.has(field)))) return false;
  // Beside a balance an amount below zero was spent: read as sales it would be a refund.
  if (kind === 'sales') return !hasBalance;
  if (kind === 'cashbook') return hasBalance || given.has('direction') || (given.has('amountIn') && given.has('amountOut'));
  // A fee of a sale is a cost, too: what the table is about stands over its amounts, or over what they were for.
  if (kind === 'expenses') return named(spending, 'amount', 'purpose', 'category');
  if (kind === 'plan') return found.some(({ column }) => planning.test(column));
  return true;
}

/** The first rows as a template would read them. */
export async function preview(context: Context, input: Parsed<'mapping.preview'>): Promise<Output<'mapping.preview'>> {
  const db = context.db();
  const { zone, currency } = await readSettings(db);
  const opened = await openTable(db, { ...input, reading: input.reading ?? input.template.reading });
  const format = templateFormat(input.template, { zone, currency });
  const cursor = new RowCursor(opened.columns, format.emptyCells, false);
  const frame = { preamble: [], subheader: [], footer: [], columns: opened.columns, fileName: '', tableName: '', first: null };
  const facts = format.facts(frame);
  const result: Output<'mapping.preview'> = { rows: [], understood: 0, ignored: 0, total: 0 };
  for (const { row, cells } of opened.rows) {
    if (format.frame?.(cells, opened.columns) !== 'data') continue;
    cursor.set(row, cells);
    const outcome = format.map(cursor, { facts, frame, withExpenses: false });
    const problem = outcome.outcome === 'records' ? outcome.records.map(validateRecord).find((one) => one !== null) : undefined;
    result.total++;
    if (outcome.outcome === 'ignored') result.ignored++;
    else if (outcome.outcome === 'records' && !problem) result.understood++;
    if (result.rows.length < shownRows)
      result.rows.push(sample(row, problem ? { outcome: 'quarantined', problem } : outcome, input.template.zone ?? zone));
  }
  return result;
}

type Sample = Output<'mapping.preview'>['rows'][number];

function sample(row: number, outcome: ReturnType<ReturnType<typeof templateFormat>['map']>, zone: string): Sample {
  const empty = { row, ok: false, becomes: null, at: null, who: null, what: null, currency: null, amount: null, problem: null };
  if (outcome.outcome === 'quarantined') return { ...empty, problem: outcome.problem };
  if (outcome.outcome === 'ignored') return { ...empty, ok: true, problem: { code: outcome.reason, text: '' } };
  const person = outcome.records.find((record) => record.type === 'person');
  const who = person?.type === 'person' ? (person.payload.name ?? person.payload.nickname ?? person.payload.email ?? person.key) : null;
  const [main] = outcome.records;
  switch (main?.type) {
    case 'ledgerLine': {
      const { kind, at, product, counterparty, currency, amount, returned } = main.payload;
      // Of an expense that came back the amount is what was returned.
      const moved = amount === 0 ? -(returned ?? 0) : amount;
      return {
        ...empty,
        ok: true,
        becomes: kind,
        at,
        who: who ?? counterparty ?? null,
        what: withPeriod(product ?? null, outcome.records),
        currency,
        amount: moved,
      };
    }
    case 'attendance':
      return { ...empty, ok: true, becomes: 'attendance', at: main.payload.at, who, what: main.payload.activity };
    case 'calendarEntry':
      return {
        ...empty,
        ok: true,
        becomes: 'planned',
        at: instantIn(main.payload.start.replace('T', ' '), 'ymd', zone),
        what: main.payload.title,
      };
    case 'content':
      return { ...empty, ok: true, becomes: 'content', at: main.payload.publishedAt ?? null, what: main.payload.title };
    default:
      return {
        ...empty,
        ok: true,
        becomes: 'person',
        who,
        what: withPeriod(null, outcome.records),
        at: person?.type === 'person' ? (person.payload.firstSeenAt ?? null) : null,
      };
  }
}

/** With the membership that the row states beside it. */
function withPeriod(what: string | null, records: readonly CanonicalRecord[]): string | null {
  const term = records.find((record) => record.type === 'term');
  if (term?.type !== 'term') return what;
  const { plan, startedAt, endsAt } = term.payload;
  return [what ?? plan, `${startedAt ?? '…'} → ${endsAt ?? '…'}`].filter((text) => text !== null).join(' · ');
}
