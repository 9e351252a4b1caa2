/** Which imports a total of the ledger is made of: each line under the one import that it rests on, so that the parts add up. */
import type { Output, Parsed } from '../../../shared/contract';
import type { SourceFile } from '../../../shared/contract/common';
import type { Database } from '../database/database';
import { feeds, importOf } from './attribution';
import { conditions } from './ledger.queries';

/** What the user added, or what counts only because of an edit. */
export const byHand: SourceFile = { batchId: null, fileName: '', format: '', platform: '', account: null, appliedAt: null };

/** Every import by its number. */
export async function sourceFiles(db: Database): Promise<Map<number | null, SourceFile>> {
  const rows = await db.reader.all<SourceFile & { seq: number }>(
    `SELECT b.seq, b.id AS batchId, b.file_name AS fileName, b.format, b.platform, nullif(a.name, '') AS account, b.applied_at AS appliedAt
     FROM import_batch b JOIN account a ON a.id = b.account`,
  );
  return new Map(rows.map(({ seq, ...file }) => [seq, file]));
}

/** The parts of one named amount over the lines that the filter finds, in minor units of each currency; the largest first. */
export async function totalSources(
  db: Database,
  { amount, ...filter }: Parsed<'revenue.sources'>,
  zone: string,
): Promise<Output<'revenue.sources'>> {
  const where = conditions(filter, zone);
  const rows = await db.reader.all<{ batch: number | null; currency: string; lines: number; amount: number }>(
    `SELECT batch, currency, count(*) AS lines, sum(amount) AS amount
     FROM (SELECT l.currency, l.${amount} AS amount, ${importOf('l', ['kind'])} AS batch FROM ledger_line l WHERE ${feeds[amount]} AND ${where.sql} LIMIT -1)
     GROUP BY batch, currency`,
    where.params,
  );
  const files = await sourceFiles(db);
  return rows
    .map(({ batch, ...part }) => ({ ...(files.get(batch) ?? byHand), ...part }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || b.lines - a.lines);
}
