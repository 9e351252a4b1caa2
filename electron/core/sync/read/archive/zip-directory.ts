/** The table of contents of a ZIP archive, read from its end; nothing is unpacked here. */
import type { FileHandle } from 'node:fs/promises';
import { ReadError } from '../read-error';
import { nameText } from './entry-name';

/** How an entry's bytes are locked. */
export type Lock = 'none' | 'zip-crypto' | 'aes' | 'unknown';

export interface ZipEntry {
  /** As it stands in the archive, with `/` between folders. */
  name: string;
  lock: Lock;
  /** 0 stored, 8 deflated; what the AES field states for entries locked by it. */
  method: number;
  crc: number;
  /** AES key length in bytes (16, 24, 32); 0 without AES. */
  keyLength: number;
  /** AE-2 leaves the checksum out: the authentication code stands for it. */
  withCrc: boolean;
  packed: number;
  unpacked: number;
  /** High byte of the DOS time: what ZipCrypto checks a password by where the checksum was not known yet. */
  timeByte: number;
  /** Offset of the local header. */
  offset: number;
}

const endSize = 22;
const maxComment = 0xffff;
/** Bytes of the directory; 100,000 entries take about ten million. */
const maxDirectory = 16 * 1024 ** 2;
const maxEntries = 20_000;
const all32 = 0xffffffff;

/** Reads the central directory. Throws ReadError `file-damaged` when there is none, `archive-too-many-files` when it is beyond all measure. */
export async function readDirectory(handle: FileHandle, size: number, file: string): Promise<ZipEntry[]> {
  const { count, start, length } = await findDirectory(handle, size, file);
  if (count > maxEntries || length > maxDirectory) throw new ReadError('archive-too-many-files', file);
  const bytes = await readAt(handle, start, length, file);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new ReadError('file-damaged', file);
    const end = at + 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (end > bytes.length) throw new ReadError('file-damaged', file);
    entries.push(entryOf(bytes.subarray(at, end), file));
    at = end;
  }
  return entries;
}

/** Exactly these bytes of the file, or ReadError `file-damaged`. */
export async function readAt(handle: FileHandle, start: number, length: number, file: string): Promise<Buffer> {
  if (!Number.isSafeInteger(start) || start < 0 || length < 0) throw new ReadError('file-damaged', file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
  if (bytesRead !== length) throw new ReadError('file-damaged', file);
  return buffer;
}

async function findDirectory(handle: FileHandle, size: number, file: string): Promise<{ count: number; start: number; length: number }> {
  const from = Math.max(0, size - endSize - maxComment);
  const tail = await readAt(handle, from, size - from, file);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + endSize > tail.length) throw new ReadError('file-damaged', file);
  const found = { count: tail.readUInt16LE(end + 10), length: tail.readUInt32LE(end + 12), start: tail.readUInt32LE(end + 16) };
  if (found.count !== 0xffff && found.length !== all32 && found.start !== all32) return found;
  const locator = from + end - 20;
  const place = locator < 0 ? Buffer.alloc(20) : await readAt(handle, locator, 20, file);
  if (place.readUInt32LE(0) !== 0x07064b50) return found;
  const large = await readAt(handle, Number(place.readBigUInt64LE(8)), 56, file);
  if (large.readUInt32LE(0) !== 0x06064b50) throw new ReadError('file-damaged', file);
  return {
    count: Number(large.readBigUInt64LE(32)),
    length: Number(large.readBigUInt64LE(40)),
    start: Number(large.readBigUInt64LE(48)),
  };
}

function entryOf(bytes: Buffer, file: string): ZipEntry {
  const flags = bytes.readUInt16LE(8);
  const nameEnd = 46 + bytes.readUInt16LE(28);
  const extra = extraFields(bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(30)));
  const method = bytes.readUInt16LE(10);
  const aes = method === 99 ? aesField(extra.get(0x9901), file) : null;
  return {
    name: nameText(bytes.subarray(46, nameEnd), (flags & 0x800) !== 0, extra.get(0x7075)),
    lock: (flags & 1) === 0 ? 'none' : (flags & 0x40) !== 0 ? 'unknown' : aes === null ? 'zip-crypto' : 'aes',
    method: aes?.method ?? method,
    keyLength: aes?.keyLength ?? 0,
    withCrc: aes?.withCrc ?? true,
    crc: bytes.readUInt32LE(16),
    timeByte: bytes[13] ?? 0,
    ...sizes(bytes, extra.get(0x0001), file),
  };
}

/** Extra fields by their number. */
function extraFields(bytes: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt16LE(at + 2);
    if (end > bytes.length) break;
    fields.set(bytes.readUInt16LE(at), bytes.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** Sizes and place; those that do not fit into 32 bits stand in the ZIP64 field, in this order. */
function sizes(bytes: Buffer, zip64: Buffer | undefined, file: string): Pick<ZipEntry, 'packed' | 'unpacked' | 'offset'> {
  let at = 0;
  const whole = (short: number): number => {
    if (short !== all32) return short;
    if (zip64 === undefined || at + 8 > zip64.length) throw new ReadError('file-damaged', file);
    at += 8;
    return Number(zip64.readBigUInt64LE(at - 8));
  };
  const unpacked = whole(bytes.readUInt32LE(24));
  const packed = whole(bytes.readUInt32LE(20));
  return { unpacked, packed, offset: whole(bytes.readUInt32LE(42)) };
}

/** The field of WinZip's AES: version (1, 2), `AE`, strength (1, 2, 3), method. */
function aesField(field: Buffer | undefined, file: string): { keyLength: number; withCrc: boolean; method: number } {
  const strength = field?.[4] ?? 0;
  if (field === undefined || field.length < 7 || strength < 1 || strength > 3) throw new ReadError('file-damaged', file);
  return { keyLength: 8 + strength * 8, withCrc: field.readUInt16LE(0) === 1, method: field.readUInt16LE(5) };
}
