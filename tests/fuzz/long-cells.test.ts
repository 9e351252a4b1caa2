/**
 * Cells of tens of thousands of letters, digits or blanks: whatever a format looks for in a cell, it must not go over it again and again. One file per
 * format, with such a cell in each of its columns, and one that belongs to nobody.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detect } from '../../electron/core/sync/detect';
import { formats } from '../../electron/core/sync/formats/registry';
import { mapRows } from '../../electron/core/sync/map-rows';
import { openSource } from '../../electron/core/sync/read';
import { scratchDir } from '../support/scratch';

const fixtures = resolve(import.meta.dirname, '../formats');
/** A run of each, with something else at both ends, so that nothing matches at once. */
const runs = [' ', 'a', '1', '年', '1 '];
const length = 40_000;
/** Milliseconds; sound patterns take a thousandth of it. */
const patience = 5_000;

let dir: string;
beforeAll(async () => {
  dir = await scratchDir();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function read(path: string): Promise<number> {
  const source = await openSource(path);
  const detection = await detect(source);
  if (!detection) return 0;
  const mapping = await mapRows(source, detection, { withExpenses: true });
  let rows = 0;
  for await (const batch of mapping.batches) rows += batch.length;
  return rows;
}

/** How long a file of the given lines takes to be told apart and read, in milliseconds. */
async function duration(lines: readonly string[]): Promise<number> {
  const path = join(dir, 'long.csv');
  await writeFile(path, `${lines.join('\n')}\n`);
  const started = performance.now();
  await read(path).catch(() => undefined);
  return performance.now() - started;
}

const cellOf = (run: string) => `"x${run.repeat(length / run.length)}x"`;

/** The lines down to the header of a sample of text, and what stands between its cells. */
async function headOf(path: string): Promise<{ lines: string[]; columns: number; delimiter: string } | null> {
  const source = await openSource(path);
  if (source.container !== 'csv' || source.delimiter === null) return null;
  const table = (await detect(source))?.tables[0];
  if (!table || table.headerRow === 0) return null;
  const text = new TextDecoder(source.encoding).decode(readFileSync(path));
  return { lines: text.split(/\r?\n/).slice(0, table.headerRow), columns: table.columns.length, delimiter: source.delimiter };
}

describe('long cells', () => {
  test.each(formats.map(({ id }) => id))(
    '%s',
    async (id) => {
      const samples = readdirSync(join(fixtures, id)).filter((name) => !name.endsWith('.json'));
      for (const sample of samples) {
        const head = await headOf(join(fixtures, id, sample)).catch(() => null);
        if (!head) continue;
        for (const run of runs) {
          const row = Array.from({ length: head.columns }, () => cellOf(run)).join(head.delimiter);
          expect(await duration([...head.lines, row]), `${sample} ${JSON.stringify(run)}`).toBeLessThan(patience);
        }
        return;
      }
    },
    120_000,
  );

  test('of a file that is nobody’s', async () => {
    for (const run of [...runs, ','])
      expect(await duration(['甲,乙', `${cellOf(run)},${cellOf(run)}`]), JSON.stringify(run)).toBeLessThan(patience);
  }, 120_000);
});
