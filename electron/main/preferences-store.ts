/** What the app remembers between starts: preferences, recent workspaces, the window's place. One small file, written atomically. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Preferences, preferences } from '../../shared/contract/app';
import type { LogFunction } from './log';

const bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
});
export type SavedBounds = z.infer<typeof bounds>;

const recent = z.object({ id: z.string(), path: z.string(), name: z.string(), openedAt: z.string() });
export type SavedRecent = z.infer<typeof recent>;

const content = z.object({
  preferences,
  recents: z.array(recent),
  /** Path of the workspace that was open, to be opened again at the next start. */
  last: z.string().nullable(),
  bounds: bounds.nullable(),
});
type Content = z.infer<typeof content>;

const keptRecents = 12;

const initial: Content = {
  preferences: { language: 'system', colorScheme: 'auto', navigation: 'full' },
  recents: [],
  last: null,
  bounds: null,
};

export class PreferencesStore {
  #content: Content;

  /** Reads the file; one that is not understood is put aside under another name and never overwritten. */
  constructor(
    private readonly path: string,
    private readonly log: LogFunction,
  ) {
    this.#content = this.#read();
  }

  get preferences(): Preferences {
    return this.#content.preferences;
  }

  /** Path of the workspace to open at start. */
  get last(): string | null {
    return this.#content.last;
  }

  get bounds(): SavedBounds | null {
    return this.#content.bounds;
  }

  /** Newest first. */
  get recents(): readonly SavedRecent[] {
    return this.#content.recents;
  }

  setPreferences(changes: Partial<Preferences>): Preferences {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    this.#save({ preferences: { ...this.#content.preferences, ...given } });
    return this.#content.preferences;
  }

  setBounds(place: SavedBounds): void {
    this.#save({ bounds: place });
  }

  /** Notes that a workspace was opened: it comes first among the recent ones and is the one of the next start. */
  opened(path: string, name: string): void {
    const id = this.#content.recents.find((each) => each.path === path)?.id ?? randomUUID();
    const others = this.#content.recents.filter((each) => each.path !== path);
    const recents = [{ id, path, name, openedAt: new Date().toISOString() }, ...others].slice(0, keptRecents);
    this.#save({ recents, last: path });
  }

  /** The user closed the workspace: the next start shows the first screen. */
  closed(): void {
    this.#save({ last: null });
  }

  forget(id: string): void {
    this.#save({ recents: this.#content.recents.filter((each) => each.id !== id) });
  }

  #read(): Content {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch {
      return initial;
    }
    try {
      return content.parse(JSON.parse(text));
    } catch {
      const aside = `${this.path}.damaged-${new Date().toISOString().replace(/[-:.]/g, '')}`;
      this.log('warn', 'preferences not understood, put aside');
      try {
        renameSync(this.path, aside);
      } catch {
        this.log('error', 'preferences could not be put aside');
      }
      return initial;
    }
  }

  /** The new content counts at once; a disk that refuses it is logged, since losing a preference must not stop the work. */
  #save(changes: Partial<Content>): void {
    this.#content = { ...this.#content, ...changes };
    try {
      writeAtomically(this.path, `${JSON.stringify(this.#content, null, 2)}\n`);
    } catch (error) {
      this.log('error', 'preferences could not be saved', { code: (error as NodeJS.ErrnoException).code });
    }
  }
}

function writeAtomically(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  const file = openSync(partial, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, path);
}
