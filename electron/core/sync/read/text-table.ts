/** A text file as a table: decoded and split as a stream, so that memory does not grow with the file. */
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';
import { fileSystemError, ReadError } from './read-error';
import { RowSplitter } from './row-splitter';
import type { RawRow, SourceFile, SourceTable } from './source';

/** Most rows per batch. */
const batchSize = 1_000;
/** Bytes read at once; the rows in them are handed on together, few enough to die young. */
const chunkSize = 64 * 1024;
/** Rows kept to find the header in. */
export const headRows = 60;
/** Bytes read from the end for a footer. */
const tailSize = 64 * 1024;

export class TextTable implements SourceTable {
  readonly name = '';
  head: RawRow[] = [];
  estimatedRows = 0;
  strayQuotes = 0;
  damagedLines = 0;

  constructor(
    private readonly path: string,
    private readonly size: number,
    private readonly encoding: Exclude<SourceFile['encoding'], 'binary'>,
    private readonly delimiter: string,
    /** Whether quotes enclose cells. */
    private readonly isQuoted = true,
    /** Some bytes are no text of the encoding. */
    private readonly isDamaged = false,
  ) {}

  /** Fills `head` from the first bytes of the file, `start`. */
  readHead(start: Buffer): void {
    const splitter = new RowSplitter(this.delimiter, this.isQuoted);
    const whole = start.length >= this.size;
    const rows = splitter.push(withoutZeros(new TextDecoder(this.encoding).decode(start, { stream: !whole }))) ?? [];
    if (whole) rows.push(...splitter.finish());
    this.head = rows.slice(0, headRows);
    this.estimatedRows = rows.length === 0 ? 0 : Math.ceil(rows.length * (this.size / start.length));
  }

  async *rows(): AsyncGenerator<RawRow[]> {
    const splitter = new RowSplitter(this.delimiter, this.isQuoted);
    const decoder = new TextDecoder(this.encoding);
    let last: RawRow[] = [];
    let isDamaged = this.isDamaged;
    this.damagedLines = 0;
    try {
      for (const chunk of chunks(this.path)) {
        const decoded = decoder.decode(chunk, { stream: true });
        const text = withoutZeros(decoded);
        // What is damaged may stand in a line that ends in a later piece.
        isDamaged ||= text !== decoded;
        const rows = splitter.push(text);
        if (isDamaged && rows !== null) this.damagedLines += damagedIn(rows);
        this.strayQuotes = splitter.strayQuotes;
        // On core's own thread pages wait to be answered.
        if (isMainThread) await nextTurn();
        if (rows === null) throw new ReadError('not-a-table', basename(this.path));
        yield* batchesOf(rows);
      }
      const end = decoder.decode();
      last = [...(end === '' ? [] : (splitter.push(end) ?? [])), ...splitter.finish()];
      if (isDamaged) this.damagedLines += damagedIn(last);
      this.strayQuotes = splitter.strayQuotes;
    } catch (error) {
      throw fileSystemError(error, basename(this.path));
    }
    yield* batchesOf(last);
  }

  async tail(): Promise<RawRow[]> {
    try {
      const bytes = await this.#lastBytes();
      const splitter = new RowSplitter(this.delimiter, this.isQuoted);
      const rows = splitter.push(withoutZeros(new TextDecoder(this.encoding).decode(bytes))) ?? [];
      return [...rows, ...splitter.finish()];
    } catch (error) {
      throw fileSystemError(error, basename(this.path));
    }
  }

  /** The end of the file from a line start on. A line feed byte is never part of a longer character in these encodings, UTF-16 aside. */
  async #lastBytes(): Promise<Buffer> {
    const start = Math.max(0, this.size - tailSize) & ~1;
    const handle = await open(this.path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(this.size - start), 0, this.size - start, start);
      const bytes = buffer.subarray(0, bytesRead);
      if (start === 0 || this.encoding.startsWith('utf-16')) return bytes;
      return bytes.subarray(bytes.indexOf(10) + 1);
    } finally {
      await handle.close();
    }
  }
}

/** A zero is no letter: it marks damage like bytes that cannot be decoded. */
function withoutZeros(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

function damagedIn(rows: readonly RawRow[]): number {
  return rows.filter(({ cells }) => cells.some((cell) => cell.includes('\uFFFD'))).length;
}

function* batchesOf(rows: RawRow[]): Generator<RawRow[]> {
  if (rows.length > batchSize) for (let start = 0; start < rows.length; start += batchSize) yield rows.slice(start, start + batchSize);
  else if (rows.length > 0) yield rows;
}

/**
 * The bytes of a file, piece by piece; each piece is valid until the next. They are waited for, since a stream brings a new buffer with every piece:
 * collecting those took a third of the time of a large file.
 */
function* chunks(path: string): Generator<Buffer> {
  const buffer = Buffer.allocUnsafe(chunkSize);
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(file, buffer);
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
