/** Archives as people get them: ZIP (with or without a password, one inside the other) and gzip, to the files inside. */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../../../shared/contract/errors';
import { fileSystemError, ReadError } from '../read-error';
import { isWorkbookPart } from '../zip-guard';
import { Budget } from './budget';
import { diskName, isJunk, shownName } from './entry-name';
import { holdsTable, isProse, kindByName } from './kinds';
import { PrivateFolder } from './private-folder';
import { gunzipTo, unpackEntry } from './unpack-entry';
import { readDirectory, type ZipEntry } from './zip-directory';

const maxDepth = 3;
/** Reasons that hold for the whole of an archive. */
const beyondMeasure: ReadonlySet<string> = new Set(['file-too-large', 'archive-too-many-files']);
/** Stands between the name of an archive and that of a file inside. */
export const separator = ' › ';

/** A file that came out of an archive, or why it did not. */
export interface Member {
  /** `archive.zip › member.csv`. */
  name: string;
  /** Where it lies now; that of the archive inside when its password is still to be asked for. */
  path: string;
  problem: AppError | null;
  /** A text without columns: a list from a chat at best, else nothing to read. */
  isProse?: boolean;
}

/** What came out of one archive. Its files are there until `remove`. */
export interface Parcel {
  members: Member[];
  /** How many files inside are no data by their kind: pages of posts, documents. They are left where they are. */
  passedOver: number;
  remove(): Promise<void>;
}

export interface UnpackOptions {
  /** Tried on everything that is locked; null when none was given. */
  password: string | null;
  /** Told the bytes unpacked so far; may throw to stop. */
  checkpoint(bytes: number): void;
  /** How the archive is called, when not by the name of its file. */
  name?: string | undefined;
}

/**
 * Unpacks an archive into a private folder. Answers null for what is no archive: tables, and workbooks, which are ZIP files too. Throws a ReadError
 * when nothing of it can be had: `password-needed`, `password-wrong`, `file-damaged`, `file-too-large`, `archive-too-many-files`, `archive-unsupported`,
 * `archive-without-tables`.
 */
export async function unpack(path: string, options: UnpackOptions): Promise<Parcel | null> {
  const name = options.name ?? basename(path);
  const kind = await kindOf(path, name);
  if (kind.kind === 'file') return null;
  const folder = await PrivateFolder.create();
  try {
    const walk = new Walk(folder, new Budget(name, kind.size, options.checkpoint), options.password);
    await walk.open(path, name, kind, 1);
    if (walk.members.length === 0) throw new ReadError('archive-without-tables', name);
    return { members: walk.members, passedOver: walk.passedOver, remove: () => folder.remove() };
  } catch (error) {
    await folder.remove();
    throw error instanceof AppError ? error : fileSystemError(error, name);
  }
}

type Kind = { size: number } & ({ kind: 'file' | 'gzip' | 'foreign' } | { kind: 'zip'; entries: ZipEntry[] });

/** What a file is by its first bytes and, where it is a ZIP, by its contents: workbooks and other office files are no archives. */
async function kindOf(path: string, name: string): Promise<Kind> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path);
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(6), 0, 6, 0);
    const head = buffer.toString('latin1', 0, bytesRead);
    if (head.startsWith('\x1f\x8b')) return { kind: 'gzip', size };
    if (head.startsWith('Rar!') || head.startsWith('7z\xbc\xaf')) return { kind: 'foreign', size };
    if (!head.startsWith('PK\x03\x04') && !head.startsWith('PK\x05\x06')) return { kind: 'file', size };
    const entries = await readDirectory(handle, size, name);
    return isOfficeFile(entries) ? { kind: 'file', size } : { kind: 'zip', size, entries };
  } catch (error) {
    // A folder, a file that is gone: the readers say so, in their own order.
    if (error instanceof AppError) throw error;
    return { kind: 'file', size: 0 };
  } finally {
    await handle?.close();
  }
}

function isOfficeFile(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => isWorkbookPart(name) || name === '[Content_Types].xml' || name === 'mimetype');
}

class Walk {
  readonly members: Member[] = [];
  passedOver = 0;

  constructor(
    private readonly folder: PrivateFolder,
    private readonly budget: Budget,
    private readonly password: string | null,
  ) {}

  /** Unpacks one archive and the archives inside. */
  async open(path: string, name: string, kind: Kind, depth: number): Promise<void> {
    if (depth > maxDepth) throw new ReadError('archive-too-deep', name);
    switch (kind.kind) {
      case 'foreign':
        throw new ReadError('archive-unsupported', name);
      case 'gzip':
        return this.#gzip(path, name, depth);
      case 'zip':
        return this.#zip(path, name, kind.entries, depth);
      case 'file':
        this.members.push({ name, path, problem: null });
    }
  }

  async #gzip(path: string, name: string, depth: number): Promise<void> {
    this.budget.addMember();
    const inner = basename(name.split(separator).at(-1) ?? name).replace(/\.gz$/i, '');
    const target = await this.folder.place(diskName(inner));
    await gunzipTo(path, target, name, this.budget);
    await this.#inside(target, `${name}${separator}${shownName(inner)}`, depth);
  }

  async #zip(path: string, name: string, all: readonly ZipEntry[], depth: number): Promise<void> {
    const sound = all.filter((entry) => !isJunk(entry.name));
    const entries = sound.filter((entry) => kindByName(entry.name) !== 'other');
    this.passedOver += sound.length - entries.length;
    if (this.password === null && entries.some(({ lock }) => lock === 'zip-crypto' || lock === 'aes'))
      throw new ReadError('password-needed', name);
    if (entries.some(({ lock }) => lock === 'unknown')) throw new ReadError('archive-unsupported', name);
    const handle = await open(path);
    try {
      for (const entry of entries) {
        const kind = kindByName(entry.name);
        if (kind !== 'page') this.budget.addMember();
        const target = await this.folder.place(diskName(entry.name));
        const shown = `${name}${separator}${shownName(entry.name)}`;
        await this.#alone(shown, target, async () => {
          const file = entry.lock === 'none' ? shown : name;
          await unpackEntry({ path, handle, file, password: this.password }, entry, target, this.budget);
          if (kind === 'page' && !(await holdsTable(target))) return this.#passOver(target);
          if (kind === 'page') this.budget.addMember();
          await this.#inside(target, shown, depth, kind === 'text' && (await isProse(target)));
        });
      }
    } finally {
      await handle.close();
    }
  }

  async #passOver(path: string): Promise<void> {
    this.passedOver++;
    await rm(path, { force: true });
  }

  /** What was unpacked may be an archive again. */
  async #inside(path: string, name: string, depth: number, isProse = false): Promise<void> {
    const before = { members: this.members.length, passedOver: this.passedOver };
    await this.#alone(name, path, async () => {
      const kind = await kindOf(path, name);
      if (kind.kind === 'file') {
        this.members.push({ name, path, problem: null, ...(isProse ? { isProse } : {}) });
        return;
      }
      await this.open(path, name, kind, depth + 1);
      if (this.members.length === before.members && this.passedOver === before.passedOver)
        throw new ReadError('archive-without-tables', name);
      await rm(path, { force: true });
    });
  }

  /** A member that cannot be had does not cost its neighbours, unless the whole is beyond measure or the password opens nothing. */
  async #alone(name: string, path: string, work: () => Promise<void>): Promise<void> {
    const before = this.members.length;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ReadError) || beyondMeasure.has(error.code)) throw error;
      // The password of an archive inside is asked for on its own; that of the archive itself concerns all of it.
      if (error.code === 'password-wrong' && error.params.file !== name) throw error;
      this.members.length = before;
      this.members.push({ name, path, problem: error });
    }
  }
}
