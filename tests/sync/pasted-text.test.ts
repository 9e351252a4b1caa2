/** Pasted text through the same doors as files: what is refused, what it becomes, and that nothing of it stays on disk. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../shared/contract/errors';
import { maxPastedText } from '../../shared/domain/limits';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const open: TestWorkspace[] = [];
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
  expect(folders()).toEqual([]);
});

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`tonghao-unpacked-${process.pid}-`));
const chain = '#接龙\n周末读书会\n1. 小满\n2. 阿寒 +1\n';

async function workspace(): Promise<TestWorkspace> {
  const made = await testWorkspace();
  open.push(made);
  return made;
}

async function stage(at: TestWorkspace, name: string, text: string) {
  const { jobId } = await at.call('sync.stageText', { name, text });
  const { error } = await at.call('job.wait', { jobId });
  expect(error).toBeNull();
  return at.call('sync.staged', {});
}

test('a pasted list waits in a private folder, is applied, and leaves nothing behind', async () => {
  const at = await workspace();
  const [staged] = await stage(at, '粘贴的文字.txt', chain);
  expect(staged).toMatchObject({ fileName: '粘贴的文字.txt', status: 'ready', format: 'wechat-chain', rows: { new: 2 } });
  expect(folders()).toHaveLength(1);
  await at.job('sync.apply', { fileIds: [staged?.id] });
  expect(folders()).toEqual([]);
  const { batches } = await at.call('sync.history', { limit: 10 });
  expect(batches).toMatchObject([{ fileName: '粘贴的文字.txt', status: 'live', records: { attendance: { new: 2 } } }]);
});

test('the same list with more lines adds only those', async () => {
  const at = await workspace();
  const [first] = await stage(at, 'a.txt', chain);
  await at.job('sync.apply', { fileIds: [first?.id] });
  const [second] = await stage(at, 'b.txt', `${chain}3. 谷雨\n`);
  expect(second).toMatchObject({ rows: { total: 3, new: 1, unchanged: 2 } });
});

test('text that is no list waits for a mapping and can be taken off', async () => {
  const at = await workspace();
  const [staged] = await stage(at, 'a.txt', 'no list at all');
  expect(staged?.status).toBe('needs-mapping');
  await at.call('sync.discard', { fileIds: [staged?.id ?? ''] });
  expect(folders()).toEqual([]);
});

test.each([
  ['../a.txt', chain],
  ['a/b.txt', chain],
  ['.txt', chain],
  ['a.exe', chain],
  ['a.txt', ''],
  ['a.txt', 'x'.repeat(maxPastedText + 1)],
])('%s is refused', async (name, text) => {
  const at = await workspace();
  const error = await at.call('sync.stageText', { name, text }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'invalid-input' });
});
