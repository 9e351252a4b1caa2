/** Files on disk to tables of text cells: container and encoding are judged from the bytes, never from the name. */
import { basename } from 'node:path';
import { openCalendar } from './calendar';
import { guessDelimiter } from './delimiter';
import { probe } from './probe';
import type { SourceFile } from './source';
import { TextTable } from './text-table';

export { ReadError } from './read-error';

/**
 * Opens an export file. Text files are read once for their fingerprint and encoding and then streamed; workbooks are held in memory.
 * Throws a ReadError for anything that is no readable table. `head` reads of a text only what tells what it is; the hash of a longer one stays ''.
 */
export async function openSource(path: string, part: 'all' | 'head' = 'all'): Promise<SourceFile> {
  const { size, hash, container, encoding, head } = await probe(path, part);
  const about = { path, name: basename(path), size, hash, container, encoding };
  if (container === 'ics' && encoding !== 'binary') return { ...about, delimiter: '', tables: await openCalendar(path, size, encoding) };
  if (container !== 'csv' || encoding === 'binary') {
    // Loaded with the first workbook: the library is a third of core, and most starts do not need it.
    const { openWorkbook } = await import('./workbook');
    return { ...about, delimiter: '', tables: await openWorkbook(path, size, container, encoding) };
  }
  const delimiter = guessDelimiter(new TextDecoder(encoding).decode(head, { stream: true }));
  const table = new TextTable(path, size, encoding, delimiter);
  table.readHead(head);
  return { ...about, delimiter, tables: [table] };
}
