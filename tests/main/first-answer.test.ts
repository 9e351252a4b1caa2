/** The first page's figures from a file that nobody has open yet. */
import { appendFile, copyFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCore } from '../../electron/core/api/core';
import { FirstAnswer } from '../../electron/main/first-answer';
import { scratchDir } from '../support/scratch';
import { demoDir } from '../support/workspace';

const always = { from: null, to: null };
const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' });

/** What core answers at the end of one session with the file. */
async function session(work: (call: (method: string, input: unknown) => Promise<unknown>) => Promise<void>): Promise<unknown> {
  const core = createCore({ demoDir, log: () => undefined });
  const call = async (method: string, input: unknown) => {
    const answer = await core.call(method, input, true);
    if (!answer.ok) throw new Error(`${method}: ${answer.error.code}`);
    return answer.value;
  };
  await work(call);
  const overview = await call('overview.get', always);
  await core.close();
  return overview;
}

const create = (path: string) =>
  session(async (call) => {
    await call('workspace.create', { path, zone: 'Asia/Shanghai', currency: 'CNY' });
    await call('revenue.addLine', {
      at: '2026-05-01T00:00:00Z',
      kind: 'sale',
      soldOn: 'own',
      paidVia: null,
      currency: 'CNY',
      amount: 12300,
      product: 'Course',
      counterparty: null,
      personId: null,
      note: null,
    });
  });

test('a file at rest answers what core would answer, once, and only that question', async () => {
  const path = join(await scratchDir(), 'a b#c.tonghao');
  const said = await create(path);
  expect(await new FirstAnswer(path).answer('overview.get', always)).toEqual({ ok: true, value: said });
  const first = new FirstAnswer(path);
  expect(await first.answer('people.list', always)).toBeNull();
  expect(await first.answer('overview.get', { from: '2026-01-01', to: null })).toBeNull();
  expect(await first.answer('overview.get', always)).toBeNull();
});

test('core may wait until a page has asked, but only for what is kept of today', async () => {
  const path = join(await scratchDir(), 'book.tonghao');
  await create(path);
  const order: string[] = [];
  const first = new FirstAnswer(path);
  const due = first.coreIsDue(today).then(() => order.push('core'));
  await new Promise((done) => setTimeout(done, 200));
  expect(order).toEqual([]);
  await first.answer('overview.get', always).then(() => order.push('answer'));
  await due;
  expect(order).toEqual(['answer', 'core']);
  await new FirstAnswer(path).coreIsDue('2020-01-01');
  await new FirstAnswer(null).coreIsDue(today);
});

test('a page that never asks does not keep core from starting', async () => {
  const path = join(await scratchDir(), 'book.tonghao');
  await create(path);
  const started = performance.now();
  await new FirstAnswer(path).coreIsDue(today);
  expect(performance.now() - started).toBeGreaterThan(500);
});

test('core is asked once it has opened the file, when anything was written since, and when somebody has the file open', async () => {
  const path = join(await scratchDir(), 'book.tonghao');
  await create(path);
  const opened = new FirstAnswer(path);
  opened.end();
  expect(await opened.answer('overview.get', always)).toBeNull();
  const copy = join(await scratchDir(), 'copy.tonghao');
  await copyFile(path, copy);
  await writeFile(`${copy}-wal`, 'frames of somebody else');
  expect(await new FirstAnswer(copy).answer('overview.get', always)).toBeNull();
  const core = createCore({ demoDir, log: () => undefined });
  await core.call('workspace.open', { path, readOnly: false }, true);
  await core.call('workspace.updateSettings', { currency: 'USD' }, true);
  await core.close();
  expect(await new FirstAnswer(path).answer('overview.get', always)).toBeNull();
});

test('nothing is wrong with a file that is missing, damaged or none of ours: core will say', async () => {
  const dir = await scratchDir();
  const path = join(dir, 'book.tonghao');
  await create(path);
  const none = join(dir, 'none.tonghao');
  await writeFile(none, 'no database');
  const short = join(dir, 'short.tonghao');
  await copyFile(path, short);
  await truncate(short, 20_000);
  await appendFile(short, Buffer.alloc(40_000, 7));
  for (const bad of [join(dir, 'missing.tonghao'), none, short, dir, null])
    expect(await new FirstAnswer(bad).answer('overview.get', always)).toBeNull();
});
