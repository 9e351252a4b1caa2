/**
 * What the planner is told of the sizes of tables. An index of some of the rows (`WHERE phone IS NOT NULL`) often held none of them when a file was
 * counted and a million after the next import; told that it is empty, SQLite would sooner go over all of it for every row than look one up by its
 * number. It is told half of its table instead, what SQLite itself assumes of an index that was never counted. Without any count it would count
 * them all at every closing.
 */
import type { Connection } from './driver';

/** Rows of the table by another index of it, and as many for one value as SQLite assumes by itself. */
const assumed = `(SELECT max(CAST(o.stat AS INTEGER)) / 2 FROM sqlite_stat1 o WHERE o.tbl = sqlite_stat1.tbl AND o.idx IS NOT sqlite_stat1.idx) || ' 10'`;
const isMisleading = `idx IN (SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %') AND stat IS NOT ${assumed} AND ${assumed} IS NOT NULL`;

/** Counts anew what has changed much, as a file is closed. */
export async function keepStatistics(connection: Connection): Promise<void> {
  await connection.exec('PRAGMA optimize');
  await mend(connection);
}

/** Takes back misleading counts of a file that is opened; without them, work is slower and no less right. */
export async function mendStatistics(connection: Connection): Promise<void> {
  // Statistics are read once, and again when asked.
  if (await mend(connection).catch(() => false)) await connection.exec('ANALYZE sqlite_schema');
}

async function mend(connection: Connection): Promise<boolean> {
  const counted = await connection.get(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'`);
  if (!counted || !(await connection.get(`SELECT 1 FROM sqlite_stat1 WHERE ${isMisleading} LIMIT 1`))) return false;
  await connection.run(`UPDATE sqlite_stat1 SET stat = ${assumed} WHERE ${isMisleading}`);
  return true;
}
