/** The rows of a detected file, mapped to canonical records in file order, with bounded memory. */
import type { CanonicalRecord } from '../../../shared/domain/records';
import { sheetStep } from '../../../shared/domain/row-number';
import type { DetectedTable, Detection } from './detect';
import { headerName } from './detect';
import { FileTotals, type Warning } from './file-totals';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome } from './formats/format';
import { quarantined } from './formats/outcomes';
import type { KnownSurvey } from './formats/survey-editions';
import type { RawRow, SourceFile } from './read/source';
import { RowCursor } from './row-cursor';
import { withoutTwins } from './twin-sheets';
import { validateRecord } from './validate';

/** One data row of a file and what it becomes. */
export interface MappedRow {
  /** Number in the file; rows of a second sheet are numbered from 20,000,001 on, so that numbers stay unique in the file. */
  row: number;
  cells: string[];
  outcome: RowOutcome;
}

export type MappedBatch = MappedRow[];

export interface Mapping {
  /** Complete from the beginning: footers are read before the rows. */
  facts: FileFacts;
  frame: FileFrame;
  /** May be iterated once. Frame rows (preamble, header, footer, empty rows) are left out. */
  batches: AsyncIterable<MappedBatch>;
  estimatedRows: number | null;
  /** What deserves a look; complete when the batches have ended. */
  warnings(): Warning[];
}

export interface MapOptions {
  withExpenses: boolean;
  /** The day that the user says the file describes. */
  snapshotDay?: string | undefined;
  /** Facts that the user states, over those of the file. */
  facts?: Partial<FileFacts>;
  /** Surveys that are known already, of any platform. */
  surveys?: readonly KnownSurvey[];
}

/** Reads the frame of the file and prepares the mapping of its rows. Throws a ReadError when the file cannot be read any more. */
export async function mapRows(file: SourceFile, detection: Detection, options: MapOptions): Promise<Mapping> {
  const { format } = detection;
  const { tables, warnings } = format.sheetsAreNamed ? { tables: detection.tables, warnings: [] } : await withoutTwins(detection.tables);
  const frame = await readFrame(file, format, tables);
  const facts = { ...format.facts(frame), ...options.facts };
  const totals = new FileTotals(format, facts);
  const surveys = (options.surveys ?? []).filter(({ platform }) => platform === format.platform);
  const context: MapContext = { facts, frame, withExpenses: options.withExpenses, snapshotDay: options.snapshotDay };
  return {
    facts,
    frame,
    batches: mapTables(file, format, tables, context, totals, surveys),
    estimatedRows: tables.reduce((sum, { table, headerRow }) => sum + Math.max(0, table.estimatedRows - headerRow), 0),
    warnings: () => [...warnings, ...strayQuotes(tables), ...damagedLines(tables), ...totals.warnings()],
  };
}

function strayQuotes(tables: readonly DetectedTable[]): Warning[] {
  const lines = tables.reduce((sum, { table }) => sum + table.strayQuotes, 0);
  return lines > 0 ? [{ code: 'stray-quotes', params: { lines } }] : [];
}

function damagedLines(tables: readonly DetectedTable[]): Warning[] {
  const lines = tables.reduce((sum, { table }) => sum + table.damagedLines, 0);
  return lines > 0 ? [{ code: 'damaged-text', params: { lines } }] : [];
}

async function readFrame(file: SourceFile, format: Format, tables: readonly DetectedTable[]): Promise<FileFrame> {
  const [found] = tables;
  if (!found) return { preamble: [], subheader: [], footer: [], columns: [], fileName: file.name, tableName: '', first: null };
  const { table, headerRow, columns } = found;
  const preamble = table.head.filter((row) => row.row < headerRow).map((row) => row.cells);
  const tail = format.frame ? await table.tail() : [];
  const end = tail.findIndex((row) => format.frame?.(row.cells, columns) === 'stop');
  const below = table.head.filter((row) => row.row > headerRow && !isBlank(row.cells));
  const notSkipped = below.find((row) => format.frame?.(row.cells, columns) !== 'skip');
  // In a file without data the footer is next.
  const firstRow = notSkipped && format.frame?.(notSkipped.cells, columns) === 'stop' ? undefined : notSkipped;
  const subheader = table.head
    .filter((row) => row.row > headerRow && row.row < (firstRow?.row ?? Number.POSITIVE_INFINITY))
    .map((row) => row.cells);
  const first = firstRow ? new RowCursor(columns, format.emptyCells, format.backticks === true) : null;
  if (firstRow) first?.set(firstRow.row, firstRow.cells);
  const footer = end < 0 ? [] : tail.slice(end).map((row) => row.cells);
  return { preamble, subheader, footer, columns, fileName: file.name, tableName: table.name, first };
}

async function* mapTables(
  file: SourceFile,
  format: Format,
  tables: readonly DetectedTable[],
  context: MapContext,
  totals: FileTotals,
  surveys: readonly KnownSurvey[],
): AsyncGenerator<MappedBatch> {
  // Rows without an id may be truly alike; each of them counts.
  const alike = new Map<string, number>();
  let stated: CanonicalRecord[] = [];
  for (const [index, found] of tables.entries()) {
    const own = index > 0 && format.headPerTable ? { ...context, frame: await readFrame(file, format, [found]) } : context;
    const mapper = new TableMapper(format, found, own, totals, alike, file.container === 'csv');
    const offset = index === 0 ? 0 : (index + 1) * sheetStep;
    await mapper.look(surveys);
    if (index === 0 || own !== context) stated = [...stated, ...(format.once?.(own.frame, own.facts) ?? [])];
    for await (const rows of found.table.rows()) {
      const batch = mapper.map(rows, offset);
      if (stated.length > 0 && addToFirst(batch, stated)) stated = [];
      if (batch.length > 0) yield batch;
      if (mapper.ended) break;
    }
  }
}

/** Adds what the head states to the records of the first row that has any. */
function addToFirst(batch: MappedBatch, stated: CanonicalRecord[]): boolean {
  for (const { outcome } of batch) {
    if (outcome.outcome !== 'records') continue;
    outcome.records.push(...stated.filter((record) => validateRecord(record) === null));
    return true;
  }
  return false;
}

class TableMapper {
  ended = false;
  readonly #row: RowCursor;
  readonly #needed: number;

  constructor(
    private readonly format: Format,
    private readonly found: DetectedTable,
    private readonly context: MapContext,
    private readonly totals: FileTotals,
    private readonly alike: Map<string, number>,
    /** Sheets leave empty cells out at the end of a row; text files do not. */
    private readonly strictCells: boolean,
  ) {
    this.#row = new RowCursor(found.columns, format.emptyCells, format.backticks === true);
    this.#needed = Math.max(...found.rule.required.map((column) => this.#row.indexOf(column)));
  }

  /** Shows the format all rows of its table, where it asks for that. */
  async look(surveys: readonly KnownSurvey[]): Promise<void> {
    const see = this.format.look?.(this.context.frame, this.found.columns, surveys);
    if (!see) return;
    for await (const rows of this.found.table.rows()) {
      for (const { cells } of this.#dataOf(rows)) see(cells);
      if (this.ended) break;
    }
    this.ended = false;
  }

  map(rows: readonly RawRow[], offset: number): MappedBatch {
    return this.#dataOf(rows).map(({ row, cells }) => this.#mapRow(row + offset, cells));
  }

  /** The rows that are data; what stands behind the end is left out. */
  #dataOf(rows: readonly RawRow[]): RawRow[] {
    const data: RawRow[] = [];
    const { headerRow, columns } = this.found;
    const frame = this.format.frame;
    for (const one of rows) {
      const { row, cells } = one;
      if (row <= headerRow || isBlank(cells)) continue;
      const kind = frame ? frame(cells, columns) : 'data';
      if (kind === 'stop') {
        this.ended = true;
        break;
      }
      if (kind !== 'skip' && !this.#isHeader(cells)) data.push(one);
    }
    return data;
  }

  #mapRow(number: number, raw: string[]): MappedRow {
    const cells = this.format.backticks && raw.length > this.found.columns.length ? rejoined(raw) : raw;
    this.#row.set(number, cells);
    this.totals.add(this.#row);
    if (this.strictCells && cells.length <= this.#needed) {
      return { row: number, cells, outcome: quarantined('too-few-cells', String(cells.length)) };
    }
    return { row: number, cells, outcome: this.#checked(this.format.map(this.#row, this.context)) };
  }

  /** Tells records without an id apart, and holds every record against what the rest relies on. */
  #checked(outcome: RowOutcome): RowOutcome {
    if (outcome.outcome !== 'records') return outcome;
    this.totals.addId(this.#row);
    for (const record of outcome.records) {
      if (record.key.charCodeAt(0) === 126 && !(this.format.onePersonPerName && record.type === 'person')) {
        const times = (this.alike.get(record.key) ?? 0) + 1;
        this.alike.set(record.key, times);
        if (times > 1) rename(record, `${record.key}#${times}`, outcome.records);
      }
      const problem = validateRecord(record);
      if (problem !== null) return { outcome: 'quarantined', problem };
    }
    return outcome;
  }

  /** Files that were put together by hand repeat the header. */
  #isHeader(cells: readonly string[]): boolean {
    const { columns, headerRow } = this.found;
    // A header that stands nowhere in the file stands nowhere twice.
    if (headerRow === 0 || cells[0] !== columns[0] || cells.length < columns.length) return false;
    return columns.every((column, at) => headerName(cells[at] ?? '') === column);
  }
}

/** What the same row states about somebody goes with them. */
function rename(record: CanonicalRecord, key: string, row: readonly CanonicalRecord[]): void {
  if (record.type === 'person') {
    for (const { payload } of row) if ('personKey' in payload && payload.personKey === record.key) payload.personKey = key;
  }
  record.key = key;
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '');
}

/** Where every cell begins with a backtick, one that does not is the rest of a text that had a comma. */
function rejoined(cells: readonly string[]): string[] {
  const whole: string[] = [];
  for (const cell of cells) {
    if (cell.startsWith('`') || whole.length === 0) whole.push(cell);
    else whole[whole.length - 1] += `,${cell}`;
  }
  return whole;
}
