/**
 * What the planner is told of the sizes of tables. An index of some of the rows (`WHERE phone IS NOT NULL`) often held none of them when a file was
 * counted and a million after the next import; told that it is empty, SQLite would sooner go over all of it for every row than look one up by its
 * number. Without a count it assumes that such an index is large, which is never far wrong.
 */
import type { Connection } from './driver';

const partial = `idx IN (SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %')`;

/** Counts anew what has changed much, as a file is closed. */
export async function keepStatistics(connection: Connection): Promise<void> {
  await connection.exec('PRAGMA optimize');
  await forgetPartial(connection);
}

/** Takes back misleading counts of a file that is opened. Only before anything else reads it. */
export async function mendStatistics(connection: Connection): Promise<void> {
  // Statistics are read once, and again when asked.
  if (await forgetPartial(connection)) await connection.exec('ANALYZE sqlite_schema');
}

async function forgetPartial(connection: Connection): Promise<boolean> {
  const counted = await connection.get(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'`);
  if (!counted || !(await connection.get(`SELECT 1 FROM sqlite_stat1 WHERE ${partial} LIMIT 1`))) return false;
  await connection.run(`DELETE FROM sqlite_stat1 WHERE ${partial}`);
  return true;
}
