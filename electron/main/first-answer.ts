/** Lets the first page show its figures while core still starts: what it asks is kept in the workspace file, and answered from there. */
import type { Answer } from '../../shared/contract/errors';
import type { firstOverview } from '../core/api/first-answer';

type Kept = Awaited<ReturnType<typeof firstOverview>>;

export class FirstAnswer {
  #kept: Promise<Kept> | null;

  /** `path`: the file that core is going to open, if any. `isOpen` turns true as soon as core has tried. */
  constructor(
    path: string | null,
    private readonly isOpen: () => boolean,
  ) {
    this.#kept = path === null ? null : read(path);
  }

  /** The answer to a window's call, or null when core has to be asked. Core's word is the last: it makes the page ask again. */
  async answer(method: string, input: unknown): Promise<Answer<unknown> | null> {
    if (method !== 'overview.get' || this.#kept === null || this.isOpen()) return null;
    const kept = await this.#kept;
    this.#kept = null;
    if (kept === null || this.isOpen() || !isWindow(input)) return null;
    const value = kept(input);
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
