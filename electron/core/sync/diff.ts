/** Compares a staged file with the workspace: which records are new, which change something, which say what is known. Set-based, except for the few that differ. */
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { findConflicts } from './decisions/edit-conflicts';
import { foldStatements, type Statement } from './fold';
import { groupByRecord } from './folded';
import { statedRepeatedly } from './record-tables';
import { type StageTables, stageTables } from './staging';
import { restateRows, stateRecords, stateRows } from './states';

/** Records compared in JavaScript per round trip. */
const pageSize = 1_000;

export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

/**
 * Ends the comparison of a file whose rows were compared as they were stored. `repeats`: whether some record may be stated twice in it. Answers how
 * many rows carried a repeated id.
 */
export async function compareStored(
  db: Database,
  key: number,
  platform: string,
  { replaces, repeats }: { replaces: number | null; repeats: boolean },
): Promise<{ repeatedIds: number }> {
  const { changed, repeatedIds } = repeats ? await settleRepeats(db, key) : { changed: false, repeatedIds: 0 };
  if (changed) await compareStaged(db, key, platform, replaces);
  else await db.gate.exclusive(() => compareDiffering(db.writer, stageTables(key), replaces));
  return { repeatedIds };
}

/**
 * Settles repeats inside the file. The same content under the same key is one statement; other content under an id that must be unique is
 * another record, told apart by an ordinal, so that no row is lost. Answers whether there were any, and how many rows carried a repeated id.
 */
async function settleRepeats(db: Database, key: number): Promise<{ changed: boolean; repeatedIds: number }> {
  const { records, outcomes, shared } = stageTables(key);
  return db.gate.exclusive(async () => {
    const connection = db.writer;
    await connection.exec(`
      DROP TABLE IF EXISTS temp.repeated;
      CREATE TEMP TABLE repeated AS
      WITH keys AS MATERIALIZED (
        SELECT type, key FROM ${records} WHERE type NOT IN ${statedRepeatedly} GROUP BY type, key HAVING count(*) > 1
        UNION SELECT type, key FROM ${records} WHERE type IN ${statedRepeatedly} GROUP BY type, key, hash HAVING count(*) > 1),
      same AS (SELECT s.seq, s.row, s.type, s.key, s.hash, min(s.seq) OVER (PARTITION BY s.type, s.key, s.hash) AS first
        FROM ${records} s WHERE (s.type, s.key) IN (SELECT type, key FROM keys))
      SELECT seq, row, type, first, seq > first AS again, dense_rank() OVER (PARTITION BY type, key ORDER BY first) - 1 AS variant FROM same;
      UPDATE ${records} SET key = key || '#' || r.variant FROM repeated r WHERE ${records}.seq = r.seq AND r.type NOT IN ${statedRepeatedly} AND r.variant > 0;
      INSERT OR IGNORE INTO ${shared}
        SELECT first, row FROM repeated WHERE type IN ${statedRepeatedly} AND first IN (SELECT first FROM repeated WHERE again);
      DELETE FROM ${records} WHERE seq IN (SELECT seq FROM repeated WHERE again);
      INSERT OR REPLACE INTO ${outcomes}
        SELECT row, 'ignored', '{"code":"duplicate-in-file","text":""}' FROM repeated WHERE again AND row NOT IN (SELECT row FROM ${records});`);
    const repeated = await connection.get<{ n: number; rows: number }>(
      `SELECT count(*) AS n, count(*) FILTER (WHERE type NOT IN ${statedRepeatedly} AND variant > 0 AND NOT again) AS rows FROM repeated`,
    );
    return { changed: (repeated?.n ?? 0) > 0, repeatedIds: repeated?.rows ?? 0 };
  });
}

/**
 * Says of every staged record how it compares with the workspace, and of every row what comes of it. May be run again at any time. `replaces`: the
 * import that this one takes the place of; what it says counts as known, and not any more once this one is applied.
 */
export async function compareStaged(db: Database, key: number, platform: string, replaces: number | null = null): Promise<void> {
  const tables = stageTables(key);
  await db.gate.exclusive(async () => {
    await db.writer.run(`DELETE FROM ${tables.states}`);
    await db.writer.run(`DELETE FROM ${tables.outcomes} WHERE outcome NOT IN ('ignored', 'quarantined')`);
    await stateRecords(db.writer, tables, platform, 'all');
    await stateRows(db.writer, tables, 'all');
    await compareDiffering(db.writer, tables, replaces);
  });
}

/** The same for the records that nothing is said of yet, of rows that are taken in again. Holding the gate. */
export async function compareRest(connection: Connection, tables: StageTables, platform: string, replaces: number | null): Promise<void> {
  await stateRecords(connection, tables, platform, 'rest');
  await stateRows(connection, tables, 'rest');
  await compareDiffering(connection, tables, replaces);
}

/** Folds the statements of what is left to compare, and says anew what comes of those rows. */
async function compareDiffering(connection: Connection, tables: StageTables, replaces: number | null): Promise<void> {
  const { states, records } = tables;
  await connection.exec('DROP TABLE IF EXISTS temp.compared_row; CREATE TEMP TABLE compared_row (row INTEGER PRIMARY KEY)');
  const { changes } = await connection.run(
    `INSERT OR IGNORE INTO compared_row SELECT s.row FROM ${states} t JOIN ${records} s ON s.seq = t.seq WHERE t.outcome = 'compare'`,
  );
  if (changes > 0) {
    await compareFolds(connection, tables, replaces);
    await restateRows(connection, tables);
  }
  await findConflicts(connection, tables);
}

interface Candidate extends Statement {
  seq: number;
  record: number;
}

async function compareFolds(connection: Connection, tables: StageTables, replaces: number | null): Promise<void> {
  for (;;) {
    const candidates = await (replaces === null ? nextCandidates(connection, tables) : nextRecords(connection, tables));
    if (candidates.length === 0) return;
    const known = groupByRecord(
      await connection.all<Statement & { record: number }>(
        `SELECT o.record, o.as_of AS asOf, o.rank, o.batch, o.row, json(o.payload) AS payload FROM source_record o
         JOIN import_batch b ON b.seq = o.batch AND b.undone_at IS NULL
         WHERE o.record IN (SELECT value FROM json_each(?))`,
        [JSON.stringify([...new Set(candidates.map((candidate) => candidate.record))])],
      ),
    );
    await settle(connection, tables, replaces === null ? eachAlone(candidates, known) : allTogether(candidates, known, replaces));
  }
}

const candidateColumns = `s.seq, t.record, s.as_of AS asOf, s.rank, 9007199254740991 AS batch, s.row, json(s.payload) AS payload`;

function nextCandidates(connection: Connection, { states, records }: StageTables): Promise<Candidate[]> {
  return connection.all<Candidate>(
    `SELECT ${candidateColumns} FROM ${states} t JOIN ${records} s ON s.seq = t.seq WHERE t.outcome = 'compare' ORDER BY t.record LIMIT ?`,
    [pageSize],
  );
}

/** Everything the file says about the next records. */
function nextRecords(connection: Connection, { states, records }: StageTables): Promise<Candidate[]> {
  return connection.all<Candidate>(
    `SELECT ${candidateColumns} FROM ${states} t JOIN ${records} s ON s.seq = t.seq
     WHERE t.record IN (SELECT DISTINCT record FROM ${states} WHERE outcome = 'compare' ORDER BY record LIMIT ?) ORDER BY t.record, s.seq`,
    [pageSize],
  );
}

type Known = ReadonlyMap<number, readonly (Statement & { record: number })[]>;
type SettledState = [seq: number, outcome: 'updated' | 'unchanged', changes: string];

function settled(seq: number, changes: readonly Change[]): SettledState {
  return [seq, changes.length > 0 ? 'updated' : 'unchanged', JSON.stringify(changes)];
}

function eachAlone(candidates: readonly Candidate[], known: Known): SettledState[] {
  return candidates.map((candidate) => {
    const statements = known.get(candidate.record) ?? [];
    return settled(candidate.seq, differences(foldStatements(statements), foldStatements([...statements, candidate])));
  });
}

/** What the replaced import said goes with it, so all that the file says of a record counts at once; the change is told with its first statement. */
function allTogether(candidates: readonly Candidate[], known: Known, replaces: number): SettledState[] {
  return [...groupByRecord(candidates)].flatMap(([record, own]) => {
    const statements = known.get(record) ?? [];
    const others = statements.filter(({ batch }) => batch !== replaces);
    const changes = differences(foldStatements(statements), foldStatements([...others, ...own]));
    return own.map(({ seq }, n) => settled(seq, n === 0 ? changes : []));
  });
}

async function settle(connection: Connection, { states }: StageTables, found: readonly SettledState[]): Promise<void> {
  await connection.run(
    `UPDATE ${states} SET outcome = v.outcome, changes = v.changes
     FROM (SELECT value ->> 0 AS seq, value ->> 1 AS outcome, value ->> 2 AS changes FROM json_each(?)) v
     WHERE ${states}.seq = v.seq`,
    [JSON.stringify(found)],
  );
}

type Payload = Record<string, unknown>;

/** Field by field, what a fold becomes; the order in which maps got their keys is no difference. */
export function differences(before: Payload | null, after: Payload | null): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .map((field) => ({ field, before: show(before?.[field]), after: show(after?.[field]) }))
    .filter((change) => change.before !== change.after);
}

function show(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(inOrder(value));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, inOrder(part)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
