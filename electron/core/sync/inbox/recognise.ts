/** What a file is, by its beginning: rows are not read, archives only when they are small. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '../../../../shared/contract/errors';
import { unpack } from '../read/archive';
import { isJunk } from '../read/archive/entry-name';
import { kindByName } from '../read/archive/kinds';
import { readDirectory } from '../read/archive/zip-directory';
import type { ReadRequest } from '../reading/messages';
import type { Reader } from '../reading/reader';
import { isExportName } from './candidates';

/** Larger workbooks and archives in a folder of anything are not opened on a mere suspicion. */
const maxOpened = 64 * 1024 ** 2;
/** Archives of exports hold few files. */
const maxEntries = 200;
/** Bytes that an archive may unpack to. */
const maxUnpacked = 256 * 1024 ** 2;

export interface Recognised {
  format: string | null;
  platform: string | null;
  /** An archive that asks for a password and holds nothing but files that may be exports. */
  locked: boolean;
}

export type Asking = Pick<ReadRequest, 'templates' | 'zone' | 'currency'>;

const unknown: Recognised = { format: null, platform: null, locked: false };

/** Never throws for what is in the file: what cannot be read is not recognised. */
export async function recognise(reader: Reader, path: string, size: number, asking: Asking): Promise<Recognised> {
  try {
    const isZip = await zipEntries(path, size);
    if (isZip === 'too-much') return unknown;
    if (isZip === null && !(await isGzip(path))) return await recogniseFile(reader, path, size, asking);
    if (isZip?.locked) return { ...unknown, locked: isZip.onlyExports };
    if (size > maxOpened || isZip?.onlyExports === false) return unknown;
    return await recogniseArchive(reader, path, asking);
  } catch (error) {
    if (error instanceof AppError || isFileSystemError(error)) return unknown;
    throw error;
  }
}

async function recogniseFile(reader: Reader, path: string, size: number, asking: Asking): Promise<Recognised> {
  if (size > maxOpened && !/\.(csv|tsv|txt)$/i.test(path)) return unknown;
  const request = {
    ...asking,
    path,
    name: path,
    format: undefined,
    withExpenses: false,
    snapshotDay: undefined,
    toFix: [],
    surveys: [],
    erased: null,
    sheets: null,
    onlyHead: true,
  };
  for await (const message of reader.read(request)) {
    if (message.type !== 'head') break;
    return { format: message.claim?.format ?? null, platform: message.claim?.platform ?? null, locked: false };
  }
  return unknown;
}

/** An archive is what its first known file is. */
async function recogniseArchive(reader: Reader, path: string, asking: Asking): Promise<Recognised> {
  const parcel = await unpack(path, { password: null, checkpoint: () => undefined });
  if (parcel === null) return recogniseFile(reader, path, 0, asking);
  try {
    for (const member of parcel.members) {
      if (member.problem !== null) continue;
      const found = await recogniseFile(reader, member.path, 0, asking).catch((error: unknown) => {
        if (error instanceof AppError) return unknown;
        throw error;
      });
      if (found.format !== null) return found;
    }
    return { ...unknown, locked: parcel.members.some(({ problem }) => problem?.code === 'password-needed') };
  } finally {
    await parcel.remove();
  }
}

/** What an archive's table of contents says; null for what is no archive: workbooks are ZIP files, too. */
async function zipEntries(path: string, size: number): Promise<{ locked: boolean; onlyExports: boolean } | 'too-much' | null> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer.toString('latin1', 0, bytesRead) !== 'PK\x03\x04') return null;
    const entries = (await readDirectory(handle, size, path)).filter(({ name }) => !isJunk(name));
    if (entries.some(({ name }) => name === '[Content_Types].xml' || name === 'mimetype' || name.endsWith('xl/workbook.xml'))) return null;
    const meant = entries.filter(({ name }) => mayBeData(name));
    const unpacked = meant.reduce((sum, entry) => sum + entry.unpacked, 0);
    if (meant.length > maxEntries || unpacked > maxUnpacked) return 'too-much';
    return { locked: entries.some(({ lock }) => lock !== 'none'), onlyExports: entries.length > 0 && mostlyExports(entries) };
  } finally {
    await handle.close();
  }
}

/** The posts of years and their documents make no archive too large to look into. */
function mayBeData(name: string): boolean {
  const kind = kindByName(name);
  return kind === 'data' || kind === 'text';
}

/** Beside the tables there may be a note or a page, as in the archives of newsletters; a program with a readme is something else. */
function mostlyExports(entries: readonly { name: string; lock: string }[]): boolean {
  const exports = entries.filter(({ name }) => isExportName(name)).length;
  return entries.some(({ lock }) => lock !== 'none') ? exports === entries.length : exports > 0;
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** SHA-256 of a file's bytes, hex: the same that an import keeps of its file. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024, signal }) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
