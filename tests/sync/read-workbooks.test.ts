import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource, ReadError } from '../../electron/core/sync/read';
import { only, rowsOf, type TableFiles, tableFiles } from '../support/tables';
import { zip } from '../support/zip.mjs';

let files: TableFiles;
beforeAll(async () => {
  files = await tableFiles();
});
afterAll(() => files.remove());

async function problem(path: string): Promise<{ code: string; params: object }> {
  try {
    await openSource(path);
  } catch (error) {
    if (error instanceof ReadError) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('was read');
}

describe('workbooks', () => {
  const sheet = (rows: unknown[][]) => utils.aoa_to_sheet(rows);
  const book = (sheets: Record<string, unknown[][]>, type: 'xlsx' | 'biff8' | 'html' = 'xlsx'): Buffer => {
    const workbook = utils.book_new();
    for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(workbook, sheet(rows), name);
    return write(workbook, { type: 'buffer', bookType: type }) as Buffer;
  };

  test.each([
    ['xlsx', 'xlsx', 'misnamed.csv'],
    ['biff8', 'xls', 'old.xls'],
    ['html', 'html', 'page.xls'],
  ] as const)('%s is known from its bytes, not its name', async (type, container, name) => {
    const source = await openSource(
      await files.write(
        book(
          {
            一: [
              ['名', '号'],
              ['林间', '100005002026033000000000000000001'],
              ['', ''],
              ['纸上', 12.5],
            ],
          },
          type,
        ),
        `${container}-${name}`,
      ),
    );
    expect(source.container).toBe(container);
    expect((await rowsOf(source)).map((row) => row.cells).filter((cells) => cells.some((cell) => cell !== ''))).toEqual([
      ['名', '号'],
      ['林间', '100005002026033000000000000000001'],
      ['纸上', '12.5'],
    ]);
  });

  test('numbers come out as plain decimals, dates as times, and rows keep their numbers', async () => {
    const workbook = utils.book_new();
    const cells = sheet([['a'], [], [0.1 + 0.2, 1e21, 1e-7, -5, 123456789012345680000, true]]);
    cells.B1 = { t: 'n', v: 46111.84311342593, z: 'yyyy\\-mm\\-dd\\ hh:mm:ss' };
    utils.book_append_sheet(workbook, cells, 'x');
    const source = await openSource(await files.write(write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer));
    expect(await rowsOf(source)).toEqual([
      { row: 1, cells: ['a', '2026-03-30 20:14:05'] },
      { row: 3, cells: ['0.30000000000000004', '1000000000000000000000', '0.0000001', '-5', '123456789012346000000', 'TRUE'] },
    ]);
  });

  test('dates without a time, times without a date, and times that lost their format', async () => {
    const workbook = utils.book_new();
    const cells = sheet([
      ['Date', 'Time', 'Length', 'Share', '时间'],
      [46206, 0.5, 1.5, 0.5, 0.25],
      [46206.75, 0.999999, 0.00325, 0.25, 46206.5],
    ]);
    for (const at of ['A2', 'A3']) cells[at] = { ...cells[at], z: 'm/d/yy' };
    cells.C2 = { t: 'n', v: 1.5, z: '[h]:mm:ss' };
    cells.C3 = { t: 'n', v: 0.00325, z: 'mm:ss' };
    cells.D3 = { t: 'n', v: 0.25, z: 'h"时"mm"分"' };
    utils.book_append_sheet(workbook, cells, 'x');
    const source = await openSource(await files.write(write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer));
    expect((await rowsOf(source)).slice(1).map((row) => row.cells)).toEqual([
      ['2026-07-03', '12:00:00', '36:00:00', '0.5', '0.25'],
      ['2026-07-03 18:00:00', '23:59:59', '00:04:41', '06:00:00', '46206.5'],
    ]);
  });

  test('a sheet that claims a million rows and holds three is read at once', async () => {
    const started = performance.now();
    const parts = (dimension: string) =>
      zip([
        {
          name: '[Content_Types].xml',
          data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        },
        {
          name: '_rels/.rels',
          data: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        },
        {
          name: 'xl/workbook.xml',
          data: '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        },
        {
          name: 'xl/_rels/workbook.xml.rels',
          data: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        },
        {
          name: 'xl/worksheets/sheet1.xml',
          data: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="${dimension}"/><sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c></row><row r="5"><c r="B5"><v>7</v></c></row><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>末</t></is></c></row></sheetData></worksheet>`,
        },
      ]);
    const source = await openSource(await files.write(parts('A1:XFD1048576')));
    expect(await rowsOf(source)).toEqual([
      { row: 2, cells: ['甲'] },
      { row: 5, cells: ['', '7'] },
      { row: 1_048_576, cells: ['末'] },
    ]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('what is no table', () => {
  test.each([
    ['file-empty', Buffer.alloc(0)],
    ['file-empty', Buffer.from('\n \n\t\r\n')],
    ['not-a-table', Buffer.from('%PDF-1.7\n1 0 obj')],
    ['not-a-table', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
    ['not-a-table', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
    ['not-a-table', Buffer.from('a,b\0c\n')],
    ['not-a-table', zip([{ name: 'bill.csv', data: 'a,b\n' }])],
    ['file-encrypted', zip([{ name: '微信支付账单.csv', data: 'a,b\n', encrypted: true }])],
    ['file-damaged', Buffer.from('PK\x03\x04 cut short', 'latin1')],
    ['file-damaged', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600, 7)])],
    [
      'file-too-large',
      zip([
        { name: 'xl/workbook.xml', data: '<workbook/>' },
        { name: 'xl/worksheets/sheet1.xml', data: 'x', statedSize: 2_000_000_000 },
      ]),
    ],
    [
      'file-damaged',
      zip([
        { name: 'xl/workbook.xml', data: '<workbook/>' },
        { name: 'xl/worksheets/sheet1.xml', data: ' '.repeat(5_000_000), statedSize: 100 },
      ]),
    ],
    ['file-damaged', zip([{ name: 'xl/workbook.xml', data: 'no xml at all <<<' }])],
  ])('is %s (%#)', async (code, bytes) => {
    const path = await files.write(bytes);
    expect(await problem(path)).toEqual({ code, params: { file: path.slice(files.dir.length + 1) } });
  });

  test('a file that is not there, a folder, and a path that cannot be', async () => {
    expect((await problem(join(files.dir, 'nowhere.csv'))).code).toBe('file-missing');
    await mkdir(join(files.dir, 'folder.csv'));
    expect((await problem(join(files.dir, 'folder.csv'))).code).toBe('not-a-table');
    expect((await problem(join(files.dir, `${'x'.repeat(300)}.csv`))).code).toBe('file-missing');
    expect((await problem(`${files.dir}/a\0b.csv`)).code).toBe('file-missing');
  });

  test('a line without end stops before memory does', async () => {
    const source = await openSource(await files.write(Buffer.alloc(12_000_000, 97)));
    await expect(rowsOf(source)).rejects.toMatchObject({ code: 'not-a-table' });
  });

  test('a file that goes away while it is read', async () => {
    const path = await files.write('a,b\n1,2\n');
    const source = await openSource(path);
    await rm(path);
    await expect(rowsOf(source)).rejects.toMatchObject({ code: 'file-missing' });
    await expect(only(source).tail()).rejects.toMatchObject({ code: 'file-missing' });
  });

  test('random bytes never do more than fail with a code', async () => {
    const magic = fc.constantFrom(
      Buffer.alloc(0),
      Buffer.from('PK\x03\x04', 'latin1'),
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.from('<html><table>'),
      Buffer.from([0xff, 0xfe]),
    );
    await fc.assert(
      fc.asyncProperty(magic, fc.uint8Array({ maxLength: 3_000 }), async (head, bytes) => {
        const path = await files.write(Buffer.concat([head, bytes]));
        try {
          const source = await openSource(path);
          for (const table of source.tables) for await (const batch of table.rows()) expect(batch.length).toBeLessThanOrEqual(2_000);
        } catch (error) {
          expect(error).toBeInstanceOf(ReadError);
        }
      }),
      { numRuns: 150 },
    );
  });
});
