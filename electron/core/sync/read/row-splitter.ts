/** Text to rows of cells: CSV as platforms really write it. */
import { codeAt } from '../../../../shared/domain/letters';
import type { RawRow } from './source';

/** A quoted cell longer than this, or over more lines, is a stray quote and not a cell. */
const maxQuotedLength = 64 * 1024;
const maxQuotedLines = 200;
/** After so many runaway quotes a file does not quote over lines at all; looking further would take time quadratic in its size. */
const maxRunaways = 100;
/** A text without line ends for this long is no table. */
const maxLineLength = 8 * 1024 * 1024;

/**
 * Splits a stream of text. Lines without a quote are split directly; the others by RFC 4180 with the liberties found in real files: blanks and
 * TABs between a closing quote and the delimiter, quotes inside cells that are not doubled, and quotes that open a cell but belong to its text.
 * Cells come out trimmed.
 */
export class RowSplitter {
  #rest = '';
  #row = 0;
  /** Cells of the row before: a line that has as many when read without quoting was not meant to be quoted. */
  #width = 0;
  #lineEnd: '\n' | '\r' | null = null;
  #runaways = 0;
  strayQuotes = 0;

  /** Without `isQuoted` quotes are letters like others. */
  constructor(
    private readonly delimiter: string,
    private readonly isQuoted = true,
  ) {}

  /** Rows that are complete with this text. Answers null when the text cannot be a table (no line ends). */
  push(text: string): RawRow[] | null {
    const before = this.#rest.length;
    const all = before === 0 ? text : this.#rest + text;
    this.#lineEnd ??= lineEndOf(all);
    const last = this.#lineEnd === null ? -1 : text.lastIndexOf(this.#lineEnd);
    if (last < 0) {
      this.#rest = all;
      return all.length > maxLineLength ? null : [];
    }
    return this.#plainRows(text, last) ?? this.#split(all, before + last + 1, false);
  }

  /**
   * The rows up to the line end at `last`, when there is no quote among them; else null. The text is split where it stands, apart from its first
   * line, which goes on from the text before: a text put together of two is slow to look at letter by letter.
   */
  #plainRows(text: string, last: number): RawRow[] | null {
    if (this.isQuoted) {
      const quote = text.indexOf('"');
      if ((quote >= 0 && quote <= last) || this.#rest.includes('"')) return null;
    }
    const start = this.#rest === '' ? 0 : text.indexOf(this.#lineEnd ?? '\n') + 1;
    const first = start === 0 ? '' : this.#rest + text.slice(0, start - 1);
    this.#rest = text.slice(last + 1);
    const rows: RawRow[] = [];
    if (start > 0) this.#plain(first, 0, first.length, rows);
    if (start <= last) this.#plain(text, start, last, rows);
    return rows;
  }

  /** The rows that are left when the text has ended. */
  finish(): RawRow[] {
    this.#lineEnd ??= '\n';
    const rest = this.#rest;
    return rest === ''
      ? []
      : this.#split(rest.endsWith(this.#lineEnd) ? rest : rest + this.#lineEnd, rest.length + (rest.endsWith(this.#lineEnd) ? 0 : 1), true);
  }

  /** Splits the lines of text[0, end); what is not complete becomes the rest. */
  #split(text: string, end: number, final: boolean): RawRow[] {
    const rows: RawRow[] = [];
    const quote = this.isQuoted ? text.indexOf('"') : -1;
    if (quote < 0 || quote >= end) {
      this.#rest = text.slice(end);
      this.#plain(text, 0, end - 1, rows);
      return rows;
    }
    let at = 0;
    while (at < end) {
      const lineEnd = text.indexOf(this.#lineEnd ?? '\n', at);
      const line = withoutReturn(text.slice(at, lineEnd));
      const row = line.includes('"')
        ? this.#quotedRow(text, at, lineEnd, end, final)
        : { cells: this.#unquoted(line), next: lineEnd + 1, lines: 1 };
      if (row === null) break;
      rows.push({ row: this.#row + 1, cells: row.cells });
      this.#row += row.lines;
      if (row.cells.length > 2) this.#width = row.cells.length;
      at = row.next;
    }
    this.#rest = text.slice(at);
    return rows;
  }

  /** Lines without quotes in text[start, end). Each cell is found and trimmed in one step, since exports pad them and a large file has millions. */
  #plain(text: string, start: number, end: number, rows: RawRow[]): void {
    const { delimiter } = this;
    const newline = this.#lineEnd ?? '\n';
    let width = this.#width;
    let at = start;
    let next = -1;
    while (at <= end) {
      const found = text.indexOf(newline, at);
      const lineEnd = found < 0 || found > end ? end : found;
      const cells: string[] = [];
      for (;;) {
        // Looked for only when passed: lines without a delimiter would each search the rest of the text.
        if (next < at) {
          next = text.indexOf(delimiter, at);
          if (next < 0) next = text.length;
        }
        const to = next < lineEnd ? next : lineEnd;
        cells.push(trimmed(text, at, to));
        at = to + 1;
        if (to === lineEnd) break;
      }
      if (cells.length > 2) width = cells.length;
      rows.push({ row: ++this.#row, cells });
    }
    this.#width = width;
  }

  /** One row that has a quote in its first line; null when it needs more text than there is. */
  #quotedRow(
    text: string,
    start: number,
    lineEnd: number,
    end: number,
    final: boolean,
  ): { cells: string[]; next: number; lines: number } | null {
    const line = withoutReturn(text.slice(start, lineEnd));
    const within = this.#cells(line, 0, line.length);
    const plain = this.#unquoted(line);
    const asText = { cells: plain, next: lineEnd + 1, lines: 1 };
    if (within !== null) {
      if (within.cells.length !== this.#width && plain.length === this.#width) return this.#stray(asText);
      return { cells: within.cells, next: lineEnd + 1, lines: 1 };
    }
    if (plain.length === this.#width && this.#width > 2 && !this.#hasClosedQuote(line)) {
      const nextEnd = text.indexOf(this.#lineEnd ?? '\n', lineEnd + 1);
      if (nextEnd < 0 && !final) return null;
      const next = withoutReturn(text.slice(lineEnd + 1, nextEnd < 0 ? end : nextEnd));
      if (next.split(this.delimiter).length === this.#width || lineEnd + 1 >= end) return this.#stray(asText);
    }
    const over = this.#runaways < maxRunaways ? this.#cells(text, start, end) : null;
    if (over !== null) {
      const lines = countLines(text, start, over.end, this.#lineEnd ?? '\n');
      if (lines <= maxQuotedLines) return { cells: over.cells, next: over.end + 1, lines };
    } else if (!final && this.#runaways < maxRunaways && end - start <= maxQuotedLength * 2) return null;
    this.#runaways++;
    return this.#stray(asText);
  }

  /** A line that closes other quoted cells was written by a program that quotes: an open one goes on below. */
  #hasClosedQuote(line: string): boolean {
    for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) {
      if (at > 0 && line[at - 1] !== this.delimiter) continue;
      const quoted = this.#quotedCell(line, at, line.length);
      if (quoted !== null) return true;
    }
    return false;
  }

  #unquoted(line: string): string[] {
    return line.split(this.delimiter).map((cell) => cell.trim());
  }

  #stray(row: { cells: string[]; next: number; lines: number }) {
    this.strayQuotes++;
    return row;
  }

  /** Cells from `start` to the first line end outside quotes, within text[start, end); null when a quote is not closed before `end`. */
  #cells(text: string, start: number, end: number): { cells: string[]; end: number } | null {
    const cells: string[] = [];
    const newline = this.#lineEnd ?? '\n';
    let at = start;
    for (;;) {
      if (text[at] === '"' && at < end) {
        const quoted = this.#quotedCell(text, at, end);
        if (quoted === null) return null;
        cells.push(quoted.cell.trim());
        at = quoted.end;
      } else {
        const to = this.#cellEnd(text, at, end);
        cells.push(trimmed(text, at, to));
        at = to;
      }
      if (at >= end || text[at] === newline) return { cells, end: at };
      at++;
    }
  }

  #cellEnd(text: string, start: number, end: number): number {
    const newline = this.#lineEnd ?? '\n';
    for (let at = start; at < end; at++) {
      const char = text[at];
      if (char === this.delimiter || char === newline) return at;
    }
    return end;
  }

  /** A cell that begins with a quote at `start`; `end` is its delimiter, line end or the end of the text. */
  #quotedCell(text: string, start: number, end: number): { cell: string; end: number } | null {
    const newline = this.#lineEnd ?? '\n';
    let doubled = false;
    let at = start + 1;
    for (;;) {
      const quote = text.indexOf('"', at);
      if (quote < 0 || quote >= end || quote - start > maxQuotedLength) return null;
      if (text[quote + 1] === '"' && quote + 1 < end) {
        doubled = true;
        at = quote + 2;
        continue;
      }
      let after = quote + 1;
      while (after < end && (text[after] === ' ' || text[after] === '\t' || text[after] === '\r') && text[after] !== this.delimiter)
        after++;
      if (after >= end || text[after] === this.delimiter || text[after] === newline) {
        const cell = text.slice(start + 1, quote).replaceAll('\r\n', '\n');
        return { cell: doubled ? cell.replaceAll('""', '"') : cell, end: after };
      }
      at = quote + 1;
    }
  }
}

/** text[start, end) without blanks around it. */
function trimmed(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (to > from && isBlank(codeAt(text, to - 1))) to--;
  while (from < to && isBlank(codeAt(text, from))) from++;
  return text.slice(from, to);
}

function isBlank(code: number): boolean {
  return code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code === 0xa0 || code === 0x3000 || code === 0xfeff;
}

/** Old Macintosh files end lines with a lone CR. */
function lineEndOf(text: string): '\n' | '\r' | null {
  if (text.includes('\n')) return '\n';
  const carriage = text.indexOf('\r');
  return carriage >= 0 && carriage < text.length - 1 ? '\r' : null;
}

function withoutReturn(line: string): string {
  return line.charCodeAt(line.length - 1) === 13 ? line.slice(0, -1) : line;
}

function countLines(text: string, start: number, end: number, newline: string): number {
  let lines = 1;
  for (let at = text.indexOf(newline, start); at >= 0 && at < end; at = text.indexOf(newline, at + 1)) lines++;
  return lines;
}
