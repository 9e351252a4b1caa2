import { appendFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Log } from '../../electron/main/log';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(() => rm(dir, { recursive: true }));

it('redacts before anything reaches the disk', async () => {
  const log = new Log(join(dir, 'logs'));
  log.write('error', 'import failed', {
    file: '/home/meilin/bill.csv',
    who: '林小梅',
    amount: 1299.5,
    phone: '13800138000',
    code: undefined,
  });
  const written = await readFile(join(dir, 'logs', 'tonghao.log'), 'utf8');
  expect(written).not.toMatch(/meilin|林小梅|1299|138001/);
  expect(log.tail(10)).toEqual([
    { at: expect.stringMatching(/^\d{4}-.*Z$/), level: 'error', text: 'import failed file=bill.csv who=… amount=… phone=…' },
  ]);
});

it('answers the last lines in order, over several files', () => {
  const log = new Log(dir, { bytes: 300, files: 3 });
  for (let n = 0; n < 12; n++) log.write('info', `line ${n}`);
  expect(log.tail(4).map((line) => line.text)).toEqual(['line 8', 'line 9', 'line 10', 'line 11']);
});

it('never grows beyond its limits', async () => {
  const log = new Log(dir, { bytes: 1000, files: 3 });
  for (let n = 0; n < 500; n++) log.write('warn', `line ${n} ${'x'.repeat(40)}`);
  const files = await readdir(dir);
  expect(files.sort()).toEqual(['tonghao.1.log', 'tonghao.2.log', 'tonghao.log']);
  for (const file of files) expect((await stat(join(dir, file))).size).toBeLessThan(1200);
  expect(log.tail(1)[0]?.text).toContain('line 499');
});

it('passes over lines that a power failure cut off', async () => {
  const log = new Log(dir);
  log.write('info', 'before');
  await appendFile(join(dir, 'tonghao.log'), '{"at":"2026-11-01T00:00:00.000Z","lev\n');
  log.write('info', 'after');
  expect(log.tail(10).map((line) => line.text)).toEqual(['before', 'after']);
});

it('goes on without a folder to write to', async () => {
  await writeFile(join(dir, 'logs'), 'a file where the folder should be');
  const log = new Log(join(dir, 'logs'));
  expect(() => log.write('error', 'unheard')).not.toThrow();
  expect(log.tail(10)).toEqual([]);
});
