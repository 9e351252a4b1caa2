/** Files with a row for each day cover the time from the first to the last of them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const fixture = (name: string) => join(import.meta.dirname, '../formats', name);
const daysOf = async () => {
  const [account] = await workspace.call('sync.accounts', {});
  const { kinds } = await workspace.call('sync.coverage', { accountId: account?.id ?? 0 });
  // Files of other figures for the same days are no repetition.
  expect(kinds.flatMap(({ overlaps }) => overlaps)).toEqual([]);
  return kinds[0]?.exports.map(({ from, to, isStated, until }) => ({ from, to, isStated, until }));
};

test.each([
  ['youtube-days/Totals.csv'],
  ['wechat-mp-followers/user_analysis.csv'],
  ['douyin-days/账号数据.xlsx'],
  ['zhihu-days/日报表.xls'],
  ['spotify-days/streams.csv'],
  ['apple-podcasts-trends/Trends.csv'],
  ['channels-days/视频数据.csv'],
  ['xiaohongshu-days/近30日观看数据.xlsx'],
])('%s', async (name) => {
  await workspace.importFiles([fixture(name)]);
  const { rows } = await workspace.call('sync.records', { type: 'contentMetric', limit: 500 });
  const first = rows.map(({ at }) => at ?? '').sort()[0];
  const end = rows
    .map(({ until }) => until ?? '')
    .sort()
    .at(-1);
  expect(first).toMatch(/^2026-/);
  // Some have their figures in several sheets, which are imports of their own.
  expect(new Set((await daysOf())?.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify({ from: first, to: end, isStated: true, until: null })]),
  );
});

test('days are the platform’s own: two weeks of a channel leave the days between them, in any workspace', async () => {
  await workspace.call('workspace.create', { path: join(workspace.dir, 'other.tonghao'), zone: 'Pacific/Auckland', currency: 'USD' });
  const write = async (name: string, days: string[]) => {
    const path = join(workspace.dir, name);
    await writeFile(path, ['Date,Views', ...days.map((day, at) => `${day},${at + 3}`)].join('\n'));
    return path;
  };
  await workspace.importFiles([
    await write('Totals 1.csv', ['2024-03-01', '2024-03-02', '2024-03-05']),
    await write('Totals 2.csv', ['2024-03-08', '2024-03-09', '2024-03-10']),
  ]);
  expect(await daysOf()).toMatchObject([
    { from: '2024-03-01', to: '2024-03-06' },
    { from: '2024-03-08', to: '2024-03-11' },
  ]);
  const [account] = await workspace.call('sync.accounts', {});
  expect(account?.days).toMatchObject({ gaps: [{ from: '2024-03-06', to: '2024-03-08', part: null }], unknown: [] });
});

test('a name that states its period says more than the rows', async () => {
  await workspace.importFiles([fixture('toutiao-days/粉丝趋势_20261001-20261003.xlsx')]);
  expect(await daysOf()).toMatchObject([{ from: '2026-10-01', to: '2026-10-04' }]);
});
