/** Looks into a ZIP container before anything unpacks it: what it holds, whether it is encrypted, and how large it would become. */
import { constants, inflateRawSync } from 'node:zlib';
import { ReadError } from './read-error';

/** Unpacked size that is still read; more is a zip bomb or no platform export. */
const maxTotal = 1024 ** 3;
/** One part becomes one string, and strings end at half a gigabyte. */
const maxPart = 400 * 1024 ** 2;

interface Entry {
  name: string;
  encrypted: boolean;
  method: number;
  packed: number;
  unpacked: number;
  /** Offset of the local header. */
  offset: number;
}

/** Throws a ReadError unless the bytes are a workbook that can be unpacked safely. */
export function guardZip(bytes: Buffer, file: string): void {
  const entries = centralDirectory(bytes);
  if (entries === null) throw new ReadError('file-damaged', file);
  if (entries.some((entry) => entry.encrypted)) throw new ReadError('file-encrypted', file);
  if (!entries.some((entry) => isWorkbookPart(entry.name.replaceAll('\\', '/')))) throw new ReadError('not-a-table', file);
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (total > maxTotal || entries.some((entry) => entry.unpacked > maxPart)) throw new ReadError('file-too-large', file);
  for (const entry of entries) if (!keepsItsWord(bytes, entry)) throw new ReadError('file-damaged', file);
}

/** Whether a part of this name makes a ZIP a workbook. */
export function isWorkbookPart(name: string): boolean {
  return /^(xl\/workbook\.(xml|bin)|content\.xml)$/i.test(name);
}

function centralDirectory(bytes: Buffer): Entry[] | null {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > bytes.length) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const unpacked = bytes.readUInt32LE(at + 24);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      // All ones: the size stands in a ZIP64 field, which only parts beyond 4 GB need.
      unpacked: unpacked === 0xffffffff ? Number.MAX_SAFE_INTEGER : unpacked,
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Unpacks to the stated size and no further: a part that would go on has lied about its size. */
function keepsItsWord(bytes: Buffer, entry: Entry): boolean {
  if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== 0x04034b50) return false;
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  if (start + entry.packed > bytes.length) return false;
  if (entry.method === 0) return entry.packed === entry.unpacked;
  if (entry.method !== 8) return false;
  try {
    const data = bytes.subarray(start, start + entry.packed);
    return (
      inflateRawSync(data, { maxOutputLength: Math.max(entry.unpacked, 1), finishFlush: constants.Z_SYNC_FLUSH }).length === entry.unpacked
    );
  } catch {
    return false;
  }
}
