/** What an import says about how far the data reach. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { coverOf } from '../../electron/core/sync/periods';
import { alipayBillOf, youzanOrder, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const fixture = (name: string) => join(import.meta.dirname, '../formats', name);
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const through = async () => (await workspace.call('overview.metrics', { ids: ['revenue.net'] }))[0]?.dataThrough ?? null;

test('figures of content and bills of private purchases say nothing about how far money is known', async () => {
  await workspace.importFiles([fixture('wechat-bill/statement.csv')]);
  const known = await through();
  expect(known).not.toBeNull();
  const results = await workspace.importFiles([fixture('youtube-days/Totals.csv'), fixture('jd-bill/january.csv')]);
  expect(results.map(({ format }) => format)).toEqual(['youtube-days', 'jd-bill']);
  expect(await through()).toBe(known);
});

test('exports of one account are told with what is missing, what comes twice, and when the next is due', async () => {
  const bill = async (name: string, month: string, from: string, to: string) =>
    workspace.importFiles([await alipayBillOf(join(workspace.dir, name), `2026-${month}-10 10:00:00`, [from, to])]);
  await bill('jan.csv', '01', '2026-01-01 00:00:00', '2026-01-31 23:59:59');
  await bill('feb.csv', '02', '2026-01-25 00:00:00', '2026-02-28 23:59:59');
  await bill('apr.csv', '04', '2026-04-01 00:00:00', '2026-04-30 23:59:59');
  const [account] = await workspace.call('sync.accounts', {});
  const { kinds } = await workspace.call('sync.coverage', { accountId: account?.id ?? 0 });
  expect(kinds).toMatchObject([
    {
      format: 'alipay-bill',
      exports: [{ fileName: 'jan.csv' }, { fileName: 'feb.csv', from: '2026-01-25', to: '2026-03-01' }, { fileName: 'apr.csv' }],
      gaps: [{ from: '2026-03-01', to: '2026-04-01' }],
      overlaps: [{ from: '2026-01-25', to: '2026-02-01', files: ['jan.csv', 'feb.csv'] }],
      rhythm: 28,
      expectedBy: '2026-05-28',
    },
  ]);
  expect(kinds[0]?.overdueDays).toBeGreaterThan(100);
  await expect(workspace.call('sync.coverage', { accountId: 999 })).rejects.toMatchObject({ code: 'account-missing' });
});

test('an account of lists only is told from one that also has bills', async () => {
  await workspace.importFiles([fixture('patreon-members/members-2026-10-31.csv')]);
  expect((await workspace.call('sync.accounts', {})).map(({ isSnapshot, coverage }) => [isSnapshot, coverage.length])).toEqual([[true, 1]]);
  await workspace.importFiles([fixture('wechat-bill/statement.csv')]);
  expect((await workspace.call('sync.accounts', {})).map(({ platform, isSnapshot }) => [platform, isSnapshot])).toEqual([
    ['patreon', true],
    ['wechatpay', false],
  ]);
});

const account = async () => {
  const [found] = await workspace.call('sync.accounts', {});
  if (!found) throw new Error('no account');
  return found;
};
const kind = async () => {
  const { kinds } = await workspace.call('sync.coverage', { accountId: (await account()).id });
  const [found] = kinds;
  if (!found) throw new Error('no kind');
  return found;
};
const bill = async (name: string, from: string, to: string, exportedAt: string | null) =>
  workspace.importFiles([
    await alipayBillOf(join(workspace.dir, name), `${from} 10:00:00`, [`${from} 00:00:00`, `${to} 23:59:59`], exportedAt),
  ]);

test('a file covers nothing after it was made: the rest of that day is open, and is no whole day', async () => {
  await bill('first.csv', '2024-09-01', '2024-09-15', '2024-09-15 09:00:00');
  await bill('second.csv', '2024-09-16', '2024-09-30', '2024-10-01 08:00:00');
  await bill('third.csv', '2024-10-01', '2024-10-31', '2024-11-02 08:00:00');
  const { exports, gaps, unknown } = await kind();
  expect(exports.map(({ from, to, until }) => [from, to, until])).toEqual([
    ['2024-09-01', '2024-09-16', '09:00'],
    ['2024-09-16', '2024-10-01', null],
    ['2024-10-01', '2024-11-01', null],
  ]);
  expect(gaps).toEqual([{ from: '2024-09-15', to: '2024-09-16', part: { from: '09:00', to: '24:00' } }]);
  expect(unknown).toEqual([]);
  expect((await account()).days).toEqual({
    covered: [{ from: '2024-09-01', to: '2024-11-01' }],
    gaps,
    unknown,
    isEndStated: true,
  });
});

test('the rest of a day and whole days after it are told apart', async () => {
  await bill('first.csv', '2024-09-01', '2024-09-30', '2024-09-15 09:00:00');
  await bill('second.csv', '2024-09-20', '2024-09-30', '2024-10-01 08:00:00');
  expect((await kind()).gaps).toEqual([
    { from: '2024-09-15', to: '2024-09-16', part: { from: '09:00', to: '24:00' } },
    { from: '2024-09-16', to: '2024-09-20', part: null },
  ]);
});

test('a period that was asked for ahead of its end reaches to the export, everywhere', async () => {
  await bill('quarter.csv', '2024-10-01', '2024-12-31', '2024-10-21 14:30:00');
  expect((await kind()).exports).toMatchObject([{ from: '2024-10-01', to: '2024-10-22', until: '14:30' }]);
  expect((await account()).dataThrough).toBe('2024-10-21T06:30:00Z');
  expect(await through()).toBe('2024-10-21');
  const { batches } = await workspace.call('sync.history', {});
  expect(batches[0]).toMatchObject({ periodTo: '2024-10-21T06:30:00Z' });
  const { attention } = await workspace.call('overview.get', { from: null, to: null });
  expect(attention).toContainEqual(expect.objectContaining({ kind: 'stale-account' }));
});

test('a file that does not say when it was made covers nothing after its import', async () => {
  await bill('decade.csv', '2024-10-01', '2099-12-31', null);
  const { dataThrough } = await account();
  expect(Date.parse(dataThrough ?? '')).toBeLessThanOrEqual(Date.now() + 1_000);
});

test('the very same file covers no more when it is imported again later', () => {
  const row = {
    platform: 'alipay',
    kind: 'ledger' as const,
    as_of: '',
    period_from: '2024-09-30T16:00:00Z',
    period_to: '2024-12-31T16:00:00Z',
    first_applied: '2024-10-21T06:30:00Z',
  };
  const by = (source: object | null, rest: Partial<typeof row> = {}) =>
    coverOf({ ...row, ...rest, period: source === null ? null : JSON.stringify(source) }, 'Asia/Shanghai');
  expect(by({ by: 'file', last: null })).toMatchObject({ to: '2024-10-21T06:30:00Z', isStated: true });
  // A row that is later than the clock of this computer shows that the clock is wrong.
  expect(by({ by: 'file', last: '2024-11-05T01:00:00Z' })).toMatchObject({ to: '2024-11-05T01:00:01Z' });
  expect(by({ by: 'rows', last: '2024-12-31T15:59:59Z' })).toMatchObject({ to: '2024-12-31T16:00:00Z', isStated: false });
  // Imports of earlier versions do not say how their period is known.
  expect(by(null)).toMatchObject({ isStated: true });
  expect(by(null, { period_from: '2024-09-30T16:07:12Z' })).toMatchObject({ isStated: false });
  expect(by({ by: 'file', last: null }, { first_applied: '2024-09-01T00:00:00Z' })).toBeNull();
});

test('days are those of the file, whatever the zone of the workspace is', async () => {
  await workspace.call('workspace.create', { path: join(workspace.dir, 'ny.tonghao'), zone: 'America/New_York', currency: 'USD' });
  await bill('january.csv', '2024-01-01', '2024-01-31', '2024-05-02 09:00:00');
  await bill('february.csv', '2024-02-01', '2024-02-28', '2024-05-02 09:01:00');
  await bill('march.csv', '2024-03-01', '2024-03-31', '2024-05-02 09:02:00');
  const { exports, gaps } = await kind();
  expect(exports.map(({ from, to }) => [from, to])).toEqual([
    ['2024-01-01', '2024-02-01'],
    ['2024-02-01', '2024-02-29'],
    ['2024-03-01', '2024-04-01'],
  ]);
  expect(gaps).toEqual([{ from: '2024-02-29', to: '2024-03-01', part: null }]);
  expect((await account()).days.gaps).toEqual(gaps);
  const { batches } = await workspace.call('sync.history', {});
  expect(batches[1]?.days).toEqual({ from: '2024-02-01', to: '2024-02-29' });
});

test.each(['Asia/Shanghai', 'America/New_York', 'Pacific/Auckland'])('the day that a name states is that day in %s', async (zone) => {
  await workspace.call('workspace.create', { path: join(workspace.dir, 'other.tonghao'), zone, currency: 'USD' });
  const path = fixture('patreon-members/members-2026-10-31.csv');
  await workspace.job('sync.stage', { paths: [path] });
  const days = { from: '2026-10-31', to: '2026-11-01' };
  expect(await workspace.call('sync.staged', {})).toMatchObject([{ days }]);
  await workspace.importFiles([path]);
  expect((await workspace.call('sync.history', {})).batches).toMatchObject([{ days }]);
  expect((await kind()).exports).toMatchObject([{ from: '2026-10-31', to: '2026-11-01' }]);
  expect((await account()).days.covered).toEqual([{ from: '2026-10-31', to: '2026-11-01' }]);
});

test('between two files that state no period nobody knows: not missing, and nothing to be reminded of', async () => {
  const report = (name: string, ...days: string[]) =>
    youzanOrders(
      join(workspace.dir, name),
      days.map((day, at) => {
        const order = youzanOrder(`E${day.replaceAll('-', '')}${at}`, '远山', '13800000001');
        return { ...order, createdAt: `${day} 09:00:00`, paidAt: `${day} 09:01:00` };
      }),
    );
  await workspace.importFiles([
    await report('订单报表_20240601090000.csv', '2024-05-03', '2024-05-20'),
    await report('订单报表_20240701090000.csv', '2024-06-09', '2024-06-25'),
  ]);
  const { exports, gaps, unknown, rhythm } = await kind();
  expect(exports.map(({ from, to, isStated, until }) => [from, to, isStated, until])).toEqual([
    ['2024-05-03', '2024-05-21', false, null],
    ['2024-06-09', '2024-06-26', false, null],
  ]);
  expect([gaps, unknown, rhythm]).toEqual([[], [{ from: '2024-05-21', to: '2024-06-09' }], null]);
  expect((await account()).days).toMatchObject({ gaps: [], unknown, isEndStated: false });
});
