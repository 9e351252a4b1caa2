/** Workbooks (XLSX, XLS, and HTML or XML posing as one) as tables of text cells. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { runInNewContext } from 'node:vm';
import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { ClockColumns, cellText } from './cell-text';
import { fileSystemError, ReadError } from './read-error';
import type { Container, RawRow, SourceFile, SourceTable } from './source';
import { headRows } from './text-table';
import { guardZip } from './zip-guard';

const maxWorkbookSize = 256 * 1024 ** 2;
/** HTML and XML are read by patterns over the whole text. */
const maxMarkupSize = 64 * 1024 ** 2;
/** Milliseconds that parsing may take: sound files need a hundredth of it. */
const patience = 2_000;
const patiencePerMegabyte = 3_000;
const batchSize = 2_000;
/** Footers are short. */
const tailRows = 200;

/** Reads all sheets, hidden ones too. */
export async function openWorkbook(
  path: string,
  size: number,
  container: Container,
  encoding: SourceFile['encoding'],
): Promise<SourceTable[]> {
  const name = basename(path);
  if (size > (container === 'html' ? maxMarkupSize : maxWorkbookSize)) throw new ReadError('file-too-large', name);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fileSystemError(error, name);
  });
  const workbook = parse(container === 'xlsx' ? guardZip(bytes, name) : bytes, name, container, encoding);
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return workbook.SheetNames.map((sheet) => new SheetTable(sheet, rowsOf(workbook.Sheets[sheet], date1904)));
}

function parse(bytes: Buffer, name: string, container: Container, encoding: SourceFile['encoding']): WorkBook {
  const options = {
    dense: true,
    raw: true,
    cellDates: false,
    cellNF: true,
    cellText: false,
    cellFormula: false,
    cellHTML: false,
    nodim: true,
  };
  try {
    const isText = container === 'html' && encoding !== 'binary';
    const text = isText ? new TextDecoder(encoding).decode(bytes) : '';
    return withinTime(
      () => (isText ? read(text, { ...options, type: 'string' }) : read(bytes, { ...options, type: 'buffer' })),
      patience + (bytes.length / 1024 ** 2) * patiencePerMegabyte,
    );
  } catch (error) {
    const encrypted = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new ReadError(encrypted ? 'file-encrypted' : 'file-damaged', name, { cause: error });
  }
}

/** Damaged records send the workbook library round in circles: work that goes on for longer than any sound file takes is stopped by an error. */
function withinTime<T>(work: () => T, milliseconds: number): T {
  return runInNewContext('work()', { work }, { timeout: Math.ceil(milliseconds) }) as T;
}

class SheetTable implements SourceTable {
  readonly head: RawRow[];
  readonly estimatedRows: number;
  readonly strayQuotes = 0;
  readonly damagedLines = 0;

  constructor(
    readonly name: string,
    private readonly all: readonly RawRow[],
  ) {
    this.head = all.slice(0, headRows);
    this.estimatedRows = all.length;
  }

  async *rows(): AsyncGenerator<RawRow[]> {
    for (let start = 0; start < this.all.length; start += batchSize) yield this.all.slice(start, start + batchSize);
  }

  async tail(): Promise<RawRow[]> {
    return this.all.slice(-tailRows);
  }
}

/** Only rows that exist: a sheet may claim a million rows and hold four. */
function rowsOf(sheet: WorkSheet | undefined, date1904: boolean): RawRow[] {
  const data: (CellObject | undefined)[][] = sheet?.['!data'] ?? [];
  const rows: RawRow[] = [];
  const clocks = new ClockColumns(data);
  data.forEach((cells, index) => {
    const texts = Array.from(cells ?? [], (cell, at) => clocks.text(cell, at, index) ?? cellText(cell, date1904).trim());
    while (texts.length > 0 && texts.at(-1) === '') texts.pop();
    if (texts.length > 0) rows.push({ row: index + 1, cells: texts });
  });
  return rows;
}
