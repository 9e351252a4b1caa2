/** Bytes that are damaged in a text: they cost at most the line they stand in, and what is no text is still refused. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSource, readAnew } from '../../electron/core/sync/read';
import { guessedReading } from '../../shared/domain/mapping';
import { encodeGb18030 } from '../support/gb18030.mjs';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const statement = readFileSync(join(import.meta.dirname, '../formats/wechat-bill/statement.csv'));

async function staged(name: string, bytes: Buffer) {
  const path = join(workspace.dir, name);
  await writeFile(path, bytes);
  await workspace.job('sync.stage', { paths: [path] });
  const found = (await workspace.call('sync.staged', {})).find(({ fileName }) => fileName === name);
  if (!found) throw new Error('not staged');
  return found;
}

/** The file with other bytes at a place. */
function damaged(bytes: Buffer, at: number, ...other: number[]): Buffer {
  const copy = Buffer.from(bytes);
  Buffer.from(other).copy(copy, at);
  return copy;
}

const intact = () => staged('intact.csv', statement);
/** Where the text stands that a line of the statement has in its cell of this name. */
const placeOf = (text: string) => {
  const at = statement.indexOf(text);
  if (at < 0) throw new Error(`no ${text}`);
  return at;
};

test.each([
  ['a zero', [0]],
  ['a byte of no character', [0xff]],
])('%s in a name leaves the file and the row, with a warning', async (_, bytes) => {
  const whole = await intact();
  const file = await staged('name.csv', damaged(statement, placeOf('商户消费') + 3, ...bytes));
  expect(file).toMatchObject({ format: 'wechat-bill', rows: { total: whole.rows.total } });
  expect(file.warnings).toContainEqual({ code: 'damaged-text', params: { lines: 1 } });
  expect(whole.warnings.map(({ code }) => code)).not.toContain('damaged-text');
});

test.each([0, 0xff])('in an id or an amount byte %i costs the row, which says why', async (byte) => {
  const whole = await intact();
  const id = placeOf('100005002026033000000000000000001');
  const amount = placeOf('¥99.00') + 3;
  for (const [name, at, code] of [
    ['id.csv', id + 6, 'damaged-id'],
    ['amount.csv', amount, 'bad-amount'],
  ] as const) {
    const file = await staged(name, damaged(statement, at, byte));
    expect(file.rows.quarantined - whole.rows.quarantined, name).toBe(1);
    const page = await workspace.call('sync.stagedRows', { fileId: file.id, outcome: 'quarantined' });
    expect(page.rows.map(({ reason }) => reason?.code)).toContain(code);
  }
});

test('in the header and before it', async () => {
  const whole = await intact();
  const inHeader = Buffer.concat([statement.subarray(0, placeOf('交易单号')), Buffer.of(0), statement.subarray(placeOf('交易单号'))]);
  expect(await staged('header.csv', inHeader)).toMatchObject({ format: 'wechat-bill', rows: whole.rows });
  expect(await staged('before.csv', damaged(statement, 8, 0xff))).toMatchObject({ format: 'wechat-bill', rows: whole.rows });
});

test('other encodings and what is no text are judged as before', async () => {
  const encodingOf = async (name: string, bytes: Buffer) => {
    const path = join(workspace.dir, name);
    await writeFile(path, bytes);
    return openSource(path).then(
      ({ encoding }) => encoding,
      (error: { code: string }) => error.code,
    );
  };
  const text = '日期,内容\n2026-03-01,写作课的第一讲，很长的一句话\n';
  expect(await encodingOf('gb.csv', Buffer.from(encodeGb18030(text)))).toBe('gb18030');
  expect(await encodingOf('gb-long.csv', Buffer.from(encodeGb18030(text.repeat(2_000))))).toBe('gb18030');
  const far = Buffer.concat([Buffer.from(text), Buffer.from('2026-03-02,plain\n'.repeat(200_000)), Buffer.from([0xe5, 0x2c, 0x0a])]);
  expect(await encodingOf('far.csv', far)).toBe('utf-8');
  expect(await encodingOf('latin.csv', Buffer.from('name,town\nMüller,Köln\n', 'latin1'))).toBe('gb18030');
  const program = Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 7919) % 256));
  expect(await encodingOf('program.bin', program)).toBe('not-a-table');
  expect(await encodingOf('zeros.csv', Buffer.concat([Buffer.from('a,b\n'), Buffer.alloc(4_000)]))).toBe('not-a-table');
});

test.each([{ footer: 1 }, { headless: 2 }])('a table that is taken apart by hand says so too: %o', async (said) => {
  const path = join(workspace.dir, 'names.csv');
  await writeFile(
    path,
    Buffer.concat([Buffer.from('林间,第一课\n秋分'), Buffer.from([0xff]), Buffer.from(',第二课\n檐下,第三课\n山雀,第四课\n')]),
  );
  const [table] = (await readAnew(await openSource(path), { ...guessedReading, ...said })).tables;
  if (!table) throw new Error('no table');
  for await (const _ of table.rows());
  expect(table.damagedLines).toBe(1);
});
