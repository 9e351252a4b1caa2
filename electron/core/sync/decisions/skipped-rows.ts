/**
 * Rows that the user leaves out. What they state moves to a table of its own, so that everything that counts, compares and applies staged
 * records sees only what is wanted.
 */
import type { RowChoice } from '../../../../shared/contract/decisions';
import type { Database } from '../../database/database';
import type { Connection } from '../../database/driver';
import { compareRest } from '../diff';
import type { MoneyTotal } from '../reading/messages';
import { statedRepeatedly } from '../record-tables';
import { moneyOfNew } from '../staged-counts';
import { stageTables } from '../staging';
import { chooseRows } from './chosen-rows';

const columns = 'seq, row, part, type, key, as_of, rank, hash, payload';

/** `skipped` now, or `skipped-before` and the same again. */
type Reason = 'skipped' | 'skipped-before';

/** Leaves rows out that would be new or would change something. Answers the money that the import brings less for it. */
export async function skipRows(db: Database, key: number, choice: RowChoice): Promise<MoneyTotal[]> {
  return db.gate.exclusive(async () => {
    await chooseRows(db.writer, key, choice, false);
    const money = await moneyOfNew(db.writer, key, 'chosen');
    await moveOut(db.writer, key, 'skipped');
    return money;
  });
}

/** Takes rows in again that were left out. Answers the money that they bring. */
export async function takeRows(
  db: Database,
  { key, platform, replaces }: { key: number; platform: string; replaces: number | null },
  choice: RowChoice,
): Promise<MoneyTotal[]> {
  const { records, skipped, outcomes } = stageTables(key);
  return db.gate.exclusive(async () => {
    await chooseRows(db.writer, key, choice, true);
    await db.writer.exec(`
      INSERT INTO ${records} (${columns}) SELECT ${columns} FROM ${skipped} WHERE row IN (SELECT row FROM chosen_row);
      DELETE FROM ${skipped} WHERE row IN (SELECT row FROM chosen_row);
      DELETE FROM ${outcomes} WHERE row IN (SELECT row FROM chosen_row);`);
    await compareRest(db.writer, stageTables(key), platform, replaces);
    return moneyOfNew(db.writer, key, 'chosen');
  });
}

/** Holds rows back whose very statement the user left out of an import that is still live, and that would bring something now. Answers whether there are any. */
export async function skipAsBefore(db: Database, key: number, platform: string): Promise<boolean> {
  const { records, outcomes } = stageTables(key);
  return db.gate.exclusive(async () => {
    const connection = db.writer;
    const any = await connection.get('SELECT 1 FROM skipped_statement LIMIT 1');
    if (any === undefined) return false;
    await connection.exec('DROP TABLE IF EXISTS temp.chosen_row; CREATE TEMP TABLE chosen_row (row INTEGER PRIMARY KEY)');
    const { changes } = await connection.run(
      `INSERT OR IGNORE INTO chosen_row
       SELECT s.row FROM ${records} s JOIN ${outcomes} o ON o.row = s.row AND o.outcome IN ('new', 'updated')
       JOIN skipped_statement k ON k.type = s.type AND k.hash = s.hash
       JOIN import_batch b ON b.seq = k.batch AND b.platform = ? AND b.undone_at IS NULL WHERE s.part = 0`,
      [platform],
    );
    if (changes > 0) await moveOut(connection, key, 'skipped-before');
    return changes > 0;
  });
}

/** Numbers of the rows that the user left out of this file, in order. */
export async function skippedRows(db: Database, key: number): Promise<number[]> {
  const { outcomes } = stageTables(key);
  const rows = await db.gate.exclusive(() =>
    db.writer.all<{ row: number }>(
      `SELECT row FROM ${outcomes} WHERE outcome = 'ignored' AND reason ->> '$.code' = 'skipped' ORDER BY row`,
    ),
  );
  return rows.map(({ row }) => row);
}

/** Remembers with the import what was left out of it, so that the next export does not bring it. Inside the transaction of Apply. */
export async function rememberSkipped(connection: Connection, key: number, batch: number): Promise<void> {
  await connection.run(
    `INSERT OR IGNORE INTO skipped_statement (type, hash, batch) SELECT type, hash, ? FROM ${stageTables(key).skipped} WHERE part = 0`,
    [batch],
  );
}

async function moveOut(connection: Connection, key: number, reason: Reason): Promise<void> {
  const { records, skipped, states, conflicts, outcomes } = stageTables(key);
  await leaveShared(connection, key);
  await connection.exec(`
    INSERT INTO ${skipped} (${columns}) SELECT ${columns} FROM ${records} WHERE row IN (SELECT row FROM chosen_row);
    DELETE FROM ${records} WHERE row IN (SELECT row FROM chosen_row);
    DELETE FROM ${states} WHERE seq IN (SELECT seq FROM ${skipped});
    DELETE FROM ${conflicts} WHERE row IN (SELECT row FROM chosen_row);
    UPDATE ${outcomes} SET outcome = 'ignored', reason = '{"code":"${reason}","text":""}' WHERE row IN (SELECT row FROM chosen_row);`);
}

/**
 * A person or an item that many rows describe alike is staged once, with the first of them. When that row is left out and another one that
 * names it has no description of its own, the statement goes over to that row.
 */
async function leaveShared(connection: Connection, key: number): Promise<void> {
  const { records } = stageTables(key);
  const any = await connection.get(
    `SELECT 1 FROM ${records} WHERE row IN (SELECT row FROM chosen_row) AND part > 0 AND type IN ${statedRepeatedly} LIMIT 1`,
  );
  if (any === undefined) return;
  await connection.exec(`
    DROP TABLE IF EXISTS temp.named_still;
    CREATE TEMP TABLE named_still AS
      SELECT type, key, min(row) AS row FROM (
        SELECT 'person' AS type, payload ->> '$.personKey' AS key, row FROM ${records} WHERE type <> 'person' AND row NOT IN (SELECT row FROM chosen_row)
        UNION ALL
        SELECT 'content', payload ->> '$.contentKey', row FROM ${records} WHERE type <> 'content' AND row NOT IN (SELECT row FROM chosen_row)
        EXCEPT SELECT type, key, row FROM ${records})
      WHERE key IS NOT NULL GROUP BY type, key;
    UPDATE ${records} SET row = n.row FROM named_still n
      WHERE ${records}.type = n.type AND ${records}.key = n.key AND ${records}.row IN (SELECT row FROM chosen_row) AND ${records}.part > 0;
    DROP TABLE temp.named_still;`);
}
