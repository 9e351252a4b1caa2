/** From the reading thread into the staging tables. */
import type { Database } from '../database/database';
import type { EncodedBatch } from './reading/messages';
import { type StageTables, stageTables } from './staging';
import { compareFrom } from './states';

/** Batches that are stored and compared together: each time costs a walk over all that is not written to disk yet. */
const together = 8;

/**
 * Writes the rows of one file into its tables, in file order, and compares them with the workspace at once: SQLite works on some batches while
 * the next are prepared.
 */
export class StageWriter {
  #writing: Promise<unknown> = Promise.resolve();
  #waiting: EncodedBatch[] = [];
  readonly #tables: StageTables;

  constructor(
    private readonly db: Database,
    key: number,
    private readonly platform: string,
  ) {
    this.#tables = stageTables(key);
  }

  /** Resolves when there is room for more, not when these rows are written: end with `finish`. */
  async write(batch: EncodedBatch): Promise<void> {
    this.#waiting.push(batch);
    if (this.#waiting.length >= together) await this.#flush();
  }

  async finish(): Promise<void> {
    if (this.#waiting.length > 0) await this.#flush();
    await this.#writing;
  }

  async #flush(): Promise<void> {
    await this.#writing;
    const batches = this.#waiting;
    this.#waiting = [];
    this.#writing = this.db.gate.exclusive(() => this.#transaction(() => this.#store(batches)));
    // A failure is reported by the next call, not as an unhandled rejection in between.
    this.#writing.catch(() => undefined);
  }

  /** It locks nothing, since it writes temporary tables only. */
  async #transaction(work: () => Promise<void>): Promise<void> {
    const { writer } = this.db;
    await writer.run('BEGIN');
    try {
      await work();
      await writer.run('COMMIT');
    } catch (error) {
      await writer.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  async #store(batches: readonly EncodedBatch[]): Promise<void> {
    for (const batch of batches) await this.#insert(batch);
    await compareFrom(this.db.writer, this.#tables, this.platform, batches[0]?.firstSeq ?? 0);
  }

  /** Bytes are text only once SQLite is told so. */
  async #insert({ firstRow, cells, outcomes, records }: EncodedBatch): Promise<void> {
    const { writer } = this.db;
    const tables = this.#tables;
    await writer.run(`INSERT INTO ${tables.rows} SELECT ? + key, value FROM json_each(CAST(? AS TEXT)) WHERE value IS NOT NULL`, [
      firstRow,
      cells,
    ]);
    await writer.run(`INSERT INTO ${tables.outcomes} SELECT value ->> 0, value ->> 1, value ->> 2 FROM jsonb_each(CAST(? AS TEXT))`, [
      outcomes,
    ]);
    await writer.run(
      `INSERT INTO ${tables.records}
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 8, jsonb_extract(value, '$[7]')
       FROM jsonb_each(CAST(? AS TEXT))`,
      [records],
    );
  }
}
