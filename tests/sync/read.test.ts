import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource, ReadError } from '../../electron/core/sync/read';
import type { RawRow, SourceFile, SourceTable } from '../../electron/core/sync/read/source';
import { encodeGb18030 } from '../support/gb18030.mjs';
import { scratchDir } from '../support/scratch';
import { zip } from '../support/zip.mjs';

let dir: string;
let count = 0;
beforeAll(async () => {
  dir = await scratchDir();
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function file(content: string | Buffer, name = `file-${++count}.csv`): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
}

function only(source: SourceFile): SourceTable {
  const [table] = source.tables;
  if (!table) throw new Error('no table');
  return table;
}

async function rowsOf(source: SourceFile): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of only(source).rows()) rows.push(...batch);
  return rows;
}

async function read(content: string | Buffer): Promise<RawRow[]> {
  return rowsOf(await openSource(await file(content)));
}

async function problem(path: string): Promise<{ code: string; params: object }> {
  try {
    await openSource(path);
  } catch (error) {
    if (error instanceof ReadError) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('was read');
}

describe('encodings', () => {
  const text = '交易时间,金额\n林间读者,12.00\n';
  test.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
    ['gb18030', encodeGb18030(text)],
  ])('%s is known from its bytes', async (encoding, bytes) => {
    const source = await openSource(await file(bytes));
    expect(source.encoding).toBe(encoding);
    expect(await rowsOf(source)).toEqual([
      { row: 1, cells: ['交易时间', '金额'] },
      { row: 2, cells: ['林间读者', '12.00'] },
    ]);
    expect((await only(source).tail()).map((row) => row.cells)).toEqual([
      ['交易时间', '金额'],
      ['林间读者', '12.00'],
    ]);
  });

  test('one byte at the very end decides for the whole file', async () => {
    const head = 'id,name\n'.repeat(200_000);
    expect((await openSource(await file(Buffer.from(head)))).encoding).toBe('utf-8');
    expect((await openSource(await file(Buffer.concat([Buffer.from(head), encodeGb18030('1,林间\n')])))).encoding).toBe('gb18030');
    expect((await openSource(await file(Buffer.concat([Buffer.from(`${head}1,`), Buffer.from('林').subarray(0, 2)])))).encoding).toBe(
      'gb18030',
    );
  });

  test.each(['utf-8', 'gb18030'])('characters cut by a chunk border survive in %s', async (encoding) => {
    // Rows of odd lengths put two-, three- and four-byte characters on every border.
    const names = ['林', '林间', 'a林间读', '林间读者𠮷'];
    const line = (at: number) => `${at},${names[at % (encoding === 'gb18030' ? 3 : 4)]}`;
    const lines = Array.from({ length: 120_000 }, (_, at) => line(at));
    const text = `${lines.join('\n')}\n`;
    const rows = await read(encoding === 'gb18030' ? encodeGb18030(text) : Buffer.from(text));
    expect(rows.length).toBe(lines.length);
    expect(rows.every((row, at) => row.row === at + 1 && row.cells.join(',') === lines[at])).toBe(true);
  });
});

describe('text tables', () => {
  test('the hash is that of the bytes and the size is stated', async () => {
    const source = await openSource(await file('a,b\n1,2\n'));
    expect(source).toMatchObject({
      size: 8,
      hash: '492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470',
      container: 'csv',
      delimiter: ',',
    });
  });

  test.each([
    [',', 'a,b;c,d\n1,2;3,4\n'],
    [';', 'a;b;c\n1,5;2,5;3,5\n'],
    ['\t', 'a\tb\tc\n1\t2\t3\n'],
    ['|', 'a|b|c\n1|2|3\n'],
    [',', '交易号\t,金额\t,对方\t\n1\t,2\t,3\t\n'],
    [',', 'one\ntwo\n'],
  ])('the delimiter %j is found', async (delimiter, text) => {
    expect((await openSource(await file(text))).delimiter).toBe(delimiter);
  });

  test.each([
    ['quotes, commas and doubled quotes', 'a,"b,c","d ""e"" f"\n', [['a', 'b,c', 'd "e" f']]],
    [
      'a TAB between the closing quote and the comma',
      '2019,"3985734"\t,"129847129"\t,"/"\n1,2,3,4\n',
      [
        ['2019', '3985734', '129847129', '/'],
        ['1', '2', '3', '4'],
      ],
    ],
    [
      'line ends inside quotes',
      'a,b,c\r\n1,"x\r\ny\nz",3\r\n4,5,6\r\n',
      [
        ['a', 'b', 'c'],
        ['1', 'x\ny\nz', '3'],
        ['4', '5', '6'],
      ],
    ],
    ['quotes inside a cell', 'a,打开"多多视频",c\n', [['a', '打开"多多视频"', 'c']]],
    [
      'undoubled quotes inside quotes',
      'x,y,z\na,"b "c" d",e\n',
      [
        ['x', 'y', 'z'],
        ['a', 'b "c" d', 'e'],
      ],
    ],
    [
      'a stray quote that opens a cell',
      'x,y,z\n1,"秋日书单 ,3\n4,5,6\n7,8,9\n',
      [
        ['x', 'y', 'z'],
        ['1', '"秋日书单', '3'],
        ['4', '5', '6'],
        ['7', '8', '9'],
      ],
    ],
    [
      'a stray quote in the last line',
      'x,y,z\n1,2,3\n4,"5,6',
      [
        ['x', 'y', 'z'],
        ['1', '2', '3'],
        ['4', '"5', '6'],
      ],
    ],
    [
      'two stray quotes in one line',
      'w,x,y,z\n1,"林间 ,小店" ,4\n',
      [
        ['w', 'x', 'y', 'z'],
        ['1', '"林间', '小店"', '4'],
      ],
    ],
    [
      'a multi-line cell at the end of a row',
      'x,y,z\n1,2,"a\nb"\n4,5,6\n',
      [
        ['x', 'y', 'z'],
        ['1', '2', 'a\nb'],
        ['4', '5', '6'],
      ],
    ],
    ['blanks around cells', 'a , \tb\t,\u00a0c\u3000\n', [['a', 'b', 'c']]],
    [
      'old Macintosh line ends',
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['empty quoted cells', 'a,"",c\n', [['a', '', 'c']]],
  ])('%s', async (_what, text, expected) => {
    expect((await read(text)).map((row) => row.cells)).toEqual(expected);
  });

  test('rows are numbered by the lines of the file', async () => {
    expect((await read('a,b\n\n1,"x\ny"\n3,4\n')).map((row) => row.row)).toEqual([1, 2, 3, 5]);
  });

  test('a quote that never closes costs its own line only, and is counted', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => (at === 1_000 ? '1000,"never closed,x' : `${at},b,c`));
    const source = await openSource(await file(`${lines.join('\n')}\n`));
    const rows = await rowsOf(source);
    expect(rows.length).toBe(lines.length);
    expect(rows[1_000]?.cells).toEqual(['1000', '"never closed', 'x']);
    expect(rows.at(-1)?.cells).toEqual(['49999', 'b', 'c']);
    expect(only(source).strayQuotes).toBe(1);
  });

  test('quotes that open on every line and never close do not hang the reader', async () => {
    const started = performance.now();
    expect((await read('"abc\n'.repeat(400_000))).length).toBe(400_000);
    expect((await read(`a,b,c\n${'x,"y z,w\n'.repeat(200_000)}`)).length).toBe(200_001);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('a row of text is read whatever its cells are, when it is quoted as RFC 4180 says', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '林', ',', '"', '\n', ' ', '1'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const quoted = rows.map((cells) => ['x', ...cells].map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        const got = await read(`h0,h1,h2,h3,h4\n${quoted.join('\n')}\n`);
        expect(got.slice(1).map((row) => row.cells.slice(1))).toEqual(rows.map((cells) => cells.map((text) => text.trim())));
      }),
      { numRuns: 60 },
    );
  });

  test('reads again from the beginning as often as it is asked', async () => {
    const source = await openSource(await file('a,b\n1,2\n'));
    expect(await rowsOf(source)).toEqual(await rowsOf(source));
  });

  test('batches are bounded, and the head holds the first 60 rows', async () => {
    const source = await openSource(await file('a,b\n'.repeat(30_000)));
    const sizes: number[] = [];
    for await (const batch of only(source).rows()) sizes.push(batch.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(30_000);
    expect(only(source).head.length).toBe(60);
    expect(only(source).estimatedRows).toBe(30_000);
  });
});

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
      await file(
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
        `${++count}-${name}`,
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
    const source = await openSource(await file(write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer));
    expect(await rowsOf(source)).toEqual([
      { row: 1, cells: ['a', '2026-03-30 20:14:05'] },
      { row: 3, cells: ['0.30000000000000004', '1000000000000000000000', '0.0000001', '-5', '123456789012346000000', 'TRUE'] },
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
    const source = await openSource(await file(parts('A1:XFD1048576')));
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
    const path = await file(bytes);
    expect(await problem(path)).toEqual({ code, params: { file: path.slice(dir.length + 1) } });
  });

  test('a file that is not there, a folder, and a path that cannot be', async () => {
    expect((await problem(join(dir, 'nowhere.csv'))).code).toBe('file-missing');
    await mkdir(join(dir, 'folder.csv'));
    expect((await problem(join(dir, 'folder.csv'))).code).toBe('not-a-table');
    expect((await problem(join(dir, `${'x'.repeat(300)}.csv`))).code).toBe('file-missing');
    expect((await problem(`${dir}/a\0b.csv`)).code).toBe('file-missing');
  });

  test('a line without end stops before memory does', async () => {
    const source = await openSource(await file(Buffer.alloc(12_000_000, 97)));
    await expect(rowsOf(source)).rejects.toMatchObject({ code: 'not-a-table' });
  });

  test('a file that goes away while it is read', async () => {
    const path = await file('a,b\n1,2\n');
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
        const path = await file(Buffer.concat([head, bytes]));
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
