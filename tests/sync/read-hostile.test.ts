/** Files that are made, or broken, to harm: each ends in a clear error or in plain cells, within bounded time and memory. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource, ReadError } from '../../electron/core/sync/read';
import { rowsOf, type TableFiles, tableFiles } from '../support/tables';

let files: TableFiles;
beforeAll(async () => {
  files = await tableFiles();
});
afterAll(() => files.remove());

const megabyte = 1024 ** 2;

/** What became of a file, how long it took and by how much memory grew while it was read. */
async function read(path: string): Promise<{ outcome: string; rows: number; took: number; grew: number }> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const started = performance.now();
  let rows = 0;
  let outcome = 'read';
  try {
    const source = await openSource(path);
    for (const table of source.tables) for await (const batch of table.rows()) rows += batch.length;
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    outcome = error.code;
  } finally {
    clearInterval(watch);
  }
  return { outcome, rows, took: performance.now() - started, grew: Math.max(peak, process.memoryUsage.rss()) - before };
}

test('a line of a gigabyte', async () => {
  const path = join(files.dir, 'line.csv');
  const handle = await open(path, 'w');
  // A piece of text and a hole: the gigabyte is read without having been written.
  await handle.write('a,'.repeat(64 * 1024));
  await handle.truncate(1024 ** 3);
  await handle.close();
  const { outcome, took, grew } = await read(path);
  expect(outcome).toBe('not-a-table');
  expect(took).toBeLessThan(20_000);
  expect(grew).toBeLessThan(300 * megabyte);
});

test('a million columns', async () => {
  const { outcome, rows, took, grew } = await read(await files.write(`${'a,'.repeat(1_000_000)}b\n${'1,'.repeat(1_000_000)}2\n`));
  expect([outcome, rows]).toEqual(['read', 2]);
  expect(took).toBeLessThan(10_000);
  expect(grew).toBeLessThan(500 * megabyte);
});

test('deep HTML', async () => {
  const deep = '<div>'.repeat(50_000);
  const { outcome, took, grew } = await read(
    await files.write(`<html>${deep}<table><tr><td>a</td><td>b</td></tr></table>${'</div>'.repeat(50_000)}</html>`),
  );
  expect(['read', 'not-a-table', 'file-damaged']).toContain(outcome);
  expect(took).toBeLessThan(10_000);
  expect(grew).toBeLessThan(300 * megabyte);
  const tables = await read(await files.write(`<html>${'<table><tr><td>'.repeat(5_000)}a${'</td></tr></table>'.repeat(5_000)}</html>`));
  expect(tables.took).toBeLessThan(10_000);
});

test('cells of formulas are their values; formulas that go round or lead outside are never followed', async () => {
  const sheet = utils.aoa_to_sheet([['id', 'sum', 'outside', 'round']]);
  sheet.A2 = { t: 's', v: '13800000001', f: '"1380"&"0000001"' };
  sheet.B2 = { t: 'n', v: 12.5, f: 'SUM(C2:C9)' };
  sheet.C2 = { t: 'n', v: 7, f: "'[https://example.org/book.xlsx]S'!A1" };
  sheet.D2 = { t: 'n', v: 0, f: 'D2+1' };
  sheet['!ref'] = 'A1:D2';
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'S');
  const source = await openSource(await files.write(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer));
  expect((await rowsOf(source)).map(({ cells }) => cells)).toEqual([
    ['id', 'sum', 'outside', 'round'],
    ['13800000001', '12.5', '7', '0'],
  ]);
});

test('a record of an old workbook that sends the library round in circles', async () => {
  const sheet = utils.aoa_to_sheet([['a', 'b']]);
  sheet.A2 = { t: 'n', v: 1 };
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'S');
  const whole = write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
  const worst = { took: 0, grew: 0 };
  for (let at = 512; at < whole.length; at += 37) {
    const bytes = Buffer.from(whole);
    // A number cell (0x0203) becomes a formula (0x0006), whose tokens are then read from its value.
    const cell = bytes.indexOf(Buffer.from([0x03, 0x02, 14, 0]));
    bytes[cell] = 6;
    bytes[cell + 1] = 0;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    const { took, grew } = await read(await files.write(bytes));
    worst.took = Math.max(worst.took, took);
    worst.grew = Math.max(worst.grew, grew);
  }
  expect(worst.took).toBeLessThan(5_000);
  expect(worst.grew).toBeLessThan(600 * megabyte);
});
