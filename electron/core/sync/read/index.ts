/** Files on disk to tables of text cells: container and encoding are judged from the bytes, never from the name. */
import { basename } from 'node:path';
import { guessedReading, type Reading, type TextEncoding } from '../../../../shared/domain/mapping';
import { openCalendar } from './calendar';
import { guessDelimiter } from './delimiter';
import { withoutFooter } from './footer';
import { lettered } from './lettered';
import { headOf, probe } from './probe';
import type { SourceFile } from './source';
import { TextTable } from './text-table';

export { ReadError } from './read-error';

/**
 * Opens an export file. Text files are read once for their fingerprint and encoding and then streamed; workbooks are held in memory.
 * Throws a ReadError for anything that is no readable table. `head` reads of a text only what tells what it is; the hash of a longer one stays ''.
 */
export async function openSource(path: string, part: 'all' | 'head' = 'all'): Promise<SourceFile> {
  const { size, hash, container, encoding, isDamaged, head } = await probe(path, part);
  const about = { path, name: basename(path), size, hash, container, encoding, isDamaged };
  if (container === 'ics' && encoding !== 'binary') return { ...about, delimiter: '', tables: await openCalendar(path, size, encoding) };
  if (container !== 'csv' || encoding === 'binary') {
    // Loaded with the first workbook: the library is a third of core, and most starts do not need it.
    const { openWorkbook } = await import('./workbook');
    return { ...about, delimiter: '', tables: await openWorkbook(path, size, container, encoding) };
  }
  return { ...about, ...textTables(about, head, { ...guessedReading, encoding }) };
}

/**
 * The same file, taken apart as somebody said by hand. Only what is said differs from the guess; the bytes are not fingerprinted again.
 * Throws a ReadError when the file has gone.
 */
export async function readAnew(source: SourceFile, reading: Reading): Promise<SourceFile> {
  const { path, container, encoding } = source;
  const asText = container === 'csv' && encoding !== 'binary';
  const isSaid = reading.encoding !== null || reading.delimiter !== null || reading.quotes === 'plain';
  const anew =
    asText && isSaid
      ? { ...source, ...textTables(source, await headOf(path), { ...reading, encoding: reading.encoding ?? encoding }) }
      : source;
  const { footer, headless } = reading;
  const cut = footer === 0 ? anew.tables : anew.tables.map((table) => withoutFooter(table, footer));
  return { ...anew, tables: headless === undefined ? cut : cut.map((table) => lettered(table, headless)) };
}

type TextReading = Pick<Reading, 'delimiter' | 'quotes'> & { encoding: TextEncoding };

function textTables(
  { path, size, isDamaged = false }: Pick<SourceFile, 'path' | 'size' | 'isDamaged'>,
  head: Buffer,
  { encoding, delimiter: said, quotes }: TextReading,
) {
  const delimiter = said ?? guessDelimiter(new TextDecoder(encoding).decode(head, { stream: true }));
  const table = new TextTable(path, size, encoding, delimiter, quotes === 'quoted', isDamaged);
  table.readHead(head);
  return { encoding, delimiter, tables: [table] };
}
