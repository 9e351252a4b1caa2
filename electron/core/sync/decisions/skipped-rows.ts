/**
 * Rows that the user leaves out. What they state moves to a table of its own, so that everything that counts, compares and applies staged
 * records sees only what is wanted.
 */
import type { RowChoice } from '../../../../shared/contract/decisions';
import type { Database } from '../../database/database';
import type { Connection } from '../../database/driver';
import { compareRest } from '../diff';
import type { MoneyTotal } from '../reading/messages';
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
    await bringShared(db.writer, key);
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
 * A person or an item that several rows describe alike is staged once. When the row that stands for all of them is left out, another one that is
 * not takes its place. What a row is about in the first place goes with the row.
 */
async function leaveShared(connection: Connection, key: number): Promise<void> {
  const { records, outcomes, shared } = stageTables(key);
  await connection.exec(`
    UPDATE ${records} SET row = other.row FROM (
      SELECT h.seq, min(h.row) AS row FROM ${shared} h JOIN ${outcomes} o ON o.row = h.row AND o.outcome <> 'ignored'
      WHERE h.row NOT IN (SELECT row FROM chosen_row) GROUP BY h.seq) other
    WHERE ${records}.seq = other.seq AND ${records}.part > 0 AND ${records}.row IN (SELECT row FROM chosen_row)`);
}

/**
 * The other way round: what rows that are taken in again share with one that stays out comes in with the first of them, and what another row stood for
 * meanwhile goes back to them, so that of several statements the one wins that would have won.
 */
async function bringShared(connection: Connection, key: number): Promise<void> {
  const { skipped, shared, records, states, outcomes } = stageTables(key);
  await connection.exec(`
    DROP TABLE IF EXISTS temp.own_row;
    CREATE TEMP TABLE own_row AS SELECT seq, min(row) AS row FROM ${shared} WHERE row IN (SELECT row FROM chosen_row) GROUP BY seq;
    UPDATE ${skipped} SET row = own.row FROM own_row own
    WHERE ${skipped}.seq = own.seq AND ${skipped}.part > 0 AND ${skipped}.row NOT IN (SELECT row FROM chosen_row);
    DROP TABLE IF EXISTS temp.lent;
    CREATE TEMP TABLE lent AS SELECT s.seq, s.row AS lender, own.row FROM own_row own JOIN ${records} s ON s.seq = own.seq AND s.part > 0 AND s.row > own.row;
    UPDATE ${records} SET row = lent.row FROM lent WHERE ${records}.seq = lent.seq;
    DELETE FROM ${states} WHERE seq IN (SELECT seq FROM lent);
    DELETE FROM ${outcomes} WHERE row IN (SELECT lender FROM lent);`);
}
