/** Tables that know people by their names alone: one name is one person, on whichever rows and in whichever file it stands. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MappingTemplate } from '../../shared/contract/mapping';
import { canonicalDump } from '../support/dump';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

async function file(name: string, text: string): Promise<string> {
  const path = join(workspace.dir, name);
  await writeFile(path, text);
  return path;
}

/** Keeps the guessed mapping of such a table, with what is said otherwise. */
async function map(text: string, said: Partial<MappingTemplate> = {}): Promise<MappingTemplate> {
  const path = await file('guess.csv', text);
  await workspace.job('sync.stage', { paths: [path] });
  const [staged] = await workspace.call('sync.staged', {});
  const fileId = staged?.id ?? '';
  const draft = await workspace.call('mapping.draft', { fileId, ...(said.kind ? { kind: said.kind } : {}) });
  const template = { ...draft.template, ...said };
  await workspace.call('mapping.save', { template });
  await workspace.call('sync.discard', { fileIds: [fileId] });
  return template;
}

const people = async () => (await workspace.call('people.list', { limit: 50 })).people.sort((a, b) => a.name.localeCompare(b.name, 'zh'));

const header = '订单号,用户,方案,金额,时间,状态\n';
const rows = [
  'L1,林间,月度,30,2026-03-01 10:00:00,已支付\n',
  'L2,秋分,月度,30,2026-03-05 10:00:00,已支付\n',
  'L3,林间,月度,30,2026-04-01 10:00:00,已支付\n',
  'L4,林间,年度,300,2026-05-01 10:00:00,已支付\n',
];
const sales = (...at: number[]) => header + at.map((n) => rows[n]).join('');

describe('sales', () => {
  test('of one name are of one person, who was first and last seen when the rows say', async () => {
    await map(sales(0, 1, 2, 3));
    await workspace.importFiles([await file('a.csv', sales(0, 1, 2, 3))]);
    const found = await people();
    expect(found.map(({ name }) => name)).toEqual(['林间', '秋分']);
    expect(found[0]).toMatchObject({ firstSeenAt: '2026-03-01T02:00:00Z', lastSeenAt: '2026-05-01T02:00:00Z' });
    expect(found.map(({ paid }) => paid[0]?.amount)).toEqual([36_000, 3_000]);
    expect((await workspace.call('workspace.doctor', {})).ok).toBe(true);
  });

  test('in halves that overlap, in any order, are what the whole is', async () => {
    const dumps: unknown[] = [];
    for (const parts of [
      [[0, 1, 2, 3]],
      [
        [0, 1, 2],
        [1, 2, 3],
      ],
      [
        [1, 2, 3],
        [0, 1, 2],
      ],
    ]) {
      const own = await testWorkspace();
      const before = workspace;
      workspace = own;
      await map(sales(0, 1, 2, 3), { name: '收款' });
      const paths: string[] = [];
      for (const [n, part] of parts.entries()) paths.push(await file(`${n}.csv`, sales(...part)));
      await own.importFiles(paths);
      dumps.push(await canonicalDump(own.path));
      await own.close();
      workspace = before;
    }
    expect(dumps[1]).toEqual(dumps[0]);
    expect(dumps[2]).toEqual(dumps[0]);
  });

  test('know a name however its width, case and blanks are written, and nobody by a name that is hidden', async () => {
    await map(sales(0, 1, 2, 3));
    const written = ['Lin Jian', 'lin  jian', 'Ｌｉｎ Ｊｉａｎ', '林*', '林*', '匿名'];
    const text = header + written.map((name, n) => `W${n},${name},月度,30,2026-03-0${n + 1} 10:00:00,已支付\n`).join('');
    await workspace.importFiles([await file('a.csv', text)]);
    expect(await people()).toHaveLength(1);
    const { lines } = await workspace.call('revenue.lines', { limit: 10 });
    expect(lines.filter(({ person }) => person !== null)).toHaveLength(3);
    expect(lines.filter(({ counterparty }) => counterparty === '林*')).toHaveLength(2);
  });

  test('are of the person whom a list of the same platform names', async () => {
    await map(sales(0, 1, 2, 3));
    await map('姓名,城市,会员等级\n林间,杭州,年卡\n', { kind: 'people', name: '名单' });
    await workspace.importFiles([await file('a.csv', sales(0, 2))]);
    await workspace.importFiles([await file('list.csv', '姓名,城市,会员等级\n林间,杭州,年卡\n')], { snapshotDay: '2026-06-01' });
    expect(await people()).toMatchObject([{ name: '林间' }]);
  });

  test('that an older version read as a person a row are named, and put right by reading them again', async () => {
    await map(sales(0, 1, 2, 3));
    await workspace.importFiles([await file('a.csv', sales(0, 1, 2, 3))]);
    expect(await workspace.call('sync.outdated', {})).toEqual([]);
    await workspace.core.call('workspace.close', {}, true);
    const { Connection } = await import('../../electron/core/database/driver');
    const db = await Connection.open(workspace.path, 'read-write');
    await db.exec('UPDATE import_batch SET format_version = 1');
    await db.close();
    await workspace.call('workspace.open', { path: workspace.path });
    const [old] = await workspace.call('sync.outdated', {});
    expect(old).toMatchObject({ fileName: 'a.csv', from: 'stored' });
    await workspace.job('sync.reread', { ids: [old?.id ?? ''] });
    expect(await workspace.call('sync.outdated', {})).toEqual([]);
  });
});

test('three days of one name are one person who took part three times', async () => {
  const text = '日期,课程,学员\n2026-03-01,晨读,林间\n2026-03-02,晨读,林间\n2026-03-03,晨读,林间\n2026-03-03,晨读,秋分\n';
  await map(text, { kind: 'attendance' });
  await workspace.importFiles([await file('a.csv', text)]);
  const found = await people();
  expect(found.map(({ name }) => name)).toEqual(['林间', '秋分']);
  expect(found[0]).toMatchObject({ firstSeenAt: '2026-02-28T16:00:00Z', lastSeenAt: '2026-03-02T16:00:00Z' });
  expect((await workspace.call('sync.records', { type: 'attendance', limit: 10 })).rows).toHaveLength(4);
});
