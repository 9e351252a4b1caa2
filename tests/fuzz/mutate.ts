/** Samples made worse: in their bytes, their encoding, their columns, rows and cells. */
import { inflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { encodeGb18030 } from '../support/gb18030.mjs';
import { zip } from '../support/zip.mjs';
import type { Sample } from './corpus';
import type { Random } from './random';

export interface Mutant {
  how: string;
  bytes: Buffer;
}

/** One sample, changed in one way or several. */
export function mutant(sample: Sample, random: Random): Mutant {
  const [how, change] = random.pick(sample.container === 'csv' || sample.container === 'ics' ? textWays : bookWays);
  const first = change(sample, random);
  if (random.next() < 0.8) return { how, bytes: first };
  const [then, damage] = random.pick(byteWays);
  return { how: `${how}, ${then}`, bytes: damage(first, random) };
}

/** Bytes of any kind, changed in one way. */
export function damaged(bytes: Buffer, random: Random): Buffer {
  const [, change] = random.pick(byteWays);
  return change(bytes, random);
}

type Way = readonly [string, (sample: Sample, random: Random) => Buffer];
type ByteWay = readonly [string, (bytes: Buffer, random: Random) => Buffer];

const byteWays: readonly ByteWay[] = [
  ['bytes flipped', flipped],
  ['cut short', (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1))],
  ['beginning lost', (bytes, random) => bytes.subarray(random.below(bytes.length + 1))],
  ['a piece lost', (bytes, random) => spliced(bytes, random, () => Buffer.alloc(0))],
  ['a piece twice', (bytes, random) => spliced(bytes, random, (piece) => Buffer.concat([piece, piece]))],
  ['a piece of noise', (bytes, random) => spliced(bytes, random, (piece) => Buffer.from(piece.map(() => random.below(256))))],
];

const fromBytes: readonly Way[] = byteWays.map(([how, change]) => [how, (sample, random) => change(sample.bytes, random)]);

const tableWays: readonly Way[] = [
  ['columns dropped', (sample, random) => retold(sample, random, (rows) => dropColumns(rows, random))],
  ['columns permuted', (sample, random) => retold(sample, random, (rows) => permuteColumns(rows, random))],
  ['columns added', (sample, random) => retold(sample, random, (rows) => rows.map((row) => [...row, random.pick(oddCells)]))],
  ['a name changed', (sample, random) => retold(sample, random, (rows) => changeCells(rows, random, 1, Math.min(rows.length, 30)))],
  ['rows twice', (sample, random) => retold(sample, random, (rows) => rows.flatMap((row) => (random.next() < 0.3 ? [row, row] : [row])))],
  ['rows shuffled', (sample, random) => retold(sample, random, (rows) => [...rows.slice(0, 2), ...random.shuffle(rows.slice(2))])],
  ['rows cut', (sample, random) => retold(sample, random, (rows) => rows.map((row) => row.slice(0, 1 + random.below(row.length + 1))))],
  ['odd cells', (sample, random) => retold(sample, random, (rows) => changeCells(rows, random, 1 + random.below(12), rows.length))],
];

const textWays: readonly Way[] = [...fromBytes, ...tableWays, ['encoded anew', (sample, random) => encoded(textOf(sample), random)]];

const bookWays: readonly Way[] = [...fromBytes, ...tableWays, ['a part damaged', damagedPart]];

function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let times = 1 + random.below(16); times > 0 && copy.length > 0; times--) {
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
}

function spliced(bytes: Buffer, random: Random, change: (piece: Buffer) => Buffer): Buffer {
  const from = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, from + random.below(400));
  return Buffer.concat([bytes.subarray(0, from), change(bytes.subarray(from, to)), bytes.subarray(to)]);
}

const oddCells: readonly string[] = [
  '',
  '0',
  '-1',
  '1e999',
  '4.2E+27',
  '9'.repeat(400),
  '99999999999999.99',
  '-0.005',
  '¥1,234.5',
  '=1+1',
  '=1380013800013800',
  'NaN',
  '2026-02-30 25:61:61',
  '0000-00-00',
  '275760-09-13',
  '01/13/2026',
  '46111.84311342593',
  '1'.repeat(20),
  'a'.repeat(5_000),
  '林'.repeat(600),
  '"',
  'a"b',
  '\u0007bell',
  '\ud800',
  '\u202e反',
  '__proto__',
  'constructor',
  'null',
  '{"a":1}',
  "'; DROP TABLE person; --",
  '<script>',
  '𠮷👩‍👩‍👧',
  'x@example.org',
  '13800000001',
  '****0001',
  '\t\t',
  '/',
];

function dropColumns(rows: readonly string[][], random: Random): string[][] {
  const dropped = new Set(Array.from({ length: 1 + random.below(3) }, () => random.below(widthOf(rows))));
  return rows.map((row) => row.filter((_, at) => !dropped.has(at)));
}

function permuteColumns(rows: readonly string[][], random: Random): string[][] {
  const order = random.shuffle(Array.from({ length: widthOf(rows) }, (_, at) => at));
  return rows.map((row) => (row.length < 2 ? row : order.map((at) => row[at] ?? '')));
}

function changeCells(rows: readonly string[][], random: Random, times: number, within: number): string[][] {
  const copy = rows.map((row) => [...row]);
  for (let time = 0; time < times; time++) {
    const row = copy[random.below(within)];
    if (row && row.length > 0) row[random.below(row.length)] = random.pick(oddCells);
  }
  return copy;
}

function widthOf(rows: readonly string[][]): number {
  return rows.reduce((widest, row) => Math.max(widest, row.length), 1);
}

/** The sample's tables, changed and written anew: as text in some encoding, workbooks as workbooks too. */
function retold(sample: Sample, random: Random, change: (rows: string[][]) => string[][]): Buffer {
  const tables = sample.tables.map(({ name, rows }) => ({ name, rows: change(rows) }));
  if (sample.container === 'csv' || sample.container === 'ics' || random.next() < 0.7) {
    const rows = tables.flatMap((table) => table.rows);
    return encoded(delimited(rows, sample.delimiter || ',', random), random, sample.encoding);
  }
  const book = utils.book_new();
  for (const [at, { rows }] of tables.entries()) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), `S${at}`);
  return write(book, { type: 'buffer', bookType: random.pick(['xlsx', 'biff8', 'html'] as const) }) as Buffer;
}

function delimited(rows: readonly string[][], delimiter: string, random: Random): string {
  const lineEnd = random.pick(['\n', '\r\n']);
  const quoted = (cell: string) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quoted).join(delimiter)).join(lineEnd) + lineEnd;
}

function textOf({ bytes, encoding }: Sample): string {
  return new TextDecoder(encoding === 'binary' ? 'utf-8' : encoding).decode(bytes);
}

/** Mostly in the sample's own encoding, else in any that exports come in. */
function encoded(text: string, random: Random, own?: Sample['encoding']): Buffer {
  const encoding =
    own !== undefined && random.next() < 0.7 ? own : random.pick(['utf-8', 'bom', 'utf-16le', 'utf-16be', 'gb18030'] as const);
  const little = () => Buffer.from(`\ufeff${text}`, 'utf16le');
  switch (encoding) {
    case 'utf-8':
    case 'binary':
    // Never recognised, only said by hand.
    case 'big5':
    case 'shift_jis':
    case 'windows-1252':
      return Buffer.from(text);
    case 'bom':
      return Buffer.from(`\ufeff${text}`);
    case 'utf-16le':
      return little();
    case 'utf-16be':
      return little().swap16();
    case 'gb18030':
      return gb18030(text);
  }
}

/** Characters outside of its two-byte part become question marks, as old programs do it. */
function gb18030(text: string): Buffer {
  try {
    return encodeGb18030(text);
  } catch {
    return Buffer.concat(
      Array.from(text, (char) => {
        try {
          return encodeGb18030(char);
        } catch {
          return Buffer.from('?');
        }
      }),
    );
  }
}

/** One XML part of a workbook damaged inside an archive that is sound, so that the damage reaches the parser. */
function damagedPart(sample: Sample, random: Random): Buffer {
  const parts = partsOf(sample.bytes);
  if (parts.length === 0) return flipped(sample.bytes, random);
  const at = random.below(parts.length);
  const [, damage] = random.pick(byteWays);
  return zip(parts.map(({ name, data }, index) => ({ name, data: index === at ? damage(data, random) : data })));
}

function partsOf(bytes: Buffer): { name: string; data: Buffer }[] {
  const parts: { name: string; data: Buffer }[] = [];
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || !bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return parts;
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [number, number, number];
    const offset = bytes.readUInt32LE(at + 42);
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const data = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    parts.push({ name: bytes.toString('utf8', at + 46, at + 46 + nameLength), data: Buffer.from(data) });
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}
