/** Files read on a thread of their own: the same messages as without one, and no file takes core down. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadRequest } from '../../electron/core/sync/reading/messages';
import { Reader } from '../../electron/core/sync/reading/reader';

const root = resolve(import.meta.dirname, '../..');
let dir: string;
let program: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tonghao-reader-'));
  program = await bundle('reader', join(root, 'electron/core/sync/reading/worker.ts'));
}, 60_000);

afterAll(() => rm(dir, { recursive: true, force: true }));

async function bundle(name: string, entry: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: join(dir, name), rolldownOptions: { output: { entryFileNames: `${name}.mjs` } } },
  });
  return join(dir, name, `${name}.mjs`);
}

function request(path: string): ReadRequest {
  return {
    path,
    name: 'file.csv',
    format: undefined,
    withExpenses: true,
    snapshotDay: undefined,
    templates: [],
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    toFix: [],
    surveys: [],
    erased: null,
    sheets: null,
  };
}

const asText = (encoded: Uint8Array) => new TextDecoder().decode(encoded);

/** What a reader says, with the bytes as text. */
async function messages(reader: Reader, path: string) {
  const all = [];
  for await (const message of reader.read(request(path))) {
    all.push(
      message.type === 'batch'
        ? { ...message, cells: asText(message.cells), outcomes: asText(message.outcomes), records: asText(message.records) }
        : message,
    );
  }
  return all;
}

/** A Stripe list of so many charges. */
async function charges(name: string, rows: number): Promise<string> {
  const lines = ['id,Description,Created (UTC),Amount,Amount Refunded,Currency,Fee,Status,Customer Email'];
  for (let n = 0; n < rows; n++) lines.push(`ch_${n},Course ${n % 7},2026-01-02 03:04:05,10.00,0.00,usd,0.59,Paid,buyer${n}@example.com`);
  const path = join(dir, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

describe('a reading thread', () => {
  test('says what reading on the own thread says, for one file after another', async () => {
    const large = await charges('large.csv', 20_000);
    const small = await charges('small.csv', 3);
    const thread = new Reader(program);
    const here = new Reader(null);
    for (const path of [large, small, large]) expect(await messages(thread, path)).toEqual(await messages(here, path));
    await thread.close();
  });

  test('says what is no file of any format, and that a file is missing, and goes on', async () => {
    const unknown = join(dir, 'unknown.csv');
    await writeFile(unknown, 'a,b\n1,2\n');
    const thread = new Reader(program);
    expect(await messages(thread, unknown)).toMatchObject([{ type: 'head', claim: null }]);
    await expect(messages(thread, join(dir, 'nowhere.csv'))).rejects.toMatchObject({
      code: 'file-missing',
      params: { file: 'nowhere.csv' },
    });
    expect(await messages(thread, await charges('after.csv', 1))).toMatchObject([{ type: 'head' }, { rows: 1 }, { type: 'end' }]);
    await thread.close();
  });

  test('never runs further ahead than it was given room', async () => {
    const path = await charges('long.csv', 60_000);
    const worker = new Worker(program);
    let received = 0;
    worker.on('message', () => received++);
    worker.postMessage({ type: 'read', request: request(path) });
    await expect.poll(() => received, { timeout: 20_000 }).toBe(8);
    await new Promise((done) => setTimeout(done, 300));
    expect(received).toBe(8);
    worker.postMessage({ type: 'more' });
    await expect.poll(() => received).toBe(9);
    await worker.terminate();
  });

  test('that nobody listens to any more makes room for another', async () => {
    const thread = new Reader(program);
    const reading = thread.read(request(await charges('stopped.csv', 60_000)));
    await reading.next();
    await reading.next();
    await reading.return(undefined);
    expect(await messages(thread, await charges('next.csv', 1))).toHaveLength(3);
    await thread.close();
  });

  test('that hangs or crashes is ended, and the next file gets another', async () => {
    const path = join(dir, 'bad-program.mjs');
    await writeFile(
      path,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ type, request }) => {
         if (type !== 'read') return;
         if (request.path.endsWith('hang.csv')) { parentPort.postMessage({ told: { type: 'head', source: { size: 1 }, claim: {} }, holds: 1 }); for (;;); }
         if (request.path.endsWith('memory.csv')) { const kept = []; for (;;) kept.push(new Array(1e5).fill(kept.length)); }
         throw new Error('thread crashed');
       });`,
    );
    const thread = new Reader(path);
    const hanging = thread.read(request('hang.csv'));
    await hanging.next();
    await hanging.return(undefined);
    await expect(messages(thread, 'crash.csv')).rejects.toThrow('thread crashed');
    await expect(messages(thread, '/exports/memory.csv')).rejects.toMatchObject({ code: 'file-too-large', params: { file: 'memory.csv' } });
    await thread.close();
  }, 60_000);

  test('is kept for the next file, unless it holds too much by then', async () => {
    const path = join(dir, 'holding-program.mjs');
    await writeFile(
      path,
      `import { parentPort, threadId } from 'node:worker_threads';
       parentPort.on('message', ({ type, request }) => {
         if (type === 'read') parentPort.postMessage({ told: { type: 'end', warnings: [threadId] }, holds: request.path === 'large.xlsx' ? 4e8 : 2e7 });
       });`,
    );
    const thread = new Reader(path);
    const threads: unknown[] = [];
    for (const name of ['a.csv', 'large.xlsx', 'b.csv', 'c.csv']) threads.push(JSON.stringify(await messages(thread, name)));
    const [first, second, third, fourth] = threads;
    expect([second === first, third === second, fourth === third]).toEqual([true, false, true]);
    await thread.close();
  });
});
