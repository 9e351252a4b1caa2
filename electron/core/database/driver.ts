/**
 * The one file that knows the SQLite driver. `sqlite3` runs statements on the thread pool, so a long query never blocks the event loop;
 * statements of one connection run in the order they were given.
 */
import { pathToFileURL } from 'node:url';
import sqlite3 from 'sqlite3';
import { AppError } from '../../../shared/contract/errors';

/** Values SQLite can take. Integers must be safe (the driver would store a bound BigInt as NULL without a word). */
export type SqlValue = string | number | null | Uint8Array;
export type Row = Record<string, unknown>;
export interface RunResult {
  /** Rows changed by the statement. */
  changes: number;
}

interface SqliteError extends Error {
  code?: string;
}

/** Translates what the driver reports into what a user can act on; anything else stays a crash. */
export function asAppError(error: unknown): unknown {
  const code = (error as SqliteError | null)?.code;
  switch (code) {
    case 'SQLITE_FULL':
      return new AppError('disk-full', {}, { cause: error });
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new AppError('workspace-corrupt', {}, { cause: error });
    case 'SQLITE_READONLY':
      return new AppError('workspace-read-only', {}, { cause: error });
    case 'SQLITE_CANTOPEN':
      return new AppError('workspace-unreadable', {}, { cause: error });
    default:
      return error;
  }
}

export class Connection {
  #open = true;
  private constructor(private readonly db: sqlite3.Database) {}

  /**
   * Opens an existing file, or creates one only when asked to. `at-rest` is for a file that nobody has open. Throws AppError `workspace-unreadable` when it
   * cannot.
   */
  static open(path: string, mode: 'create' | 'read-write' | 'read-only' | 'at-rest'): Promise<Connection> {
    const flags = {
      create: sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE,
      'read-write': sqlite3.OPEN_READWRITE,
      'read-only': sqlite3.OPEN_READONLY,
      'at-rest': sqlite3.OPEN_READONLY | sqlite3.OPEN_URI,
    }[mode];
    return new Promise((resolve, reject) => {
      // Nothing is locked and nothing is written beside a file at rest.
      const name = mode === 'at-rest' ? `${pathToFileURL(path).href}?immutable=1` : path;
      const db = new sqlite3.Database(name, flags, (error) => {
        if (error) return reject(asAppError(error));
        db.serialize();
        resolve(new Connection(db));
      });
    });
  }

  all<T extends object = Row>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    checkParams(params);
    return new Promise((resolve, reject) => {
      this.db.all<T>(sql, params, (error, rows) => (error ? reject(asAppError(error)) : resolve(rows)));
    });
  }

  async get<T extends object = Row>(sql: string, params: readonly SqlValue[] = []): Promise<T | undefined> {
    return (await this.all<T>(sql, params))[0];
  }

  run(sql: string, params: readonly SqlValue[] = []): Promise<RunResult> {
    checkParams(params);
    return new Promise((resolve, reject) => {
      this.db.run(sql, params, function (error) {
        if (error) reject(asAppError(error));
        else resolve({ changes: this.changes });
      });
    });
  }

  /** Several statements without parameters. */
  exec(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.db.exec(sql, (error) => (error ? reject(asAppError(error)) : resolve()));
    });
  }

  /** Stops the statement that is running now; it fails with SQLITE_INTERRUPT. */
  interrupt(): void {
    if (this.#open) this.db.interrupt();
  }

  close(): Promise<void> {
    if (!this.#open) return Promise.resolve();
    this.#open = false;
    return new Promise((resolve, reject) => this.db.close((error) => (error ? reject(asAppError(error)) : resolve())));
  }
}

function checkParams(params: readonly SqlValue[]): void {
  for (const value of params) {
    if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))) {
      throw new RangeError('integers above 2^53 must be bound as text');
    }
  }
}
