/** The inbox from the command line: look, watch until Ctrl-C, ignore. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboxFile } from '../../shared/contract/inbox';
import { json, type Run, tonghao } from '../support/command-line';
import { alipayBill } from '../support/files';
import { scratchDir } from '../support/scratch';

let dir: string;
let book: string;
let exportsDir: string;

beforeEach(async () => {
  dir = await scratchDir();
  book = join(dir, 'book.tonghao');
  exportsDir = join(dir, 'exports');
  await mkdir(exportsDir);
  await tonghao('init', '--workspace', book, '--zone', 'Asia/Shanghai', '--currency', 'CNY');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const sale = { direction: '收入' as const, category: '商业服务', who: '学员甲', what: '专栏', amount: '88.00', status: '交易成功' };
const bill = (name: string, id: string, rest: object = {}) =>
  alipayBill(join(exportsDir, name), [{ ...sale, time: '2026-05-01 10:00:00', id, ...rest }]);
const ids = async () => (await json<InboxFile[]>(0, 'inbox', 'scan', exportsDir, '--workspace', book)).map(({ name }) => name).sort();

describe('scan and ignore', () => {
  it('lists what is new, and no more what was ignored or imported', async () => {
    const first = await bill('a.csv', '1');
    await bill('b.csv', '2');
    await writeFile(join(exportsDir, 'note.txt'), 'bring tea\n');
    expect(await ids()).toEqual(['a.csv', 'b.csv', 'note.txt']);
    const text = await tonghao('inbox', 'scan', exportsDir, '--workspace', book, '--lang', 'en');
    expect(text.out).toContain('alipay-bill');
    expect(text.out).toContain('not recognised');
    expect((await tonghao('inbox', 'ignore', join(exportsDir, 'note.txt'), '--workspace', book, '--lang', 'en')).out).toContain(
      '1 file ignored',
    );
    await tonghao('import', first, '--workspace', book);
    expect(await ids()).toEqual(['b.csv']);
  });

  it('says what is wrong', async () => {
    const code = async (...argv: string[]) =>
      (await json<{ error: { code: string } }>(1, 'inbox', ...argv, '--workspace', book)).error.code;
    expect(await code('scan', join(dir, 'nowhere'))).toBe('folder-missing');
    expect(await code('scan')).toBe('invalid-input');
    expect(await code('frob', dir)).toBe('invalid-input');
    expect(await code('ignore', join(dir, 'nowhere'))).toBe('file-missing');
    expect(await json(0, 'inbox', 'list', '--workspace', book)).toEqual([]);
  });
});

describe('watch', () => {
  /** Runs until `enough` says so of what was printed, then presses Ctrl-C. */
  async function watchUntil(enough: (out: string) => boolean, ...options: string[]): Promise<Run> {
    let out = '';
    const write = process.stdout.write;
    const running = tonghao('inbox', 'watch', exportsDir, '--workspace', book, ...options);
    const spied = process.stdout.write.bind(process.stdout);
    process.stdout.write = ((text: string) => {
      out += text;
      return spied(text);
    }) as typeof write;
    await expect.poll(() => enough(out), { timeout: 15_000, interval: 50 }).toBe(true);
    process.emit('SIGINT');
    return running;
  }

  const events = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; file?: InboxFile; files?: unknown[] });

  it('prints what comes and ends cleanly', async () => {
    await bill('a.csv', '1');
    let came = false;
    const run = await watchUntil((out) => {
      if (out.includes('"watching"') && !came) {
        came = true;
        void bill('b.csv', '2');
      }
      return out.includes('b.csv');
    }, '--json');
    expect(run.code).toBe(0);
    const found = events(run.out);
    expect(found.flatMap(({ file }) => file?.name ?? []).sort()).toEqual(['a.csv', 'b.csv']);
    expect(found.at(-1)).toEqual({ event: 'stopped' });
    expect(await json<unknown[]>(0, 'imports', 'list', '--workspace', book)).toEqual([]);
  });

  it('imports what is unambiguous when it may, and says what keeps the rest', async () => {
    await bill('plain.csv', '1');
    await bill('packet.csv', '2', { category: '转账红包', who: '学员乙', what: '转账' });
    const run = await watchUntil(
      (out) => out.includes('plain.csv') && out.includes('payments to decide'),
      '--apply-unambiguous',
      '--lang',
      'en',
    );
    expect(run.code).toBe(0);
    expect(await json(0, 'imports', 'list', '--workspace', book)).toMatchObject([{ fileName: 'plain.csv', status: 'live' }]);
    expect(await ids()).toEqual(['packet.csv']);
  });
});
