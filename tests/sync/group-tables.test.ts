/** Tables about chat groups: what they state of the groups, and where it is found. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(async () => {
  await workspace.close();
});

async function file(name: string, ...lines: string[]): Promise<string> {
  const path = join(workspace.dir, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

test('statistics of a group are figures of its days in the list, nobody becomes a person, and undo takes them away', async () => {
  const path = await file('山中读书社群统计_20261001-20261002.csv', '日期,群成员数,消息数', '2026-10-01,186,318', '2026-10-02,185,205');
  const [result] = await workspace.importFiles([path]);
  expect(result).toMatchObject({ status: 'applied', format: 'group-days', records: { contentMetric: { new: 2 }, content: { new: 1 } } });
  const page = await workspace.call('sync.records', { type: 'contentMetric' });
  expect(page.rows[0]).toMatchObject({
    platform: 'wechat-group',
    title: '山中读书社',
    at: '2026-10-02',
    figures: [
      { name: 'members', value: 185, unit: 'number' },
      { name: 'messages', value: 205, unit: 'number' },
    ],
    source: { row: 3 },
  });
  expect((await workspace.call('people.list', {})).total).toBe(0);
  await workspace.undo(page.rows[0]?.source?.batchId ?? null);
  expect((await workspace.call('sync.records', { type: 'contentMetric' })).total).toBe(0);
});

test('the same group is met again whatever its file is called; pasted figures without a name are those of all groups', async () => {
  await workspace.importFiles([await file('山中读书社 群数据 (1).csv', '日期,群成员数,消息数', '2026-10-01,186,318')]);
  const again = await file('十月.csv', '日期,群名称,群成员数,消息数', '2026-10-01,山中读书社,186,318');
  expect((await workspace.importFiles([again]))[0]).toMatchObject({ rows: { unchanged: 1 } });
  const pasted = await file('粘贴的文字 10.31 14.05.txt', '日期\t群成员数\t消息数', '2026-10-01\t200\t400');
  await workspace.importFiles([pasted]);
  const { rows } = await workspace.call('sync.records', { type: 'contentMetric' });
  expect(rows.map(({ title }) => title)).toEqual([null, '山中读书社']);
});
