/**
 * Folding in bulk. Callers fill the temporary table `touched` with record ids; `foldTouched` fills `folded` for every record that still has a
 * live statement. Records in `touched` but not in `folded` are gone. Only inside a write transaction.
 *
 * `folded` names the source record whose payload is the fold where one statement says it all (nearly always), so that large payloads are not
 * copied; otherwise it holds the combined payload. Read it through the view `fold` (record, type, p, as_of).
 *
 * The newborn of an import, of the types that come by the hundred thousand, are in neither table: each was stated once, by this import, and all
 * of them stand together at the end of `source_record`. Projections of those types read them through the view `newborn_fold` (record, type, platform, p)
 * and find what they have written by `id >= (SELECT first FROM newborn)`.
 */

import type { RecordType } from '../../../shared/domain/records';
import type { Connection } from '../database/driver';
import { foldStatements, type Statement } from './fold';
import { isStatedRepeatedly, statedRepeatedly } from './record-tables';
import { stageTables } from './staging';

// Every statement here begins with what is touched. CROSS JOIN keeps SQLite to that order: once it knows that a table is large, and not how few are
// touched, it may prefer to go over the whole table and look each row up in `touched`.

/** Records folded in JavaScript per round trip; only those with several differing statements come this way. */
const pageSize = 2_000;

export async function clearTouched(connection: Connection): Promise<void> {
  await connection.exec(`
    CREATE TEMP TABLE IF NOT EXISTS touched (record INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS folded (record INTEGER PRIMARY KEY, type TEXT NOT NULL, source INTEGER, payload BLOB, as_of TEXT NOT NULL);
    CREATE TEMP TABLE IF NOT EXISTS newborn (first INTEGER NOT NULL, source INTEGER NOT NULL);
    CREATE TEMP VIEW IF NOT EXISTS fold AS
      SELECT f.record, f.type, coalesce(s.payload, f.payload) AS p, f.as_of FROM folded f LEFT JOIN source_record s ON s.id = f.source;
    CREATE TEMP VIEW IF NOT EXISTS newborn_fold AS
      SELECT r.id AS record, r.type, r.platform, s.payload AS p
      FROM newborn n CROSS JOIN source_record s ON s.id >= n.source AND s.record >= n.first CROSS JOIN record r ON r.id = s.record;
    DELETE FROM touched;
    DELETE FROM folded;
    DELETE FROM newborn;
  `);
}

export async function touchRecords(connection: Connection, ids: readonly number[]): Promise<void> {
  await connection.run('INSERT OR IGNORE INTO touched SELECT value FROM json_each(?)', [JSON.stringify(ids)]);
}

/** Touches every record that a batch states something about. */
export async function touchBatch(connection: Connection, batch: number): Promise<void> {
  await connection.run('INSERT OR IGNORE INTO touched SELECT record FROM source_record INDEXED BY source_record_by_batch WHERE batch = ?', [
    batch,
  ]);
}

/** Where the new begins: records from `first` on were born in the import, whose statements are those from `source` on. */
export interface Newborn {
  first: number;
  source: number;
}

/** Types whose newborn are projected from their statements. None of them is stated repeatedly in one file. */
const bulkTypes: readonly RecordType[] = ['ledgerLine', 'order'];
const bulk = `(${bulkTypes.map((type) => `'${type}'`).join(', ')})`;

/**
 * Touches what an import has just stated, but for the newborn of bulk types. Spares the search for other statements where there can be none: few
 * types are stated more than once in one file.
 */
export async function touchImported(
  connection: Connection,
  key: number,
  { types }: { types: readonly RecordType[] },
  { first, source }: Newborn,
): Promise<void> {
  await connection.run('INSERT INTO newborn VALUES (?, ?)', [first, source]);
  await connection.run(`INSERT OR IGNORE INTO touched SELECT record FROM ${stageTables(key).states} WHERE record IS NOT NULL`);
  if (types.every((type) => bulkTypes.includes(type))) return;
  await connection.run(`INSERT OR IGNORE INTO touched SELECT id FROM record WHERE id >= ? AND type NOT IN ${bulk}`, [first]);
  if (types.every((type) => bulkTypes.includes(type) || isStatedRepeatedly(type))) return;
  await connection.run(
    `INSERT INTO folded SELECT s.record, r.type, s.id, NULL, s.as_of FROM source_record s JOIN record r ON r.id = s.record
     WHERE s.id >= ? AND s.record >= ? AND r.type NOT IN ${bulk} AND r.type NOT IN ${statedRepeatedly}`,
    [source, first],
  );
}

/** Whether an import has newborn of this type. */
export async function hasNewborn(connection: Connection, type: RecordType): Promise<boolean> {
  return (await connection.get('SELECT 1 FROM newborn_fold WHERE type = ? LIMIT 1', [type])) !== undefined;
}

/** Folds what is touched and not folded yet. */
export async function foldTouched(connection: Connection): Promise<void> {
  if (await isAllFolded(connection)) return;
  await connection.run(`
    INSERT INTO folded
    SELECT s.record, r.type, min(s.id), NULL, max(s.as_of)
    FROM touched t
    CROSS JOIN source_record s ON s.record = t.record
    CROSS JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL
    CROSS JOIN record r ON r.id = t.record
    WHERE NOT EXISTS (SELECT 1 FROM folded f WHERE f.record = t.record)
    GROUP BY s.record
    HAVING min(s.hash) = max(s.hash)`);
  await connection.run(`
    INSERT INTO folded
    SELECT m.id, 'ledgerLine', NULL, m.payload, '' FROM touched t CROSS JOIN manual_line m ON m.id = t.record`);
  await foldSightings(connection);
  await foldDiffering(connection);
}

/**
 * People of whom the statements differ only in when they were seen: an order or a payment names its buyer each time. What `foldStatements` makes of them,
 * without taking every statement apart.
 */
async function foldSightings(connection: Connection): Promise<void> {
  const times = `'$.firstSeenAt', '$.lastSeenAt'`;
  await connection.run(`
    INSERT INTO folded
    SELECT record, 'person', NULL, jsonb_set(payload, '$.firstSeenAt', first, '$.lastSeenAt', last), as_of
    FROM (
      SELECT s.record, s.payload, min(s.payload ->> '$.firstSeenAt') AS first, max(s.payload ->> '$.lastSeenAt') AS last, max(s.as_of) AS as_of
      FROM touched t
      CROSS JOIN record r ON r.id = t.record AND r.type = 'person'
      CROSS JOIN source_record s ON s.record = t.record
      CROSS JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL
      WHERE NOT EXISTS (SELECT 1 FROM folded f WHERE f.record = t.record)
      GROUP BY s.record
      HAVING count(s.payload ->> '$.firstSeenAt') = count(*) AND count(s.payload ->> '$.lastSeenAt') = count(*)
        AND min(jsonb_remove(s.payload, ${times})) = max(jsonb_remove(s.payload, ${times})))`);
}

async function isAllFolded(connection: Connection): Promise<boolean> {
  const counts = await connection.get<{ done: number }>('SELECT (SELECT count(*) FROM touched) = (SELECT count(*) FROM folded) AS done');
  return counts?.done === 1;
}

async function foldDiffering(connection: Connection): Promise<void> {
  let after = -1;
  for (;;) {
    const rows = await connection.all<Statement & { record: number; type: string }>(
      `WITH page AS (
         SELECT t.record FROM touched t
         WHERE t.record > ?1 AND NOT EXISTS (SELECT 1 FROM folded f WHERE f.record = t.record)
           AND EXISTS (SELECT 1 FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL WHERE s.record = t.record)
         ORDER BY t.record LIMIT ?2)
       SELECT s.record, r.type, s.as_of AS asOf, s.rank, s.batch, s.row, json(s.payload) AS payload
       FROM page p
       CROSS JOIN source_record s ON s.record = p.record
       CROSS JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL
       CROSS JOIN record r ON r.id = s.record
       ORDER BY s.record`,
      [after, pageSize],
    );
    if (rows.length === 0) return;
    const folded = [...groupByRecord(rows)].map(([record, statements]) => [
      record,
      statements[0]?.type,
      foldStatements(statements),
      latestOf(statements),
    ]);
    await connection.run(
      `INSERT INTO folded SELECT value ->> 0, value ->> 1, NULL, jsonb_extract(value, '$[2]'), value ->> 3 FROM jsonb_each(?)`,
      [JSON.stringify(folded)],
    );
    after = rows.at(-1)?.record ?? after;
  }
}

function latestOf(statements: readonly Statement[]): string {
  return (
    statements
      .map((statement) => statement.asOf)
      .sort()
      .at(-1) ?? ''
  );
}

export function groupByRecord<T extends { record: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.record);
    if (group) group.push(row);
    else groups.set(row.record, [row]);
  }
  return groups;
}
