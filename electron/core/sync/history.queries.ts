/** Imports, rows to fix and accounts, as stored. */
import { sql } from 'kysely';
import type { Output } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { Batch, BatchDetail } from '../../../shared/contract/sync';
import type { Database } from '../database/database';
import { keptFigures } from './figures';
import { readReminders } from './reminders';
import { stillOpen } from './rows-to-fix';

interface BatchRow {
  seq: number;
  id: string;
  file_name: string;
  file_hash: string;
  format: string;
  platform: string;
  account_name: string;
  applied_at: string;
  undone_at: string | null;
  with_expenses: number;
  period_from: string | null;
  period_to: string | null;
  duration: number;
  summary: string;
  replaced: number;
  to_fix: number;
}

function batches(db: Database) {
  return db.read
    .selectFrom('import_batch as b')
    .innerJoin('account as a', 'a.id', 'b.account')
    .select([
      'b.seq',
      'b.id',
      'b.file_name',
      'b.file_hash',
      'b.format',
      'b.platform',
      'a.name as account_name',
      'b.applied_at',
      'b.undone_at',
      'b.with_expenses',
      'b.period_from',
      'b.period_to',
      'b.duration',
      'b.summary',
      sql<number>`EXISTS (SELECT 1 FROM import_batch n WHERE n.replaces = b.seq AND n.undone_at IS NULL)`.as('replaced'),
      sql<number>`iif(b.undone_at IS NULL, (SELECT count(*) FROM row_to_fix q WHERE q.batch = b.seq AND ${sql.raw(stillOpen)}), 0)`.as(
        'to_fix',
      ),
    ]);
}

function toBatch(row: BatchRow): Batch {
  const summary = JSON.parse(row.summary) as Pick<Batch, 'rows' | 'ignoredBy' | 'records' | 'warnings'>;
  return {
    id: row.id,
    fileName: row.file_name,
    fileHash: row.file_hash,
    format: row.format,
    platform: row.platform,
    account: row.account_name === '' ? null : row.account_name,
    appliedAt: row.applied_at,
    undoneAt: row.undone_at,
    status: row.undone_at === null ? 'live' : row.replaced === 1 ? 'replaced' : 'undone',
    withExpenses: row.with_expenses === 1,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    duration: row.duration,
    toFix: row.to_fix,
    ...summary,
  };
}

/** Newest first, paged by import number. */
export async function history(db: Database, cursor: string | null, limit: number): Promise<Output<'sync.history'>> {
  let query = batches(db).orderBy('b.seq', 'desc').limit(limit);
  if (cursor !== null) query = query.where('b.seq', '<', Number(cursor) || 0);
  const rows = await query.execute();
  const last = rows.at(-1);
  return { batches: rows.map(toBatch), next: last && rows.length === limit ? String(last.seq) : null };
}

export async function batchById(db: Database, id: string): Promise<BatchDetail> {
  const row = await batches(db).where('b.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('batch-missing');
  return { ...toBatch(row), figures: await keptFigures(db, id) };
}

/** Accounts with live imports, and which periods they cover (merged, half-open). */
export async function accounts(db: Database): Promise<Output<'sync.accounts'>> {
  const rows = await db.read
    .selectFrom('import_batch as b')
    .innerJoin('account as a', 'a.id', 'b.account')
    .select(['a.id', 'a.platform', 'a.external_id', 'a.name', 'b.kind', 'b.as_of', 'b.period_from', 'b.period_to'])
    .where('b.undone_at', 'is', null)
    .orderBy('a.platform')
    .orderBy('a.id')
    .orderBy('b.period_from')
    .execute();
  const reminderOf = await readReminders(db);
  const ofLedgers = new Set(rows.filter(({ kind }) => kind === 'ledger').map(({ id }) => id));
  const found = new Map<number, Output<'sync.accounts'>[number]>();
  for (const row of rows) {
    const account = found.get(row.id) ?? {
      id: row.id,
      platform: row.platform,
      name: row.name,
      coverage: [],
      dataThrough: null,
      batches: 0,
      isSnapshot: !ofLedgers.has(row.id),
      reminder: reminderOf(row.platform, row.external_id),
    };
    found.set(row.id, account);
    account.batches++;
    // A list of members says nothing about the days before it.
    if (row.kind === 'snapshot' && !account.isSnapshot) continue;
    const from = row.period_from ?? (row.kind === 'snapshot' ? row.as_of : null);
    const to = row.period_to ?? (row.kind === 'snapshot' ? row.as_of : null);
    if (!from || !to) continue;
    const open = account.coverage.at(-1);
    if (open && from <= nextSecond(open.to)) {
      if (to > open.to) open.to = to;
    } else account.coverage.push({ from, to });
    account.dataThrough = account.dataThrough === null || to > account.dataThrough ? to : account.dataThrough;
  }
  return [...found.values()];
}

/** Files end a period at 23:59:59 and begin the next at 00:00:00: that is no gap. */
function nextSecond(instant: string): string {
  return new Date(Date.parse(instant) + 1000).toISOString().replace('.000Z', 'Z');
}
