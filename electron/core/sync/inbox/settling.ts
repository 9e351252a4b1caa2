/** Tells files that are still being written from those that are whole: nobody says so, their size and times have to rest. */
import type { Listed } from './listing';

/** Milliseconds without any change after which a file counts as whole. */
export const defaultRest = 1_500;

interface Look {
  size: number;
  modified: number;
  at: number;
}

export class Settling {
  readonly #looks = new Map<string, Look>();

  constructor(private readonly rest: number) {}

  /** Whether anything was seen that has not come to rest: it should be looked at again after `rest` milliseconds. */
  get isWaiting(): boolean {
    return this.#looks.size > 0;
  }

  /**
   * The files of a listing that rest at `now` (milliseconds): untouched for long enough, or the same as at an earlier look that is as old, for
   * clocks of other machines that run ahead.
   */
  resting(files: readonly Listed[], now: number): Listed[] {
    const names = new Set(files.map(({ path }) => path));
    for (const path of this.#looks.keys()) if (!names.has(path)) this.#looks.delete(path);
    return files.filter((file) => this.#rests(file, now));
  }

  #rests({ path, size, modified, touched }: Listed, now: number): boolean {
    const before = this.#looks.get(path);
    const same = before !== undefined && before.size === size && before.modified === modified;
    const quiet = touched <= now && now - touched >= this.rest;
    if (quiet || (same && now - before.at >= this.rest)) {
      this.#looks.delete(path);
      return true;
    }
    if (!same) this.#looks.set(path, { size, modified, at: now });
    return false;
  }
}
