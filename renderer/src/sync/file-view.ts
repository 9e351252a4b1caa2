/** How a staged file looks to the user: plain functions over what core says of it. */
import type { Account } from '../../../shared/contract/coverage';
import type { RowCounts, StagedFile } from '../../../shared/contract/sync';
import { anomaliesOf } from '../../../shared/domain/anomalies';

export const fileGroups = ['clean', 'look', 'unchanged', 'unknown', 'failed'] as const;
/** `clean` can be applied unseen; `look` needs the user's eyes first. */
export type FileGroup = (typeof fileGroups)[number];

/** The group a file belongs to. `failed` holds unreadable files and those whose import did not go through. */
export function groupOf(file: StagedFile, applyFailed = false): FileGroup {
  if (applyFailed) return 'failed';
  switch (file.status) {
    case 'ready':
      return anomaliesOf(file).length === 0 ? 'clean' : 'look';
    case 'needs-date':
    case 'needs-password':
      return 'look';
    case 'unchanged':
      return 'unchanged';
    case 'needs-mapping':
      return 'unknown';
    case 'failed':
      return 'failed';
  }
}

/** Number of files by group. */
export function countGroups(files: readonly StagedFile[], failures: ReadonlyMap<string, unknown>): Record<FileGroup, number> {
  const counts: Record<FileGroup, number> = { clean: 0, look: 0, unchanged: 0, unknown: 0, failed: 0 };
  for (const file of files) counts[groupOf(file, failures.has(file.id))]++;
  return counts;
}

/** How many files want something of the user: those without anything new do not. */
export function waitingFiles(files: readonly StagedFile[]): number {
  return files.filter(({ status }) => status !== 'unchanged').length;
}

/** Files that "import all" takes: those without anomalies. */
export function cleanFiles(files: readonly StagedFile[], failures: ReadonlyMap<string, unknown>): StagedFile[] {
  return files.filter((file) => groupOf(file, failures.has(file.id)) === 'clean');
}

export const countNames = ['new', 'updated', 'unchanged', 'quarantined', 'ignored'] as const satisfies readonly (keyof RowCounts)[];
export type CountName = (typeof countNames)[number];

/** What the rows of a preview can be narrowed to. */
export const rowFilters = [...countNames, 'conflict', 'skipped'] as const;
export type RowFilter = (typeof rowFilters)[number];

/** How many rows of a file a filter shows; null stands for all. */
export function rowsOf(file: StagedFile, filter: RowFilter | null): number {
  if (filter === null) return file.rows.total;
  if (filter === 'conflict') return file.conflictRows;
  if (filter === 'skipped') return (file.ignoredBy.skipped ?? 0) + (file.ignoredBy['skipped-before'] ?? 0);
  return file.rows[filter];
}

/** Row counts of several files or imports added up. */
export function sumRows(all: readonly { rows: RowCounts }[]): RowCounts {
  const sum: RowCounts = { total: 0, new: 0, updated: 0, unchanged: 0, quarantined: 0, ignored: 0 };
  for (const { rows } of all) {
    sum.total += rows.total;
    for (const name of countNames) sum[name] += rows[name];
  }
  return sum;
}

/** Entries of a count by reason, largest first. */
export function byCount(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
}

/** Records by type that an import brings or changes, largest first. */
export function changedRecords(records: StagedFile['records']): [string, number][] {
  return byCount(Object.fromEntries(Object.entries(records).map(([type, counts]) => [type, counts.new + counts.updated])));
}

/** What a format's rows mean to the pages: where to go and look after the import. */
export function bringsPeople(records: StagedFile['records']): boolean {
  return changedRecords(records).some(([type]) => type === 'person');
}

/** Whether the import touches the ledger. */
export function bringsLines(records: StagedFile['records']): boolean {
  return changedRecords(records).some(([type]) => type === 'ledgerLine' || type === 'order');
}

/**
 * Whether a file without new rows still says something: its period (or day) is not among what its account covers. An account that was renamed is
 * not recognised here; recording its period once more changes nothing. What comes after `now` no file covers, whatever period was asked for.
 */
export function addsCoverage(file: StagedFile, accounts: readonly Account[], now: string): boolean {
  const from = file.periodFrom ?? file.snapshotAt;
  const to = file.periodTo ?? file.snapshotAt;
  if (file.status !== 'unchanged' || from === null || to === null) return false;
  const end = to < now ? to : now;
  const own = accounts.filter(({ platform, name }) => platform === file.platform && name === (file.account ?? ''));
  return !own.some(({ coverage }) => coverage.some((covered) => covered.from <= from && covered.to >= end));
}
