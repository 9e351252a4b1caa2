/** Reads an import again from the rows that are stored of it. */
import { AppError } from '../../../../shared/contract/errors';
import type { Database } from '../../database/database';
import type { RawRow } from '../read/source';
import type { ReadMessage, ReadRequest } from '../reading/messages';
import { readSource } from '../reading/read-file';
import { isWhole, keptFrame, type StoredImport, storedSource } from './kept-frame';

const pageSize = 1_000;
/** Rows that are shown to a format as the beginning of the data. */
const firstRows = 20;

/** The messages of `readFile` for a stored import. Throws `reread-needs-file` when more is needed than is stored. */
export async function* readStored(db: Database, id: string, request: ReadRequest): AsyncGenerator<ReadMessage> {
  yield* readSource(storedSource(await storedImport(db, id)), request);
}

async function storedImport(db: Database, id: string): Promise<StoredImport> {
  const batch = await db.read
    .selectFrom('import_batch')
    .select(['seq', 'file_name', 'file_hash', 'file_size', 'columns', 'frame'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!batch) throw new AppError('batch-missing');
  const reach = await db.reader.get<{ first: number | null; last: number | null }>(
    'SELECT min(row) AS first, max(row) AS last FROM source_row WHERE batch = ?',
    [batch.seq],
  );
  if (batch.frame === null || reach?.first == null || reach.last === null || !isWhole(reach.last))
    throw new AppError('reread-needs-file', { file: batch.file_name });
  return {
    fileName: batch.file_name,
    hash: batch.file_hash,
    size: batch.file_size,
    columns: JSON.parse(batch.columns) as string[],
    frame: keptFrame.parse(JSON.parse(batch.frame)),
    first: reach.first,
    last: reach.last,
    begin: await pageOf(db, batch.seq, -1, firstRows),
    rows: () => pages(db, batch.seq),
  };
}

async function* pages(db: Database, batch: number): AsyncGenerator<RawRow[]> {
  for (let after = -1; ; ) {
    const rows = await pageOf(db, batch, after, pageSize);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.row;
  }
}

async function pageOf(db: Database, batch: number, after: number, limit: number): Promise<RawRow[]> {
  const rows = await db.reader.all<{ row: number; cells: string }>(
    'SELECT row, cells FROM source_row WHERE batch = ? AND row > ? ORDER BY row LIMIT ?',
    [batch, after, limit],
  );
  return rows.map(({ row, cells }) => ({ row, cells: JSON.parse(cells) as string[] }));
}
