/** Rows that imports could not use: listed and exported until a later import has them again, or until the user is done with them. */
import { sql } from 'kysely';
import type { Output, Parsed } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { Context } from '../api/context';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { writeCsv } from '../workspace/csv-file';
import type { OpenRow } from './came-again';

/** Rows that a file may have again; older ones wait on. */
const looked = 5_000;

/** SQL: the row `q` waits still: neither the import that settled it nor a new reading in that one's place is live. */
export const stillOpen = `NOT EXISTS (
  WITH RECURSIVE settling (seq) AS (SELECT q.settled_by UNION SELECT n.seq FROM settling c JOIN import_batch n ON n.replaces = c.seq)
  SELECT 1 FROM settling c JOIN import_batch x ON x.seq = c.seq AND x.undone_at IS NULL)`;

/** Rows of live imports that could not be read and wait to be fixed. */
export async function quarantine(
  db: Database,
  batchId: string | null,
  cursor: string | null,
  limit: number,
): Promise<Output<'sync.quarantine'>> {
  const base = () => {
    const query = db.read
      .selectFrom('row_to_fix as q')
      .innerJoin('import_batch as b', 'b.seq', 'q.batch')
      .where('b.undone_at', 'is', null)
      .where(sql<boolean>`${sql.raw(stillOpen)}`);
    return batchId === null ? query : query.where('b.id', '=', batchId);
  };
  const rows = await base()
    .innerJoin('source_row as s', (join) => join.onRef('s.batch', '=', 'q.batch').onRef('s.row', '=', 'q.row'))
    .select([
      'q.id',
      'b.id as batchId',
      'b.file_name as fileName',
      'b.format',
      'b.columns',
      'q.row',
      'q.code',
      'q.column_name as column',
      'q.text',
      's.cells',
    ])
    .where('q.id', '>', cursor === null ? 0 : Number(cursor) || 0)
    .orderBy('q.id')
    .limit(limit)
    .execute();
  const { total } = await base().select(db.read.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({ ...row, cells: JSON.parse(row.cells) as string[], columns: JSON.parse(row.columns) as string[] })),
    total,
    next: last && rows.length === limit ? String(last.id) : null,
  };
}

/** Writes the rows of an import that wait to be fixed with the header of their file, so that the fixed file is recognised again. Answers how many. */
export async function exportRowsToFix(db: Database, batchId: string, path: string): Promise<number> {
  const batch = await db.read.selectFrom('import_batch').select(['seq', 'columns']).where('id', '=', batchId).executeTakeFirst();
  if (!batch) throw new AppError('batch-missing');
  const rows = await db.read
    .selectFrom('row_to_fix as q')
    .innerJoin('source_row as s', (join) => join.onRef('s.batch', '=', 'q.batch').onRef('s.row', '=', 'q.row'))
    .select('s.cells')
    .where('q.batch', '=', batch.seq)
    .where(sql<boolean>`${sql.raw(stillOpen)}`)
    .orderBy('q.row')
    .execute();
  await writeCsv(path, [JSON.parse(batch.columns) as string[], ...rows.map((row) => JSON.parse(row.cells) as string[])]);
  return rows.length;
}

/** What waits to be fixed, for the reader of the next file: the latest first. */
export async function openRows(db: Database): Promise<OpenRow[]> {
  const rows = await db.reader.all<Omit<OpenRow, 'columns' | 'cells'> & { columns: string; cells: string }>(
    `SELECT q.id, b.format, b.columns, s.cells, q.column_name AS "column"
     FROM row_to_fix q JOIN import_batch b ON b.seq = q.batch AND b.undone_at IS NULL JOIN source_row s ON s.batch = q.batch AND s.row = q.row
     WHERE ${stillOpen} ORDER BY q.id DESC LIMIT ${looked}`,
  );
  return rows.map((row) => ({ ...row, columns: JSON.parse(row.columns) as string[], cells: JSON.parse(row.cells) as string[] }));
}

/** Notes that an import has had these rows again; those of the import that it replaces are its own. Inside the transaction of Apply. */
export async function settleRows(connection: Connection, batch: number, ids: readonly number[], replaces: number | null): Promise<void> {
  if (ids.length === 0) return;
  await connection.run('UPDATE row_to_fix SET settled_by = ? WHERE id IN (SELECT value FROM json_each(?)) AND batch IS NOT ?', [
    batch,
    JSON.stringify(ids),
    replaces,
  ]);
}

/** The rows of a new reading are as settled as those of the import in whose place it comes, by the user, too. Inside the transaction of Apply. */
export async function inheritSettled(connection: Connection, batch: number, replaces: number): Promise<void> {
  await connection.run(
    `UPDATE row_to_fix SET settled_by = iif(o.settled_by = ?2, ?1, o.settled_by) FROM row_to_fix o
     WHERE row_to_fix.batch = ?1 AND o.batch = ?2 AND o.row = row_to_fix.row AND o.settled_by IS NOT NULL`,
    [batch, replaces],
  );
}

/** The user is done with rows, or wants them back. Without `ids`: with all that wait of an import. Answers their ids. */
export async function dismissRows(context: Context, { batchId, ids, dismissed }: Parsed<'sync.dismissRows'>): Promise<number[]> {
  const db = context.db();
  const meant = JSON.stringify(ids);
  const rows = await db.write(async () => {
    const found = await db.writer.all<{ id: number }>(
      `SELECT q.id FROM row_to_fix q JOIN import_batch b ON b.seq = q.batch
       WHERE (?1 IS NULL OR b.id = ?1) AND (?2 = 'null' OR q.id IN (SELECT value FROM json_each(?2)))
         AND ${dismissed ? stillOpen : 'q.settled_by = q.batch'}`,
      [batchId, meant],
    );
    await db.writer.run(`UPDATE row_to_fix SET settled_by = ${dismissed ? 'batch' : 'NULL'} WHERE id IN (SELECT value FROM json_each(?))`, [
      JSON.stringify(found.map(({ id }) => id)),
    ]);
    return found;
  });
  context.changed('sync');
  return rows.map(({ id }) => id);
}
