/** An open workspace file: one writing connection behind the gate, one reading connection for pages and previews. */
import type { Kysely } from 'kysely';
import { AppError } from '../../../shared/contract/errors';
import { queryBuilder } from './dialect';
import { Connection } from './driver';
import { WriteGate } from './gate';
import { completeOlderFile } from './older-file';
import type { Schema } from './schema';
import { keepStatistics, mendStatistics } from './statistics';

/** What figures are computed from: committed rows through a `Database`, or, inside a transaction, its own through `{ reader: db.writer }`. */
export interface Reads {
  readonly reader: Connection;
}

export class Database {
  /** Query builder over the reading connection: committed rows only, never waits for a writer. */
  readonly read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;
  readonly gate: WriteGate;
  readonly #beforeClose = new Map<string, () => Promise<void>>();

  private constructor(
    readonly path: string,
    readonly readOnly: boolean,
    /** For bulk SQL that is not portable; only inside `write` or `gate.exclusive`. */
    readonly writer: Connection,
    readonly reader: Connection,
  ) {
    this.read = queryBuilder(reader);
    this.#write = queryBuilder(writer);
    this.gate = new WriteGate(writer);
  }

  /** Opens both connections on an existing, migrated file. */
  static async open(path: string, readOnly: boolean): Promise<Database> {
    const writer = await Connection.open(path, readOnly ? 'read-only' : 'read-write');
    try {
      if (readOnly) await completeOlderFile(writer);
      await configure(writer, readOnly);
      if (!readOnly) await mendStatistics(writer);
      const reader = await Connection.open(path, 'read-only');
      if (readOnly) await completeOlderFile(reader);
      await reader.exec('PRAGMA query_only = ON; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32768; PRAGMA mmap_size = 268435456;');
      return new Database(path, readOnly, writer, reader);
    } catch (error) {
      await writer.close().catch(() => undefined);
      throw error;
    }
  }

  /** Runs `work` in one transaction (or joins the running one) and counts the change in `revision`. Throws AppError `workspace-read-only` on a file opened for reading. */
  write<T>(work: (tx: Kysely<Schema>) => Promise<T>): Promise<T> {
    if (this.readOnly) return Promise.reject(new AppError('workspace-read-only'));
    return this.gate.transaction(async () => {
      const value = await work(this.#write);
      await this.writer.run('UPDATE revision SET n = n + 1');
      return value;
    });
  }

  /** Has `work` done before the file is closed; a failure of it is nobody's loss. */
  beforeClose(key: string, work: () => Promise<void>): void {
    this.#beforeClose.set(key, work);
  }

  /** Waits for running work, folds the write-ahead log into the file and closes. */
  async close(): Promise<void> {
    for (const work of this.#beforeClose.values()) await work().catch(() => undefined);
    await this.gate.drained();
    await this.reader.close();
    if (!this.readOnly) await this.#tidy().catch(() => undefined);
    await this.writer.close();
  }

  async #tidy(): Promise<void> {
    await keepStatistics(this.writer);
    await this.writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}

/** Durability and integrity settings of every writing connection. */
export async function configure(connection: Connection, readOnly: boolean): Promise<void> {
  await connection.exec('PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536;');
  if (readOnly) return connection.exec('PRAGMA query_only = ON;');
  // FULL: a committed import survives a pulled plug. TEMP tables hold staged imports; file-backed so that memory stays bounded.
  await connection.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = FILE; PRAGMA temp.page_size = 32768; PRAGMA temp.cache_size = -65536; PRAGMA temp.journal_mode = MEMORY; PRAGMA main.secure_delete = ON;',
  );
}
