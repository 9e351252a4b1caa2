/** Lets the first page show its figures while core still starts: what it asks is kept in the workspace file, and answered from there. */
import type { Answer } from '../../shared/contract/errors';
import type { firstOverview } from '../core/api/first-answer';

type Kept = Awaited<ReturnType<typeof firstOverview>>;

/** Milliseconds after which core is started whether a page has asked or not. */
const patience = 1_000;

export class FirstAnswer {
  #kept: Promise<Kept>;
  #isOver = false;
  #ask: () => void = () => undefined;
  readonly #asked = new Promise<void>((resolve) => {
    this.#ask = resolve;
  });

  /** `path`: the file that core is going to open, if any. */
  constructor(path: string | null) {
    this.#kept = path === null ? Promise.resolve(null) : read(path);
  }

  /**
   * When core had best be started: at once, unless the page will probably show what is kept of this very day. Then the window has the machine to
   * itself until it has asked.
   */
  async coreIsDue(today: string): Promise<void> {
    const kept = await this.#kept;
    if (kept?.today !== today) return;
    setTimeout(this.#ask, patience).unref();
    return this.#asked;
  }

  /** Core has opened the file, or failed to: from now on it is asked itself. */
  end(): void {
    this.#isOver = true;
  }

  /** The answer to a window's call, or null when core has to be asked. Core's word is the last: it makes the page ask again. */
  async answer(method: unknown, input: unknown): Promise<Answer<unknown> | null> {
    if (this.#isOver) return null;
    const kept = await this.#kept;
    setImmediate(this.#ask);
    if (method !== 'overview.get' || kept === null || !isWindow(input)) return null;
    this.end();
    const value = kept.answer(input);
    return value === null ? null : { ok: true, value };
  }
}

async function read(path: string): Promise<Kept> {
  const { firstOverview } = await import('../core/api/first-answer');
  return firstOverview(path);
}

function isWindow(input: unknown): input is { from: string | null; to: string | null } {
  return typeof input === 'object' && input !== null && 'from' in input && 'to' in input;
}
