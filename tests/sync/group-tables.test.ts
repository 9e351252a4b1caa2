/** Tables about chat groups: what they state of the groups, and where it is found. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
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

test('a table of members is a roster of the group, as of a day that the file or the user states', async () => {
  const table = [
    '群昵称,微信昵称,微信号,入群时间,邀请人',
    '小满·杭州,小满,xiaoman_demo,2026-03-01 10:20:00,阿寒',
    ',阿寒,,2026-02-11 08:00,',
  ];
  const path = await file('山中读书社群成员名单.csv', ...table);
  await workspace.job('sync.stage', { paths: [path] });
  expect(await workspace.call('sync.staged', {})).toMatchObject([{ format: 'group-roster', status: 'needs-date' }]);
  const [result] = await workspace.importFiles([path], { snapshotDay: '2026-10-31' });
  expect(result).toMatchObject({ status: 'applied', records: { communityMember: { new: 2 }, person: { new: 2 } } });
  const { rows } = await workspace.call('sync.records', { type: 'communityMember' });
  expect(rows.map(({ title, who, at }) => [title, who, at])).toEqual([
    ['山中读书社', '小满', '2026-03-01T02:20:00Z'],
    ['山中读书社', '阿寒', '2026-02-11T00:00:00Z'],
  ]);
  // The same people in the pasted list, whose names are those seen in the group.
  const pasted = await file('粘贴的文字 1.txt', '群名称：山中读书社', '群成员', '阿寒（管理员）', '谷雨');
  expect((await workspace.importFiles([pasted]))[0]).toMatchObject({ records: { communityMember: { new: 1, updated: 1 } } });
});

test('each sheet of a workbook is about the group that it is called after; a pasted table without a name of a group is for the user to fix', async () => {
  const book = utils.book_new();
  const rows = [
    ['昵称', '入群时间'],
    ['小满', '2026-03-01'],
  ];
  for (const name of ['山中读书社', '晨跑打卡群']) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  const path = join(workspace.dir, '群成员 2026-10-31.xlsx');
  await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx' }));
  await workspace.importFiles([path]);
  const members = await workspace.call('sync.records', { type: 'communityMember' });
  expect(members.rows.map(({ title }) => title).sort()).toEqual(['山中读书社', '晨跑打卡群']);
  const pasted = await file('粘贴的文字 2.txt', '昵称\t入群时间', '谷雨\t2026-03-02');
  expect((await workspace.importFiles([pasted], { snapshotDay: '2026-10-31' }))[0]).toMatchObject({ rows: { quarantined: 1 } });
});
