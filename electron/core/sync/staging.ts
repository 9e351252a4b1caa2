/**
 * Staged files live in temporary tables of the writing connection: on disk, bounded in memory, and gone with the process.
 * Nothing of them is in the workspace before Apply. Each file has tables of its own; large payloads are written once and never rewritten.
 */
import type { Database } from '../database/database';

/** Names of a file's tables. The key is a number of our own making. */
export interface StageTables {
  /** row, cells (JSON text) */
  rows: string;
  /** row, outcome, reason: rows that were ignored or quarantined from the start, the others once they are compared */
  outcomes: string;
  /** seq, row, part, type, key, as_of, rank, hash, payload (JSONB) */
  records: string;
  /** seq, record, outcome, changes: how each record compares with the workspace; those still to be compared are found by an index of their own */
  states: string;
  /** seq, row: the rows that make one and the same statement, which is staged once; only where there are several */
  shared: string;
  /** As `records`: what the rows state that the user leaves out */
  skipped: string;
  /** row, field, record, mine, file: where the file changes what the user has edited */
  conflicts: string;
  /** row, field, holds: whose value the user chose there */
  choices: string;
}

export function stageTables(key: number): StageTables {
  const n = Math.trunc(key);
  return {
    rows: `stage_${n}_row`,
    outcomes: `stage_${n}_outcome`,
    records: `stage_${n}_record`,
    states: `stage_${n}_state`,
    shared: `stage_${n}_shared`,
    skipped: `stage_${n}_skipped`,
    conflicts: `stage_${n}_conflict`,
    choices: `stage_${n}_choice`,
  };
}

export async function clearStaged(db: Database, key: number): Promise<void> {
  const names = Object.values(stageTables(key)) as string[];
  await db.gate.exclusive(() => db.writer.exec(names.map((name) => `DROP TABLE IF EXISTS temp.${name};`).join('\n')));
}

export async function createStaged(db: Database, key: number): Promise<void> {
  await clearStaged(db, key);
  const { rows, outcomes, records, states, shared, skipped, conflicts, choices } = stageTables(key);
  const recordColumns = `seq INTEGER PRIMARY KEY, row INTEGER NOT NULL, part INTEGER NOT NULL, type TEXT NOT NULL, key TEXT NOT NULL,
        as_of TEXT NOT NULL, rank INTEGER NOT NULL, hash TEXT NOT NULL, payload BLOB NOT NULL`;
  await db.gate.exclusive(() =>
    db.writer.exec(`
      CREATE TEMP TABLE ${rows} (row INTEGER PRIMARY KEY, cells TEXT NOT NULL);
      CREATE TEMP TABLE ${outcomes} (row INTEGER PRIMARY KEY, outcome TEXT NOT NULL, reason TEXT);
      CREATE TEMP TABLE ${records} (${recordColumns});
      CREATE TEMP TABLE ${states} (seq INTEGER PRIMARY KEY, record INTEGER, outcome TEXT NOT NULL, changes TEXT);
      CREATE INDEX temp.${states}_compare ON ${states} (record) WHERE outcome = 'compare';
      CREATE TEMP TABLE ${shared} (seq INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (seq, row)) WITHOUT ROWID;
      CREATE TEMP TABLE ${skipped} (${recordColumns});
      CREATE TEMP TABLE ${conflicts} (row INTEGER NOT NULL, field TEXT NOT NULL, record INTEGER NOT NULL, mine TEXT, file TEXT, PRIMARY KEY (row, field));
      CREATE TEMP TABLE ${choices} (row INTEGER NOT NULL, field TEXT NOT NULL, holds TEXT NOT NULL, PRIMARY KEY (row, field));`),
  );
}
