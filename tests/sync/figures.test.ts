/** What an import changed in the figures: the same as asking for every figure of every month before and after it. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FigureChange } from '../../shared/contract/overview';
import type { CanonicalRecord } from '../../shared/domain/records';
import { combined, summed } from '../../shared/metrics/figure-changes';
import { youzanOrder, youzanOrders } from '../support/files';
import { recordWorkspace } from '../support/records';
import { demoDir, type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const months = Array.from({ length: 48 }, (_, index) => `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);

type Asked = Map<string, { value: number | null; unconverted: number }>;

/** Every figure of every month as the pages ask for them. */
async function everything(): Promise<Asked> {
  const asked: Asked = new Map();
  for (const [index, month] of months.entries()) {
    const window = { from: `${month}-01`, to: `${months[index + 1] ?? '2027-01'}-01` };
    for (const { id, scope, currency, value, unconverted } of await workspace.call('overview.metrics', window))
      if (id !== 'people.total') asked.set(`${month} ${id} ${scope} ${currency}`, { value, unconverted });
  }
  for (const { id, scope, value } of await workspace.call('overview.metrics', { from: null, to: null, ids: ['people.total'] }))
    asked.set(`null ${id} ${scope} null`, { value, unconverted: 0 });
  return asked;
}

function differences(before: Asked, after: Asked): string[] {
  const has = (state: Asked, key: string) => (state.get(key)?.unconverted ?? 0) > 0;
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => {
      const [month, id, scope, currency] = key.split(' ');
      if (scope !== 'currency') return true;
      const inAll = `${month} ${id} reporting CNY`;
      return currency !== 'CNY' && (has(before, inAll) || has(after, inAll));
    })
    .filter((key) => (before.get(key)?.value ?? 0) !== (after.get(key)?.value ?? 0))
    .map((key) => {
      const [month, id, , currency] = key.split(' ');
      return `${month} ${id} ${currency}: ${before.get(key)?.value ?? null} → ${after.get(key)?.value ?? null}`;
    })
    .sort();
}

const told = (changes: readonly FigureChange[] | null | undefined) =>
  changes?.map(({ id, month, currency, before, after }) => `${month} ${id} ${currency}: ${before} → ${after}`).sort();

test('every import of the demo tells the figures that differ, no more and no fewer; undo and redo tell them the other way', async () => {
  const files = [
    '订单报表_20260331235015.csv',
    '1999999901All2026-03-01_2026-03-31.csv',
    'unified_payments.csv',
    'patreon-members-2026-10-31.csv',
    '用户列表导出_20260430.csv.csv',
    '订单报表_20261101090030.csv',
    '1999999901All2025-11-10_2025-11-12.csv',
    '1999999901All2025-11-01_2025-11-30.csv',
  ];
  let before = await everything();
  const batches: string[] = [];
  for (const file of files) {
    const [result] = await workspace.importFiles([join(demoDir, file)]);
    const after = await everything();
    expect(told(result?.figures), file).toEqual(differences(before, after));
    batches.push(result?.batchId ?? '');
    before = after;
  }
  for (const id of [batches[0], batches[4]]) {
    const undone = await workspace.undo(id ?? '');
    const without = await everything();
    expect(told(undone.figures)).toEqual(differences(before, without));
    expect(await workspace.call('sync.batch', { id: id ?? '' })).toMatchObject({ figures: { turn: 'undo', changes: undone.figures } });
    const redone = await workspace.redo(id ?? '');
    expect(told(redone.figures)).toEqual(differences(without, before));
    expect(undone.figures.length).toBeGreaterThan(0);
  }
}, 120_000);

test('what is kept with an import stays as it was told; an import that brings nothing new tells nothing', async () => {
  const file = await youzanOrders(join(workspace.dir, '订单报表_20261101090030.csv'), [
    youzanOrder('E20260301120000000000001', '远山', '13800000001'),
  ]);
  const [first] = await workspace.importFiles([file]);
  expect(told(first?.figures)).toContain('2026-03 revenue.gross CNY: null → 19900');
  const kept = await workspace.call('sync.batch', { id: first?.batchId ?? '' });
  expect(kept.figures).toEqual({ turn: 'apply', changes: first?.figures });
  const [again] = await workspace.importFiles([file]);
  expect(again).toMatchObject({ status: 'unchanged', figures: null });
});

const change = (id: FigureChange['id'], month: string | null, before: number | null, after: number | null): FigureChange => ({
  id,
  month,
  currency: id.startsWith('people') || id === 'revenue.payers' ? null : 'CNY',
  before,
  after,
});

test('several imports together: before the first, after the last, and nothing that came back to where it was', () => {
  const first = [change('revenue.net', '2026-09', 100, 300), change('people.total', null, 5, 9)];
  const second = [
    change('revenue.net', '2026-09', 300, 250),
    change('people.total', null, 9, 5),
    change('revenue.net', '2026-10', null, 70),
  ];
  expect(combined([first, second])).toEqual([change('revenue.net', '2026-09', 100, 250), change('revenue.net', '2026-10', null, 70)]);
});

test('what nobody knew before the first of them is no data, not 0, for every amount alike', async () => {
  const results = await workspace.importFiles([
    await youzanOrders(join(workspace.dir, '订单报表_20261101090030.csv'), [
      youzanOrder('E20260301120000000000001', '远山', '13800000001'),
    ]),
    join(demoDir, '1999999901All2026-03-01_2026-03-31.csv'),
  ]);
  const all = combined(results.map(({ figures }) => figures ?? []));
  expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(['revenue.net', 'revenue.deductions']));
  expect(all.filter(({ before }) => before !== null)).toEqual([]);
});

test('a 0 that was known before stays 0', () => {
  const orders = [change('revenue.net', '2026-09', null, 300), change('revenue.net', '2026-08', 100, 200)];
  const bill = [change('revenue.payout', '2026-09', 0, 50), change('revenue.payout', '2026-08', 0, 70)];
  expect(combined([orders, bill]).slice(2)).toEqual([
    change('revenue.payout', '2026-09', null, 50),
    change('revenue.payout', '2026-08', 0, 70),
  ]);
  // A month that only the second one has, in a workspace without anything.
  const covered = [change('revenue.net', '2026-09', null, 300)];
  expect(combined([covered, [change('revenue.net', '2026-10', 0, 50)]])[1]).toMatchObject({ before: null });
  expect(combined([covered, [change('revenue.net', '2026-10', 0, 50), change('revenue.net', '2026-07', 9, 0)]])[1]).toMatchObject({
    before: 0,
  });
});

test('one line per figure: money is added up over the months, paying people stand for the latest month', () => {
  const lines = summed([
    change('revenue.payers', '2026-09', 3, 8),
    change('revenue.payers', '2026-10', 2, 4),
    change('revenue.net', '2026-10', null, 70),
    change('revenue.net', '2026-09', 100, 250),
    change('people.total', null, 5, 9),
  ]);
  expect(lines.map(({ id, months, before, after }) => ({ id, months, before, after }))).toEqual([
    { id: 'revenue.net', months: ['2026-09', '2026-10'], before: 100, after: 320 },
    { id: 'revenue.payers', months: ['2026-10'], before: 2, after: 4 },
    { id: 'people.total', months: [], before: 5, after: 9 },
  ]);
  expect(lines.map(({ parts }) => parts.length)).toEqual([2, 2, 0]);
});

test('who is described only later has paid before: the months of their lines are told, too, and redo tells what apply told', async () => {
  const world = await recordWorkspace(workspace.dir, 'described-later');
  const { db } = world.workspace;
  const line: CanonicalRecord = {
    type: 'ledgerLine',
    key: '1',
    payload: {
      kind: 'sale',
      at: '2026-02-10T00:00:00Z',
      side: 'order',
      soldOn: 'tool',
      paidVia: null,
      currency: 'CNY',
      amount: 1_000,
      personKey: 'k',
    },
  };
  const seen = '2026-04-01T00:00:00Z';
  const described: CanonicalRecord = { type: 'person', key: 'k', payload: { name: '林间', firstSeenAt: seen, lastSeenAt: seen } };
  const last = async () => {
    const row = await db.reader.get<{ figures: string }>('SELECT figures FROM figure_change ORDER BY batch DESC LIMIT 1');
    return told(JSON.parse(row?.figures ?? '[]') as FigureChange[]);
  };
  await world.importRows([[line]]);
  const { batch } = await world.importRows([[described]]);
  const applied = await last();
  expect(applied).toEqual(['2026-02 revenue.payers null: 0 → 1', '2026-04 people.new null: null → 1', 'null people.total null: null → 1']);
  await world.undo(batch ?? '');
  expect(await last()).toHaveLength(3);
  await world.redo(batch ?? '');
  expect(await last()).toEqual(applied);
  await world.close();
});
