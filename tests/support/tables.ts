/** Files of one test run, opened and read to the end. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSource } from '../../electron/core/sync/read';
import type { RawRow, SourceFile, SourceTable } from '../../electron/core/sync/read/source';
import { scratchDir } from './scratch';

export interface TableFiles {
  dir: string;
  /** Writes a file of its own name, unless one is given, and answers its path. */
  write(content: string | Buffer, name?: string): Promise<string>;
  read(content: string | Buffer): Promise<RawRow[]>;
  remove(): Promise<void>;
}

export async function tableFiles(): Promise<TableFiles> {
  const dir = await scratchDir();
  let count = 0;
  const write = async (content: string | Buffer, name = `file-${++count}.csv`) => {
    const path = join(dir, name);
    await writeFile(path, content);
    return path;
  };
  return {
    dir,
    write,
    read: async (content) => rowsOf(await openSource(await write(content))),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** The first table of a file. */
export function only(source: SourceFile): SourceTable {
  const [table] = source.tables;
  if (!table) throw new Error('no table');
  return table;
}

/** All rows of the first table. */
export async function rowsOf(source: SourceFile): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of only(source).rows()) rows.push(...batch);
  return rows;
}
