/** The table of a waiting file that the wizard is about, opened as the user says or as guessed. */
import type { Parsed } from '../../../../shared/contract';
import { AppError } from '../../../../shared/contract/errors';
import { guessedReading, maxHeadless, type Reading } from '../../../../shared/domain/mapping';
import type { Database } from '../../database/database';
import { headerName } from '../detect';
import { openSource, readAnew } from '../read';
import { lettered, widthOf } from '../read/lettered';
import type { RawRow, SourceFile, SourceTable } from '../read/source';
import { stagedById } from '../waiting';
import { headlessWidth } from './headless';

/** Rows read to guess from and to try a template on. */
const triedRows = 2_000;

export interface Opened {
  source: SourceFile;
  reading: Reading;
  tables: SourceTable[];
  at: number;
  headerRow: number;
  columns: string[];
  rows: RawRow[];
}

type Where = Pick<Parsed<'mapping.preview'>, 'fileId' | 'table' | 'headerRow' | 'reading'>;

/** Throws `staged-missing`, `not-a-table`, and what reading a file throws. */
export async function openTable(db: Database, { fileId, table, headerRow, reading: said }: Where): Promise<Opened> {
  const staged = stagedById(db, fileId);
  const { headless: _said, ...rest } = said ?? guessedReading;
  const source = await readAnew(await openSource(staged.path), rest);
  const at = table ?? largest(source.tables, staged.file.unreadSheets);
  const found = source.tables[at];
  if (!found) throw new AppError('not-a-table', { file: staged.file.fileName });
  const headless = widthWithoutHeader(found, said, headerRow);
  const reading: Reading = headless === null ? rest : { ...rest, headless };
  const chosen = headless === null ? found : lettered(found, headless);
  const tables = source.tables.with(at, chosen);
  const row = headless === null ? (headerRow ?? guessHeader(chosen.head)) : (chosen.head[0]?.row ?? 0);
  const columns = (chosen.head.find((one) => one.row === row)?.cells ?? []).map(headerName);
  return { source, reading, tables, at, headerRow: row, columns, rows: await firstRows(chosen, row) };
}

/** As said, else as guessed; however the file is taken apart now, it is counted anew how many columns there are. Null: a row is the header. */
function widthWithoutHeader({ head }: SourceTable, said: Reading | undefined, headerRow: number | undefined): number | null {
  if (said === undefined && headerRow === undefined) {
    const guess = headlessWidth(head);
    return guess === null || guess > maxHeadless ? null : guess;
  }
  return said?.headless === undefined ? null : Math.min(maxHeadless, Math.max(1, widthOf(head)));
}

/** Among the sheets that nothing reads yet, where there are such. */
function largest(tables: readonly SourceTable[], unread: readonly string[]): number {
  const isMeant = ({ name }: SourceTable) => Number(unread.includes(name));
  const order = tables.map((table, at) => ({ table, at }));
  order.sort((a, b) => isMeant(b.table) - isMeant(a.table) || b.table.estimatedRows - a.table.estimatedRows || a.at - b.at);
  return order[0]?.at ?? 0;
}

/** The first row with the most distinct texts that are no numbers: titles above a table have few cells. */
function guessHeader(head: readonly RawRow[]): number {
  let best = { row: head[0]?.row ?? 1, score: -1 };
  for (const { row, cells } of head.slice(0, 40)) {
    const texts = cells.filter((cell) => cell !== '' && !/^[\d\s.,:/¥$%-]+$/.test(cell));
    const score = new Set(texts).size;
    if (score > best.score) best = { row, score };
  }
  return best.row;
}

/** Filled rows below the header. */
async function firstRows(table: SourceTable, headerRow: number): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of table.rows()) {
    for (const row of batch) if (row.row > headerRow && row.cells.some((cell) => cell !== '')) rows.push(row);
    if (rows.length >= triedRows) break;
  }
  return rows.slice(0, triedRows);
}
