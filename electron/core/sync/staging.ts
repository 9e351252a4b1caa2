/**
 * Staged files live in temporary tables of the writing connection: on disk, bounded in memory, and gone with the process.
 * Nothing of them is in the workspace before Apply. Each file has tables of its own; large payloads are written once and never rewritten.
 */
import type { CanonicalRecord } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import type { MappedRow } from './map-rows';
import { hashPayload } from './payload-hash';

/** Names of a file's tables. The key is a number of our own making. */
export interface StageTables {
  /** row, cells (JSONB) */
  rows: string;
  /** row, outcome, reason: rows that were ignored or quarantined from the start, the others once they are compared */
  outcomes: string;
  /** seq, row, part, type, key, as_of, rank, hash, payload (JSONB) */
  records: string;
  /** seq, record, outcome, changes: how each record compares with the workspace */
  states: string;
}

export function stageTables(key: number): StageTables {
  const n = Math.trunc(key);
  return { rows: `stage_${n}_row`, outcomes: `stage_${n}_outcome`, records: `stage_${n}_record`, states: `stage_${n}_state` };
}

export async function clearStaged(db: Database, key: number): Promise<void> {
  const names = Object.values(stageTables(key)) as string[];
  await db.gate.exclusive(() => db.writer.exec(names.map((name) => `DROP TABLE IF EXISTS temp.${name};`).join('\n')));
}

export async function createStaged(db: Database, key: number): Promise<void> {
  await clearStaged(db, key);
  const { rows, outcomes, records, states } = stageTables(key);
  await db.gate.exclusive(() =>
    db.writer.exec(`
      CREATE TEMP TABLE ${rows} (row INTEGER PRIMARY KEY, cells BLOB NOT NULL);
      CREATE TEMP TABLE ${outcomes} (row INTEGER PRIMARY KEY, outcome TEXT NOT NULL, reason TEXT);
      CREATE TEMP TABLE ${records} (seq INTEGER PRIMARY KEY, row INTEGER NOT NULL, part INTEGER NOT NULL, type TEXT NOT NULL, key TEXT NOT NULL,
        as_of TEXT NOT NULL, rank INTEGER NOT NULL, hash TEXT NOT NULL, payload BLOB NOT NULL);
      CREATE TEMP TABLE ${states} (seq INTEGER PRIMARY KEY, record INTEGER, outcome TEXT NOT NULL, changes TEXT);`),
  );
}

/** Rows written per statement: fewer cost a round trip each, more cost memory. */
const batchSize = 4_000;

/** Writes mapped rows of one file into its tables, in file order. SQLite works on one batch while the caller prepares the next. */
export class StageWriter {
  #seq = 0;
  #waiting: MappedRow[] = [];
  #writing: Promise<unknown> = Promise.resolve();
  readonly #tables: StageTables;

  constructor(
    private readonly db: Database,
    key: number,
    /** Time of a statement whose record does not carry one. */
    private readonly asOf: string,
  ) {
    this.#tables = stageTables(key);
  }

  /** Resolves when there is room for more, not when these rows are written: end with `finish`. */
  async write(rows: readonly MappedRow[]): Promise<void> {
    for (const row of rows) this.#waiting.push(row);
    if (this.#waiting.length >= batchSize) await this.#flush();
  }

  async finish(): Promise<void> {
    await this.#flush();
    await this.#writing;
  }

  async #flush(): Promise<void> {
    const batch = this.#encode(this.#waiting);
    this.#waiting = [];
    await this.#writing;
    this.#writing = this.db.gate.exclusive(() => this.#store(batch));
    // A failure is reported by the next flush, not as an unhandled rejection in between.
    this.#writing.catch(() => undefined);
  }

  async #store(batch: EncodedBatch): Promise<void> {
    const { rows, outcomes, records } = this.#tables;
    await this.db.writer.run(`INSERT INTO ${rows} SELECT value ->> 0, jsonb_extract(value, '$[1]') FROM jsonb_each(?)`, [batch.rows]);
    await this.db.writer.run(`INSERT INTO ${outcomes} SELECT value ->> 0, value ->> 1, value -> 2 FROM jsonb_each(?)`, [batch.outcomes]);
    await this.db.writer.run(
      `INSERT INTO ${records}
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, jsonb_extract(value, '$[8]')
       FROM jsonb_each(?)`,
      [batch.records],
    );
  }

  /** Payloads are turned into text once, for the fingerprint and for SQLite alike. */
  #encode(rows: readonly MappedRow[]): EncodedBatch {
    const records: string[] = [];
    const outcomes: unknown[] = [];
    for (const { row, outcome } of rows) {
      switch (outcome.outcome) {
        case 'records':
          for (const [part, record] of outcome.records.entries()) records.push(this.#encodeRecord(row, part, record));
          break;
        case 'ignored':
          outcomes.push([row, 'ignored', { code: outcome.reason, text: '' }]);
          break;
        case 'quarantined':
          outcomes.push([row, 'quarantined', outcome.problem]);
          break;
      }
    }
    return {
      rows: JSON.stringify(rows.map(({ row, cells }) => [row, cells])),
      outcomes: JSON.stringify(outcomes),
      records: `[${records.join(',')}]`,
    };
  }

  #encodeRecord(row: number, part: number, record: CanonicalRecord): string {
    const payload = JSON.stringify(record.payload);
    const head = JSON.stringify([
      this.#seq++,
      row,
      part,
      record.type,
      record.key,
      record.asOf ?? this.asOf,
      record.rank ?? 0,
      hashPayload(payload),
    ]);
    return `${head.slice(0, -1)},${payload}]`;
  }
}

interface EncodedBatch {
  rows: string;
  outcomes: string;
  records: string;
}
