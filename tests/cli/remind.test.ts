/** Reminders of an account's next export, from the command line. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { json, tonghao } from '../support/command-line';
import { alipayBill } from '../support/files';
import { scratchDir } from '../support/scratch';
import { testWorkspace } from '../support/workspace';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('are set by the account, put off, and taken back', async () => {
  const book = join(dir, 'book.tonghao');
  await tonghao('init', '--workspace', book, '--zone', 'Asia/Shanghai', '--currency', 'CNY');
  const sale = { direction: '收入' as const, category: '商业服务', who: '学员甲', what: '专栏', amount: '88.00', status: '交易成功' };
  await tonghao(
    'import',
    await alipayBill(join(dir, 'bill.csv'), [{ ...sale, id: '1', time: '2026-05-01 10:00:00' }]),
    '--workspace',
    book,
  );
  const [account] = await json<{ platform: string; name: string }[]>(0, 'imports', 'coverage', '--workspace', book);
  const remind = (...words: string[]) =>
    tonghao('imports', 'remind', account?.platform ?? '', account?.name ?? '', ...words, '--workspace', book, '--lang', 'en');
  expect((await remind('31')).out).toContain('every 31 days');
  expect((await remind('later')).out).toMatch(/every 31 days {2}not before/);
  expect((await remind('never')).out).toContain('never');
  expect((await remind('usual')).out).toContain('by its own rhythm');
  expect([(await remind('often')).code, (await remind('0')).code, (await remind('367')).code]).toEqual([1, 1, 1]);
  expect((await tonghao('imports', 'remind', 'alipay', 'nobody', '7', '--workspace', book)).code).toBe(1);
  await tonghao(
    'import',
    await alipayBill(join(dir, 'other.csv'), [{ ...sale, id: '2', time: '2026-05-02 10:00:00' }]),
    '--account',
    'other',
    '--workspace',
    book,
  );
  const workspace = await testWorkspace(book);
  const other = (await workspace.call('sync.accounts', {})).find(({ name }) => name === 'other');
  await workspace.call('sync.renameAccount', { id: other?.id ?? 0, name: account?.name ?? '' });
  await workspace.close();
  expect((await remind('7')).code).toBe(1);
});
