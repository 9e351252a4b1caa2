/**
 * Staged files live in temporary tables of the writing connection: on disk, bounded in memory, and gone with the process.
 * Nothing of them is in the workspace before Apply.
 */
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import type { MappedRow } from './map-rows';
import { hashPayload } from './payload-hash';

/** Rows written per statement. */
const chunk = 4_000;

export async function createStaging(connection: Connection): Promise<void> {
  await connection.exec(`
    CREATE TEMP TABLE IF NOT EXISTS staged_row (
      file INTEGER NOT NULL, row INTEGER NOT NULL, outcome TEXT NOT NULL, reason TEXT, cells TEXT NOT NULL,
      PRIMARY KEY (file, row)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS staged_record (
      file INTEGER NOT NULL, seq INTEGER NOT NULL, row INTEGER NOT NULL, part INTEGER NOT NULL, type TEXT NOT NULL, key TEXT NOT NULL,
      as_of TEXT NOT NULL, rank INTEGER NOT NULL, hash TEXT NOT NULL, payload TEXT NOT NULL,
      record INTEGER, outcome TEXT NOT NULL DEFAULT 'new', changes TEXT,
      PRIMARY KEY (file, seq)) WITHOUT ROWID;
  `);
}

export async function clearStaged(db: Database, file: number): Promise<void> {
  await db.gate.exclusive(async () => {
    await createStaging(db.writer);
    await db.writer.run('DELETE FROM staged_row WHERE file = ?', [file]);
    await db.writer.run('DELETE FROM staged_record WHERE file = ?', [file]);
  });
}

/** Writes mapped rows of one file into the staging tables, in file order. */
export class StageWriter {
  #seq = 0;
  constructor(
    private readonly db: Database,
    private readonly file: number,
    /** Time of a statement whose record does not carry one. */
    private readonly asOf: string,
  ) {}

  async write(rows: readonly MappedRow[]): Promise<void> {
    for (let start = 0; start < rows.length; start += chunk) await this.#writeChunk(rows.slice(start, start + chunk));
  }

  async #writeChunk(rows: readonly MappedRow[]): Promise<void> {
    const records: unknown[] = [];
    const plain: unknown[] = [];
    for (const { row, cells, outcome } of rows) {
      switch (outcome.outcome) {
        case 'records':
          plain.push([row, 'new', null, cells]);
          outcome.records.forEach((record, part) => {
            const payload = JSON.stringify(record.payload);
            records.push([this.#seq++, row, part, record.type, record.key, record.asOf ?? this.asOf, record.rank ?? 0, hashPayload(payload), record.payload]);
          });
          break;
        case 'ignored':
          plain.push([row, 'ignored', { code: outcome.reason, text: '' }, cells]);
          break;
        case 'quarantined':
          plain.push([row, 'quarantined', outcome.problem, cells]);
          break;
      }
    }
    await this.db.gate.exclusive(async () => {
      await this.db.writer.run(
        `INSERT INTO staged_row (file, row, outcome, reason, cells)
         SELECT ?1, value ->> 0, value ->> 1, nullif(value -> 2, 'null'), value -> 3 FROM jsonb_each(?2)`,
        [this.file, JSON.stringify(plain)],
      );
      await this.db.writer.run(
        `INSERT INTO staged_record (file, seq, row, part, type, key, as_of, rank, hash, payload)
         SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value -> 8 FROM jsonb_each(?2)`,
        [this.file, JSON.stringify(records)],
      );
    });
  }
}
