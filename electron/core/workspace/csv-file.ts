import { rename, writeFile } from 'node:fs/promises';
import { csvLine } from '../../../shared/domain/csv';

/** Writes a table that spreadsheet programs open: the mark at the start tells them that it is UTF-8. The file appears when it is whole. */
export async function writeCsv(path: string, rows: readonly (readonly (string | number | null)[])[]): Promise<void> {
  await writeFile(`${path}.partial`, `\ufeff${rows.map(csvLine).join('\r\n')}\r\n`);
  await rename(`${path}.partial`, path);
}
