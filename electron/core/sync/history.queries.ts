/** Imports, as stored. */
import { sql } from 'kysely';
import type { Output } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { Batch, BatchDetail } from '../../../shared/contract/sync';
import type { Database } from '../database/database';
import { readSettings } from '../workspace/settings.service';
import { daysOfImport } from './covered-days';
import { keptFigures } from './figures';
import { type CoverRow, firstApplied, periodSource } from './periods';
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
  kind: CoverRow['kind'];
  period: string | null;
  as_of: string;
  first_applied: string;
  summary: string;
  replaced: number;
  to_fix: number;
}

type Summary = Pick<Batch, 'rows' | 'ignoredBy' | 'records' | 'warnings'>;

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
      'b.kind',
      'b.as_of',
      sql<string | null>`${sql.raw(periodSource)}`.as('period'),
      sql<string>`${sql.raw(firstApplied)}`.as('first_applied'),
      'b.summary',
      sql<number>`EXISTS (SELECT 1 FROM import_batch n WHERE n.replaces = b.seq AND n.undone_at IS NULL)`.as('replaced'),
      sql<number>`iif(b.undone_at IS NULL, (SELECT count(*) FROM row_to_fix q WHERE q.batch = b.seq AND ${sql.raw(stillOpen)}), 0)`.as(
        'to_fix',
      ),
    ]);
}

function toBatch(row: BatchRow, zone: string): Batch {
  const { rows, ignoredBy, records, warnings } = JSON.parse(row.summary) as Summary;
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
    days: daysOfImport(row, zone),
    duration: row.duration,
    toFix: row.to_fix,
    rows,
    ignoredBy,
    records,
    warnings,
  };
}

/** Newest first, paged by import number. */
export async function history(db: Database, cursor: string | null, limit: number): Promise<Output<'sync.history'>> {
  let query = batches(db).orderBy('b.seq', 'desc').limit(limit);
  if (cursor !== null) query = query.where('b.seq', '<', Number(cursor) || 0);
  const rows = await query.execute();
  const { zone } = await readSettings(db);
  const last = rows.at(-1);
  return { batches: rows.map((row) => toBatch(row, zone)), next: last && rows.length === limit ? String(last.seq) : null };
}

export async function batchById(db: Database, id: string): Promise<BatchDetail> {
  const row = await batches(db).where('b.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('batch-missing');
  const { zone } = await readSettings(db);
  return { ...toBatch(row, zone), figures: await keptFigures(db, id) };
}
