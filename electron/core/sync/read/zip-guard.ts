/** Unpacks the ZIP container of a workbook before the workbook library sees it: what it holds, whether it is encrypted, how large it becomes. */
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { ReadError } from './read-error';

/** Unpacked size that is still read; more is a zip bomb or no platform export. */
const maxTotal = 1024 ** 3;
/** Sheets pack to a twentieth or so; below `freeTotal` nobody is hurt. */
const maxRatio = 250;
const freeTotal = 64 * 1024 ** 2;
/** One part becomes one string, and strings end at half a gigabyte. */
const maxPart = 400 * 1024 ** 2;

interface Entry {
  name: string;
  encrypted: boolean;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  /** Offset of the local header. */
  offset: number;
}

/**
 * The workbook's parts, unpacked and checked, as an archive that packs nothing. The workbook library unpacks by itself, by the headers before the
 * parts and without limits: where they say otherwise than the directory it would run for minutes or fill the memory, so it is given nothing to unpack.
 * Throws a ReadError unless the bytes are a workbook that can be unpacked safely.
 */
export function guardZip(bytes: Buffer, file: string): Buffer {
  const entries = centralDirectory(bytes)?.filter((entry) => !isUnread(entry.name)) ?? null;
  if (entries === null) throw new ReadError('file-damaged', file);
  if (entries.some((entry) => entry.encrypted)) throw new ReadError('file-encrypted', file);
  if (!entries.some((entry) => isWorkbookPart(entry.name.replaceAll('\\', '/')))) throw new ReadError('not-a-table', file);
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (total > Math.min(maxTotal, Math.max(freeTotal, bytes.length * maxRatio)) || entries.some((entry) => entry.unpacked > maxPart))
    throw new ReadError('file-too-large', file);
  return storedZip(
    entries.map((entry) => {
      const data = unpacked(bytes, entry);
      if (data === null) throw new ReadError('file-damaged', file);
      return { name: Buffer.from(entry.name), data };
    }),
  );
}

/** Pictures and sounds: no cells. Folders have no content. */
function isUnread(name: string): boolean {
  return name.endsWith('/') || /(^|\/)media\//i.test(name.replaceAll('\\', '/'));
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
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      // All ones: the size stands in a ZIP64 field, which only parts beyond 4 GB need.
      unpacked: unpacked === 0xffffffff ? Number.MAX_SAFE_INTEGER : unpacked,
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Unpacks to the stated size and no further: a part that would go on, or comes out other than it was, is damaged (null). */
function unpacked(bytes: Buffer, entry: Entry): Buffer | null {
  if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== 0x04034b50) return null;
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  if (start + entry.packed > bytes.length) return null;
  const data = content(bytes.subarray(start, start + entry.packed), entry);
  return data !== null && data.length === entry.unpacked && crc32(data) === entry.crc ? data : null;
}

function content(packed: Buffer, { method, unpacked }: Entry): Buffer | null {
  if (method === 0) return packed;
  if (method !== 8) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(unpacked, 1), finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}

/** An archive of parts as they are. */
function storedZip(parts: readonly { name: Buffer; data: Buffer }[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of parts) {
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800, 2);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), about, name, data);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, place, name);
    offset += 30 + name.length + data.length;
  }
  const length = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}
