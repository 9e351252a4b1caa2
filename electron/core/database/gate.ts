/**
 * The write gate: everything that touches the writing connection goes through it, one at a time, in order of arrival.
 * A nested call joins the transaction that is running, so a service can call another without knowing whether it is inside one.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection } from './driver';

export class WriteGate {
  #tail: Promise<unknown> = Promise.resolve();
  readonly #running = new AsyncLocalStorage<'exclusive' | 'transaction'>();

  constructor(private readonly connection: Connection) {}

  /** Runs `work` in one transaction: all of it is committed, or nothing when it throws. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running.getStore() === 'transaction') return work();
    return this.#alone('transaction', async () => {
      await this.connection.run('BEGIN IMMEDIATE');
      try {
        const value = await work();
        await this.connection.run('COMMIT');
        return value;
      } catch (error) {
        // A full disk may have rolled back already; the first error is the one worth reporting.
        await this.connection.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  /** Runs `work` alone on the connection without a transaction (temporary tables, pragmas, VACUUM). */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#running.getStore() ? work() : this.#alone('exclusive', work);
  }

  /** Resolves when everything that was waiting has ended. */
  async drained(): Promise<void> {
    await this.#tail.catch(() => undefined);
  }

  #alone<T>(mode: 'exclusive' | 'transaction', work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.catch(() => undefined).then(() => this.#running.run(mode, work));
    this.#tail = turn;
    return turn;
  }
}
