/** One entry of an archive to a file of its own: unlocked, inflated, checked, and never larger than it said. */
import { createReadStream, createWriteStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createGunzip, createInflateRaw } from 'node:zlib';
import { AppError } from '../../../../../shared/contract/errors';
import { ReadError } from '../read-error';
import type { Budget } from './budget';
import { aesOverhead, Tampered, unlockAes, unlockZipCrypto, WrongPassword } from './zip-crypto';
import { readAt, type ZipEntry } from './zip-directory';

type Bytes = AsyncIterable<Buffer>;
const chunkSize = 256 * 1024;

export interface Source {
  path: string;
  handle: FileHandle;
  /** Name for errors. */
  file: string;
  password: string | null;
}

/** Writes an entry of a ZIP archive to `target`. Throws a ReadError: `password-wrong`, `file-damaged`, `file-too-large`, `archive-unsupported`. */
export async function unpackEntry(source: Source, entry: ZipEntry, target: string, budget: Budget): Promise<void> {
  if (entry.method !== 0 && entry.method !== 8) throw new ReadError('archive-unsupported', source.file);
  const start = await contentStart(source, entry);
  const raw = bytesBetween(source.path, start, entry.packed);
  const open = unlocked(raw, entry, source.password);
  await written(entry.method === 8 ? [open, createInflateRaw()] : [open], target, source, entry.lock, (bytes) =>
    checked(bytes, entry, budget),
  );
}

/** Writes the content of a .gz file to `target`. */
export async function gunzipTo(path: string, target: string, file: string, budget: Budget): Promise<void> {
  const raw = createReadStream(path, { highWaterMark: chunkSize }) as AsyncIterable<Buffer>;
  await written([raw, createGunzip()], target, { file, password: null }, 'none', (bytes) => counted(bytes, budget));
}

type Stages = [Bytes] | [Bytes, Transform];

async function written(
  stages: Stages,
  target: string,
  { file, password }: Pick<Source, 'file' | 'password'>,
  lock: ZipEntry['lock'],
  check: (bytes: Bytes) => AsyncGenerator<Buffer>,
): Promise<void> {
  const [open, inflate] = stages;
  const sink = createWriteStream(target, { mode: 0o600, flags: 'wx' });
  try {
    await (inflate ? pipeline(Readable.from(open), inflate, check, sink) : pipeline(Readable.from(open), check, sink));
  } catch (error) {
    throw problemOf(error, file, lock === 'zip-crypto' && password !== null);
  }
}

/** A wrong password that ZipCrypto let pass comes out as bytes that are no deflate stream, or as a checksum that does not fit. */
function problemOf(error: unknown, file: string, mayBePassword: boolean): Error {
  if (error instanceof AppError) return error;
  if (error instanceof WrongPassword) return new ReadError('password-wrong', file);
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC') return new AppError('disk-full');
  const garbled = error instanceof Tampered || String(code).startsWith('Z_');
  return garbled && mayBePassword ? new ReadError('password-wrong', file) : new ReadError('file-damaged', file, { cause: error });
}

async function contentStart({ handle, file }: Source, entry: ZipEntry): Promise<number> {
  const head = await readAt(handle, entry.offset, 30, file);
  if (head.readUInt32LE(0) !== 0x04034b50) throw new ReadError('file-damaged', file);
  return entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}

/** Always an iterable of its own: a read stream of no bytes cannot be opened. */
async function* bytesBetween(path: string, start: number, length: number): AsyncGenerator<Buffer> {
  if (length === 0) return;
  let read = 0;
  for await (const chunk of createReadStream(path, { start, end: start + length - 1, highWaterMark: chunkSize }) as Bytes) {
    read += chunk.length;
    yield chunk;
  }
  if (read !== length) throw new Tampered();
}

function unlocked(raw: Bytes, entry: ZipEntry, password: string | null): Bytes {
  switch (entry.lock) {
    case 'none':
      return raw;
    case 'zip-crypto':
      return unlockZipCrypto(raw, password ?? '', [entry.crc >>> 24, entry.timeByte]);
    case 'aes':
      return unlockAes(raw, password ?? '', entry.keyLength, entry.packed - aesOverhead(entry.keyLength));
    case 'unknown':
      throw new Error('checked before');
  }
}

/** Passes bytes on while the archive keeps its word about them. */
async function* checked(bytes: Bytes, entry: ZipEntry, budget: Budget): AsyncGenerator<Buffer> {
  let size = 0;
  let crc = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > entry.unpacked) throw new Tampered();
    budget.spend(chunk.length);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== entry.unpacked || (entry.withCrc && crc !== entry.crc)) throw new Tampered();
}

async function* counted(bytes: Bytes, budget: Budget): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    budget.spend(chunk.length);
    yield chunk;
  }
}
