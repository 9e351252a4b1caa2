/** One watched folder: notices changes, looks again once they have settled, and holds what it found. */
import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import type { WatchedFolder as FolderView } from '../../../../shared/contract/inbox';
import type { WatchedKind } from './candidates';
import { type Listed, listFolder } from './listing';
import type { Look } from './memory';
import { Settling } from './settling';

/** A file with what it was found to be. */
export interface Met extends Listed {
  look: Look & { hash: string };
  kind: WatchedKind;
}

export interface FolderOptions {
  kind: WatchedKind;
  path: string;
  /** Milliseconds of quiet before a file counts as whole. */
  rest: number;
  /** Says what a file is; called once for each file and change. Null: it is none of ours. */
  examine(file: Listed, kind: WatchedKind): Promise<(Look & { hash: string }) | null>;
  /** Told of a listing that went well: `prefix` is the folder's path with a separator at its end. */
  listed(prefix: string, files: readonly Listed[]): Promise<void>;
  /** What it holds or its state has changed. */
  changed(): void;
  /** A look has ended. */
  looked(): void;
}

/** Milliseconds that changes are gathered before the folder is looked into. */
const gather = 250;
/** Milliseconds between two words about a look that takes long. */
const pace = 500;

export class WatchedFolder {
  readonly kind: WatchedKind;
  readonly path: string;
  #state: FolderView['state'] = 'looking';
  #watcher: FSWatcher | null = null;
  /** Which folder the watcher watches: a drive that is plugged in again is another one under the same path. */
  #identity = '';
  #timer: NodeJS.Timeout | null = null;
  #scanning: Promise<void> = Promise.resolve();
  #met = new Map<string, Met>();
  readonly #settling: Settling;
  #stopped = false;

  constructor(private readonly options: FolderOptions) {
    this.kind = options.kind;
    this.path = options.path;
    this.#settling = new Settling(options.rest);
  }

  get view(): FolderView {
    return { kind: this.kind, path: this.path, name: basename(this.path) || this.path, state: this.#state };
  }

  get files(): readonly Met[] {
    return [...this.#met.values()];
  }

  /** Looks into the folder, after the look that may be under way. Never rejects. */
  scan(): Promise<void> {
    this.#scanning = this.#scanning.then(() => this.#scan());
    return this.#scanning;
  }

  /** Stops watching; resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unwatch();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#scanning;
  }

  async #scan(): Promise<void> {
    if (this.#stopped) return;
    try {
      await this.#watch();
      const files = await listFolder(this.path, this.kind);
      await this.options.listed(this.path.endsWith(sep) ? this.path : this.path + sep, files);
      await this.#meet(files);
      this.#become(this.#watcher ? 'watching' : 'unwatched');
    } catch (error) {
      this.#unwatch();
      // What is known of its files stays remembered; they are only not there to be read.
      this.#met.clear();
      this.#become(stateAfter(error));
    }
    if (this.#settling.isWaiting) this.#later(this.options.rest);
    this.options.looked();
  }

  async #meet(files: readonly Listed[]): Promise<void> {
    let told = 0;
    const paths = new Set(files.map(({ path }) => path));
    for (const path of this.#met.keys()) if (!paths.has(path)) this.#met.delete(path);
    for (const file of this.#settling.resting(files, Date.now())) {
      if (this.#stopped) return;
      const known = this.#met.get(file.path);
      if (known && known.size === file.size && known.modified === file.modified) continue;
      this.#met.delete(file.path);
      const look = await this.options.examine(file, this.kind);
      if (look === null) continue;
      this.#met.set(file.path, { ...file, look, kind: this.kind });
      if (Date.now() - told >= pace) {
        told = Date.now();
        this.options.changed();
      }
    }
    this.options.changed();
  }

  async #watch(): Promise<void> {
    const folder = await stat(this.path);
    if (!folder.isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    const identity = `${folder.dev}:${folder.ino}`;
    if (this.#watcher && identity === this.#identity) return;
    this.#unwatch();
    this.#identity = identity;
    try {
      this.#watcher = watch(this.path, { persistent: false, recursive: false }, () => this.#later(gather));
      this.#watcher.on('error', () => {
        this.#unwatch();
        this.#later(gather);
      });
    } catch {
      // Some network drives give no notice, and systems have a limit of watchers: the folder is looked into on start, on focus and on demand.
      this.#watcher = null;
    }
  }

  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = null;
  }

  /** A long download changes its folder all the time: the first change starts the clock, and those that follow do not put it off. */
  #later(milliseconds: number): void {
    if (this.#stopped || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.scan();
    }, milliseconds);
  }

  #become(state: FolderView['state']): void {
    if (this.#state === state) return;
    this.#state = state;
    this.options.changed();
  }
}

/** What a folder is that could not be looked into. */
export function stateAfter(error: unknown): 'missing' | 'unreadable' {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'EACCES' || code === 'EPERM' ? 'unreadable' : 'missing';
}
