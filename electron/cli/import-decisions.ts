/** What `import` leaves out of a file, whose value holds against the user's edits, and the rows that a file would bring. */
import type { Output } from '../../shared/contract';
import type { RowChoice } from '../../shared/contract/decisions';
import { AppError } from '../../shared/contract/errors';
import { rowFilterName, type StagedFile, type StagedRow } from '../../shared/contract/sync';
import type { Language } from '../../shared/contract/workspace';
import { formatMoney } from '../../shared/domain/format';
import type { Translate } from '../../shared/locales/translate';
import { table } from './print';
import type { Session } from './session';

export interface Decisions {
  skip: readonly RowChoice[];
  holds: 'mine' | 'file' | null;
}

const pageSize = 500;
/** Rows that one decision names at most. */
const mostRows = 5_000;

/** `--skip-rows 3,5-9` and `--skip updated,new:undecided`. Throws `invalid-input`. */
export function choicesOf(rows: string | undefined, groups: string | undefined): RowChoice[] {
  const numbers = rows === undefined ? [] : rows.split(',').flatMap(numbersOf);
  const named: RowChoice[] = [];
  for (let start = 0; start < numbers.length; start += mostRows) named.push({ rows: numbers.slice(start, start + mostRows) });
  return [...named, ...(groups === undefined ? [] : groups.split(',').map(groupOf))];
}

function numbersOf(text: string): number[] {
  const [, first = '', last = first] = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first === '' || to < from || to - from > 1_000_000) throw new AppError('invalid-input', { field: '--skip-rows' });
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}

function groupOf(text: string): RowChoice {
  const [outcome, becomes = null, ...rest] = text.trim().split(':');
  if ((outcome !== 'new' && outcome !== 'updated' && outcome !== 'conflict') || becomes === '' || rest.length > 0)
    throw new AppError('invalid-input', { field: '--skip' });
  return { outcome, becomes };
}

/** `--on-conflict mine|file`. Throws `invalid-input`. */
export function holdsOf(text: string | undefined): Decisions['holds'] {
  if (text === undefined || text === 'mine' || text === 'file') return text ?? null;
  throw new AppError('invalid-input', { field: '--on-conflict' });
}

/** Decides about a waiting file that was compared. */
export async function decide(session: Session, fileId: string, { skip, holds }: Decisions): Promise<void> {
  for (const rows of skip) await session.call('sync.skipRows', { fileId, rows, skip: true });
  if (holds !== null) await session.call('sync.settleConflicts', { fileId, rows: null, holds });
}

export type Listed = Output<'sync.stagedRows'>['rows'];

/** All rows of one outcome, or all (`all`). Throws `invalid-input` for another name. */
export async function listRows(session: Session, file: StagedFile, name: string): Promise<Listed> {
  const outcome = name === 'all' ? null : rowFilterName.safeParse(name).data;
  if (outcome === undefined) throw new AppError('invalid-input', { field: '--list' });
  const rows: Listed = [];
  for (let cursor: string | null = null; ; ) {
    const page: Output<'sync.stagedRows'> = await session.call('sync.stagedRows', { fileId: file.id, outcome, cursor, limit: pageSize });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    cursor = page.next;
  }
}

/** The rows as a table: number, outcome, what they become, of whom, how much, and what changes or why not. */
export function listedText(rows: Listed, t: Translate, language: Language): string {
  return table(
    rows.map((row) => [
      String(row.row),
      t(`cli:import.${row.outcome}`),
      row.becomes ?? '',
      row.who ?? '',
      row.currency === null || row.amount === null ? '' : formatMoney(row.amount, row.currency, language),
      remark(row),
    ]),
    ['right', 'left', 'left', 'left', 'right', 'left'],
  );
}

function remark({ reason, changes, conflicts }: StagedRow): string {
  if (reason) return [reason.code, reason.column, reason.text].filter(Boolean).join(' ');
  const changed = changes.map(({ field, before, after }) => `${field}: ${before ?? '–'} → ${after ?? '–'}`);
  const edited = conflicts.map(({ field, mine, holds }) => `${field} ≠ ${mine ?? '–'}${holds === null ? '' : ` (${holds})`}`);
  return [...changed, ...edited].join('; ');
}
