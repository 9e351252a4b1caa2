/** No lock-in: every table as CSV and as JSON, written beside its target and renamed. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { csvLine } from '../../../shared/domain/csv';
import type { Progress } from '../api/jobs';
import type { Database } from '../database/database';
import type { Row, SqlValue } from '../database/driver';

const pageSize = 5_000;

/** Writes `<table>.csv` and `<table>.json` into `dir` for every table of the workspace. Answers rows by table. */
export async function exportTables(db: Database, dir: string, progress: Progress): Promise<Record<string, number>> {
  await mkdir(dir, { recursive: true });
  const tables = await tableNames(db);
  const counts: Record<string, number> = {};
  for (const [index, table] of tables.entries()) {
    progress.checkpoint('exporting', index, tables.length);
    counts[table] = await exportTable(db, table, dir);
  }
  progress.checkpoint('exporting', tables.length, tables.length);
  return counts;
}

/** Our own tables; the search index, kept answers and what was seen in watched folders are derived and left out, and so is what only tells whether somebody was erased. */
async function tableNames(db: Database): Promise<string[]> {
  const rows = await db.reader.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'person_search%'
       AND name NOT IN ('revision', 'remembered_answer', 'inbox_look', 'erasure_secret', 'erasure_mark') ORDER BY name`,
  );
  return rows.map((row) => row.name);
}

async function exportTable(db: Database, table: string, dir: string): Promise<number> {
  const columns = await db.reader.all<{ name: string; pk: number }>(`SELECT name, pk FROM pragma_table_xinfo(?)`, [table]);
  const names = columns.map((column) => column.name);
  const keys = columns
    .filter((column) => column.pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map((column) => column.name);
  const csv = new Target(join(dir, `${table}.csv`));
  const json = new Target(join(dir, `${table}.json`));
  await csv.write(`\ufeff${csvLine(names)}\r\n`);
  await json.write('[');
  let count = 0;
  for await (const rows of pages(db, table, names, keys)) {
    await csv.write(rows.map((row) => `${csvLine(names.map((name) => row[name] as string | number | null))}\r\n`).join(''));
    await json.write(rows.map((row, index) => `${count + index === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`).join(''));
    count += rows.length;
  }
  await json.write('\n]\n');
  await csv.finish();
  await json.finish();
  return count;
}

/** Pages by primary key. Names come from the schema, never from outside. */
async function* pages(db: Database, table: string, names: readonly string[], keys: readonly string[]): AsyncGenerator<Row[]> {
  const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
  // The only blobs are JSONB: they leave as readable JSON.
  const readable = names.map(
    (name) => `CASE typeof(${quote(name)}) WHEN 'blob' THEN json(${quote(name)}) ELSE ${quote(name)} END AS ${quote(name)}`,
  );
  const select = `SELECT ${readable.join(', ')} FROM ${quote(table)}`;
  const key = keys.map(quote).join(', ');
  let last: SqlValue[] | null = null;
  for (;;) {
    const where: string = last === null ? '' : `WHERE (${key}) > (${keys.map(() => '?').join(', ')})`;
    const rows: Row[] = await db.reader.all<Row>(`${select} ${where} ORDER BY ${key} LIMIT ${pageSize}`, last ?? []);
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    last = keys.map((name) => end[name] as SqlValue);
  }
}

/** A file that appears under its name only when it is complete. */
class Target {
  readonly #stream;
  constructor(private readonly path: string) {
    this.#stream = createWriteStream(`${path}.partial`);
  }

  async write(text: string): Promise<void> {
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  async finish(): Promise<void> {
    this.#stream.end();
    await once(this.#stream, 'finish');
    await rename(`${this.path}.partial`, this.path);
  }
}
