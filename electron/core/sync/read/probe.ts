/** One pass over the bytes of a file: what it is, how its text is encoded, and its fingerprint. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileSystemError, ReadError } from './read-error';
import type { Container, SourceFile } from './source';
import { Utf8Check, type Utf8Kind } from './utf8';

/** Bytes kept from the start of the file to judge it by. */
const headSize = 64 * 1024;
/** Bytes read at once. */
const pieceSize = 1024 * 1024;
/** Larger text is no platform export, and would not end within a sitting. */
const maxTextSize = 4 * 1024 ** 3;

export interface Probe {
  size: number;
  /** SHA-256, hex; '' when not all of the file was read. */
  hash: string;
  container: Container;
  encoding: SourceFile['encoding'];
  /** Some bytes are no text of that encoding. */
  isDamaged: boolean;
  head: Buffer;
}

/** Reads the whole file once, with bounded memory, or its beginning only. */
export async function probe(path: string, part: 'all' | 'head' = 'all'): Promise<Probe> {
  const name = basename(path);
  try {
    const { size } = await checkedStat(path, name);
    const hash = createHash('sha256');
    const utf8 = new Utf8Check();
    const head: Buffer[] = [];
    let kept = 0;
    let read = 0;
    for await (const chunk of pieces(path)) {
      hash.update(chunk);
      utf8.add(chunk);
      read += chunk.length;
      if (kept < headSize) {
        head.push(Buffer.from(chunk.subarray(0, headSize - kept)));
        kept += chunk.length;
      }
      if (part === 'head' && kept >= headSize) break;
    }
    const isWhole = read >= size;
    return { size, hash: isWhole ? hash.digest('hex') : '', ...judge(Buffer.concat(head), utf8.end(isWhole), name) };
  } catch (error) {
    throw fileSystemError(error, name);
  }
}

/** The bytes of a file, piece by piece in one buffer: each is valid until the next. A stream would bring a new buffer with every piece. */
async function* pieces(path: string): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(pieceSize);
  const handle = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, pieceSize);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** The first bytes of a file that was probed before. */
export async function headOf(path: string): Promise<Buffer> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(headSize), 0, headSize, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileSystemError(error, basename(path));
  }
}

async function checkedStat(path: string, name: string): Promise<{ size: number }> {
  const stats = await stat(path);
  if (!stats.isFile()) throw new ReadError('not-a-table', name);
  if (stats.size === 0) throw new ReadError('file-empty', name);
  if (stats.size > maxTextSize) throw new ReadError('file-too-large', name);
  return stats;
}

const zip = Buffer.from('PK\x03\x04', 'latin1');
const emptyZip = Buffer.from('PK\x05\x06', 'latin1');
const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const notTables = [
  Buffer.from('%PDF-'),
  Buffer.from([0x1f, 0x8b]),
  Buffer.from([0x89, 0x50, 0x4e, 0x47]),
  Buffer.from([0xff, 0xd8, 0xff]),
  Buffer.from('Rar!'),
  Buffer.from('7z\xbc\xaf', 'latin1'),
];

function judge(head: Buffer, utf8: Utf8Kind, name: string): Pick<Probe, 'container' | 'encoding' | 'isDamaged' | 'head'> {
  const binary = { encoding: 'binary', isDamaged: false, head } as const;
  if (startsWith(head, zip)) return { container: 'xlsx', ...binary };
  if (startsWith(head, ole)) return { container: 'xls', ...binary };
  if (startsWith(head, emptyZip) || notTables.some((magic) => startsWith(head, magic))) throw new ReadError('not-a-table', name);
  const encoding = textEncoding(head, utf8 !== 'other');
  if (!encoding.startsWith('utf-16') && isBinary(head)) throw new ReadError('not-a-table', name);
  const isDamaged = encoding === 'utf-8' && utf8 !== 'sound';
  const text = new TextDecoder(encoding).decode(head);
  if (text.trim() === '') throw new ReadError(head.length < headSize ? 'file-empty' : 'not-a-table', name);
  if (isCalendar(text)) return { container: 'ics', encoding, isDamaged, head };
  return { container: isMarkup(text) ? 'html' : 'csv', encoding, isDamaged, head };
}

/** Text has hardly a letter that nobody writes; a zero among few others of them is damage to one line, and many are a program or a picture. */
function isBinary(head: Buffer): boolean {
  if (!head.includes(0)) return false;
  let unwritten = 0;
  for (const byte of head) if (byte < 32 && (byte < 9 || byte > 13)) unwritten++;
  return unwritten * 64 > head.length;
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic);
}

/**
 * A byte order mark decides; else bytes of zero on one side of every pair are UTF-16 that lost its mark; else strict UTF-8 is UTF-8, and
 * everything else is the encoding of mainland exports.
 */
function textEncoding(head: Buffer, utf8: boolean): 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return wideEncoding(head) ?? (utf8 ? 'utf-8' : 'gb18030');
}

/** UTF-16 without a mark: delimiters, digits and line ends are a zero and an ASCII letter, always in the same order; null for anything else. */
function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if ((even === 0) === (odd === 0) || (even + odd) * 20 < head.length / 2) return null;
  const encoding = odd > 0 ? 'utf-16le' : 'utf-16be';
  const text = new TextDecoder(encoding).decode(head.subarray(0, head.length & ~1));
  // Letters that nobody writes say that these pairs are no text.
  return /[\r\n]/.test(text) && !/(?!\s)\p{Cc}|\p{Cn}|\uFFFD/u.test(text.slice(0, -1)) ? encoding : null;
}

/** iCalendar; an event may stand alone, without a calendar around it. */
function isCalendar(text: string): boolean {
  return /^[\s\uFEFF]*BEGIN:(VCALENDAR|VEVENT)\b/i.test(text.slice(0, 1_000));
}

/** Tables of HTML, or of Excel's XML of 2003, that go by the name of .xls. */
function isMarkup(text: string): boolean {
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (/^<(!doctype html|html|table|head|meta|style)\b/.test(start)) return /<table\b/i.test(text);
  return start.startsWith('<?xml') && text.includes('urn:schemas-microsoft-com:office:spreadsheet');
}
