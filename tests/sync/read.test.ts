import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../../electron/core/sync/read';
import { encodeGb18030 } from '../support/gb18030.mjs';
import { only, rowsOf, type TableFiles, tableFiles } from '../support/tables';

let files: TableFiles;
beforeAll(async () => {
  files = await tableFiles();
});
afterAll(() => files.remove());

describe('encodings', () => {
  const text = '交易时间,金额\n林间读者,12.00\n';
  test.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.from(text, 'utf16le').swap16()],
    ['gb18030', encodeGb18030(text)],
  ])('%s is known from its bytes', async (encoding, bytes) => {
    const source = await openSource(await files.write(bytes));
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
    expect((await openSource(await files.write(Buffer.from(head)))).encoding).toBe('utf-8');
    expect((await openSource(await files.write(Buffer.concat([Buffer.from(head), encodeGb18030('1,林间\n')])))).encoding).toBe('gb18030');
    expect(
      (await openSource(await files.write(Buffer.concat([Buffer.from(`${head}1,`), Buffer.from('林').subarray(0, 2)])))).encoding,
    ).toBe('gb18030');
  });

  test.each(['utf-8', 'gb18030'])('characters cut by a chunk border survive in %s', async (encoding) => {
    // Rows of odd lengths put two-, three- and four-byte characters on every border.
    const names = ['林', '林间', 'a林间读', '林间读者𠮷'];
    const line = (at: number) => `${at},${names[at % (encoding === 'gb18030' ? 3 : 4)]}`;
    const lines = Array.from({ length: 120_000 }, (_, at) => line(at));
    const text = `${lines.join('\n')}\n`;
    const rows = await files.read(encoding === 'gb18030' ? encodeGb18030(text) : Buffer.from(text));
    expect(rows.length).toBe(lines.length);
    expect(rows.every((row, at) => row.row === at + 1 && row.cells.join(',') === lines[at])).toBe(true);
  });
});

describe('text tables', () => {
  test('leave their turn to others while a long one is read', async () => {
    const source = await openSource(await files.write('id,name\n'.repeat(200_000)));
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    expect(await rowsOf(source)).toHaveLength(200_000);
    clearInterval(others);
    expect(turns).toBeGreaterThan(5);
  });

  test('the hash is that of the bytes and the size is stated', async () => {
    const source = await openSource(await files.write('a,b\n1,2\n'));
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
    expect((await openSource(await files.write(text))).delimiter).toBe(delimiter);
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
    expect((await files.read(text)).map((row) => row.cells)).toEqual(expected);
  });

  test('rows are numbered by the lines of the file', async () => {
    expect((await files.read('a,b\n\n1,"x\ny"\n3,4\n')).map((row) => row.row)).toEqual([1, 2, 3, 5]);
  });

  test('a quote that never closes costs its own line only, and is counted', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => (at === 1_000 ? '1000,"never closed,x' : `${at},b,c`));
    const source = await openSource(await files.write(`${lines.join('\n')}\n`));
    const rows = await rowsOf(source);
    expect(rows.length).toBe(lines.length);
    expect(rows[1_000]?.cells).toEqual(['1000', '"never closed', 'x']);
    expect(rows.at(-1)?.cells).toEqual(['49999', 'b', 'c']);
    expect(only(source).strayQuotes).toBe(1);
  });

  test('quotes that open on every line and never close do not hang the reader', async () => {
    const started = performance.now();
    expect((await files.read('"abc\n'.repeat(400_000))).length).toBe(400_000);
    expect((await files.read(`a,b,c\n${'x,"y z,w\n'.repeat(200_000)}`)).length).toBe(200_001);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('a row of text is read whatever its cells are, when it is quoted as RFC 4180 says', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '林', ',', '"', '\n', ' ', '1'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const quoted = rows.map((cells) => ['x', ...cells].map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        const got = await files.read(`h0,h1,h2,h3,h4\n${quoted.join('\n')}\n`);
        expect(got.slice(1).map((row) => row.cells.slice(1))).toEqual(rows.map((cells) => cells.map((text) => text.trim())));
      }),
      { numRuns: 60 },
    );
  });

  test('reads again from the beginning as often as it is asked', async () => {
    const source = await openSource(await files.write('a,b\n1,2\n'));
    expect(await rowsOf(source)).toEqual(await rowsOf(source));
  });

  test('batches are bounded, and the head holds the first 60 rows', async () => {
    const source = await openSource(await files.write('a,b\n'.repeat(30_000)));
    const sizes: number[] = [];
    for await (const batch of only(source).rows()) sizes.push(batch.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(30_000);
    expect(only(source).head.length).toBe(60);
    expect(only(source).estimatedRows).toBe(30_000);
  });
});
