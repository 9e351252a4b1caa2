/** The inbox of one open workspace: its watched folders, what is new in them, and what imports by itself. */
import { createHash } from 'node:crypto';
import type { InboxFile } from '../../../../shared/contract/inbox';
import type { Context } from '../../api/context';
import type { Progress } from '../../api/jobs';
import type { Database } from '../../database/database';
import { readSettings } from '../../workspace/settings.service';
import { formats } from '../formats/registry';
import { readTemplates } from '../mapping/templates';
import { Reader } from '../reading/reader';
import type { Staged } from '../staged';
import { type Fate, isStaged, onSettled } from '../waiting';
import { importUnseen, type Rule } from './automatic';
import type { WatchedKind } from './candidates';
import type { Listed } from './listing';
import { doneAmong, forgetOthers, keepLook, type Look, markDone, recallLook } from './memory';
import { type Asking, hashFile, recognise } from './recognise';
import { readInboxSettings } from './settings';
import { defaultRest } from './settling';
import { type Met, WatchedFolder } from './watched-folder';

/** Entries of the list; beyond them nobody reads on. */
const maxListed = 500;

interface Known {
  asking: Asking;
  /** Stands for formats and mappings: what was looked at with others is looked at anew. */
  fingerprint: string;
}

export class Inbox {
  #folders: WatchedFolder[] = [];
  readonly #reader: Reader;
  #known: Promise<Known> | null = null;
  /** Imports by the user's general leave, for every account: the command line's `--apply-unambiguous`. */
  #all = false;
  /** Contents that were tried, with what kept them from being imported by themselves. */
  readonly #tried = new Map<string, string[]>();
  /** Files whose parts are being settled: whether any of them was imported, or left for later. */
  readonly #fates = new Map<string, { applied: boolean; left: boolean }>();
  #work: Promise<unknown> = Promise.resolve();
  readonly #ending = new AbortController();

  constructor(
    private readonly context: Context,
    private readonly db: Database,
    private readonly rest = defaultRest,
  ) {
    this.#reader = new Reader(context.options.reader ?? null);
    db.beforeClose('inbox', () => this.stop());
    onSettled(db, (staged, fate) => this.#settled(staged, fate));
  }

  get folders(): readonly WatchedFolder[] {
    return this.#folders;
  }

  /** Watches exactly these folders from now on; answers when the new ones were looked into once. */
  async watch(wanted: readonly { kind: WatchedKind; path: string }[], { all = false } = {}): Promise<void> {
    this.#all = all;
    const stays = (folder: WatchedFolder) => wanted.some(({ kind, path }) => kind === folder.kind && path === folder.path);
    const gone = this.#folders.filter((folder) => !stays(folder));
    const kept = this.#folders.filter(stays);
    const fresh = wanted
      .filter(({ kind, path }) => !kept.some((folder) => folder.kind === kind && folder.path === path))
      .map(({ kind, path }) => this.#folder(kind, path));
    this.#folders = [...kept, ...fresh].sort((a, b) => wantedOrder(a.kind) - wantedOrder(b.kind));
    this.context.changed('inbox');
    await Promise.all(gone.map((folder) => folder.stop()));
    await this.#look(fresh);
  }

  /** Looks into all folders now. */
  async rescan(): Promise<void> {
    await this.#look(this.#folders);
  }

  /** Tries again what was held back: the rules have changed. */
  async reconsider(): Promise<void> {
    this.#tried.clear();
    await this.rescan();
  }

  /** What is new: neither imported nor ignored nor waiting as a card. Newest first; files of the same content are one entry. */
  async files(): Promise<{ view: InboxFile; met: Met }[]> {
    const met = this.#folders.flatMap(({ files }) => files).sort((a, b) => b.modified - a.modified);
    const done = await doneAmong(this.db, [...new Set(met.map(({ look }) => look.hash))]);
    const entries = new Map<string, { view: InboxFile; met: Met }>();
    for (const each of met) {
      const { hash } = each.look;
      const known = entries.get(hash);
      if (known) known.view.copies++;
      else if (entries.size < maxListed && !done.has(hash) && !isStaged(this.db, each.path))
        entries.set(hash, { view: viewOf(each, this.#tried.get(hash) ?? []), met: each });
    }
    return [...entries.values()];
  }

  /** Ends all watching; resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#folders.map((folder) => folder.stop()));
    this.#folders = [];
    await this.#work;
    await this.#reader.close();
  }

  #folder(kind: WatchedKind, path: string): WatchedFolder {
    return new WatchedFolder({
      kind,
      path,
      rest: this.rest,
      examine: (file) => this.#examine(file, kind),
      listed: async (prefix, files) => {
        this.#known = null;
        await forgetOthers(this.db, prefix, files);
      },
      changed: () => this.context.changed('inbox'),
      looked: () => this.#automatic(),
    });
  }

  async #look(folders: readonly WatchedFolder[]): Promise<void> {
    await Promise.all(folders.map((folder) => folder.scan()));
    await this.#work;
  }

  async #examine(file: Listed, kind: WatchedKind): Promise<(Look & { hash: string }) | null> {
    try {
      this.#known ??= known(this.db);
      const { asking, fingerprint } = await this.#known;
      const recalled = await recallLook(this.db, file, `${kind} ${fingerprint}`);
      const look = recalled ?? (await this.#open(file, kind, asking));
      if (!recalled) await keepLook(this.db, file, `${kind} ${fingerprint}`, look);
      return look.hash === null ? null : { ...look, hash: look.hash };
    } catch (error) {
      // One file must not stop the others; it is looked at again with the next change.
      this.context.options.log('warn', 'a file of a watched folder could not be looked at', {
        error: error instanceof Error ? error.name : '',
      });
      return null;
    }
  }

  async #open(file: Listed, kind: WatchedKind, asking: Asking): Promise<Look> {
    const found = await recognise(this.#reader, file.path, file.size, asking);
    const counts = kind === 'folder' || found.format !== null || found.locked;
    return { ...found, hash: counts ? await hashFile(file.path, this.#ending.signal) : null };
  }

  /** After a look: imports what the user lets import by itself, one after the other. */
  #automatic(): void {
    this.#work = this.#work
      .then(() => this.#importNew())
      .catch((error: unknown) => this.#failed(error))
      // The thread that reads need not wait in memory for a file that may come tomorrow.
      .then(() => this.#reader.close());
  }

  async #importNew(): Promise<void> {
    if (this.#ending.signal.aborted || this.db.readOnly) return;
    const rule: Rule = { all: this.#all, accounts: this.#all ? [] : (await readInboxSettings(this.db)).always };
    if (!rule.all && rule.accounts.length === 0) return;
    // Oldest first: later files have the last word.
    for (const { view, met } of (await this.files()).reverse()) {
      if (this.#ending.signal.aborted) return;
      if (this.#tried.has(view.id) || !mayImport(view, rule)) continue;
      const { held, results } = await importUnseen(this.context, met.path, rule, this.#progress());
      this.#tried.set(view.id, held);
      if (results.length > 0) this.context.emit({ kind: 'inbox', applied: results });
      this.context.changed('inbox');
    }
  }

  #progress(): Progress {
    return {
      checkpoint: () => {
        if (this.#ending.signal.aborted) throw new Stopped();
      },
    };
  }

  #failed(error: unknown): void {
    if (error instanceof Stopped) return;
    this.context.options.log('error', 'unexpected failure in the inbox', { stack: error instanceof Error ? error.stack : String(error) });
  }

  /** Remembers a file when nothing of it waits any more and it was imported, or brought nothing new. */
  async #settled({ origin, file, parcel, hash }: Staged, fate: Fate): Promise<void> {
    const met = this.#folders.flatMap(({ files }) => files).find(({ path }) => path === origin);
    if (!met || fate === 'replaced') return;
    const fates = this.#fates.get(origin) ?? { applied: false, left: false };
    if (fate === 'applied') fates.applied = true;
    else if (file.status !== 'unchanged') fates.left = true;
    this.#fates.set(origin, fates);
    if (isStaged(this.db, origin)) return;
    this.#fates.delete(origin);
    if (fates.applied || !fates.left)
      await markDone(this.db, [parcel ? met.look.hash : hash || met.look.hash], 'applied', this.context.now());
    this.context.changed('inbox');
  }
}

/** The workspace is closing: what was under way leaves nothing behind. */
class Stopped extends Error {}

function wantedOrder(kind: WatchedKind): number {
  return kind === 'folder' ? 0 : 1;
}

function mayImport({ format, platform }: InboxFile, { all, accounts }: Rule): boolean {
  return format !== null && (all || accounts.some(([known]) => known === platform));
}

function viewOf({ kind, name, size, modified, look }: Met, held: string[]): InboxFile {
  const { hash, format, platform, locked } = look;
  const modifiedAt = new Date(modified).toISOString().replace(/\.\d+Z$/, 'Z');
  return { id: hash, folder: kind, name, size, modifiedAt, format, platform, locked, copies: 0, held };
}

async function known(db: Database): Promise<Known> {
  const { zone, currency } = await readSettings(db);
  const templates = await readTemplates(db);
  const text = JSON.stringify([formats.map(({ id, version }) => [id, version]), templates, zone, currency]);
  return { asking: { zone, currency, templates }, fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}
