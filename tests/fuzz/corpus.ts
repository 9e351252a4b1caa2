/** The samples of every registered format, small enough to be mutated by the thousand. A format that is added later is in it by itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formats } from '../../electron/core/sync/formats/registry';
import { openSource } from '../../electron/core/sync/read';
import type { SourceFile } from '../../electron/core/sync/read/source';

const root = resolve(import.meta.dirname, '../formats');
const maxSize = 64 * 1024;

export interface Sample {
  format: string;
  name: string;
  path: string;
  bytes: Buffer;
  container: SourceFile['container'];
  encoding: SourceFile['encoding'];
  delimiter: string;
  /** Cells of every table, frame and all. */
  tables: { name: string; rows: string[][] }[];
}

/** Registered formats with a folder of samples; that each has one is for the matrix test to demand. */
export function sampledFormats(): string[] {
  return formats.map(({ id }) => id).filter((id) => existsSync(join(root, id)));
}

/** Samples of all formats. */
export async function corpus(): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const id of sampledFormats()) {
    for (const name of readdirSync(join(root, id)).sort()) {
      if (name.endsWith('.expected.json')) continue;
      const path = join(root, id, name);
      const bytes = readFileSync(path);
      if (bytes.length <= maxSize) samples.push(await sampleOf(id, name, path, bytes));
    }
  }
  return samples;
}

async function sampleOf(format: string, name: string, path: string, bytes: Buffer): Promise<Sample> {
  const { container, encoding, delimiter, tables } = await openSource(path);
  const cells: Sample['tables'] = [];
  for (const table of tables) {
    const rows: string[][] = [];
    for await (const batch of table.rows()) rows.push(...batch.map((row) => row.cells));
    cells.push({ name: table.name, rows });
  }
  return { format, name, path, bytes, container, encoding, delimiter, tables: cells };
}
