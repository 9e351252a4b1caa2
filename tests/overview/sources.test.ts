/** Which imports a figure is made of: the parts add up to the figure, whatever the window, and follow undo and what the user wrote. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { metricIds } from '../../shared/metrics/catalogue';
import { demoDir, type TestWorkspace, testWorkspace } from '../support/workspace';

const files = [
  '订单报表_20260331235015.csv',
  '1999999901All2026-03-01_2026-03-31.csv',
  '1999999901All2025-11-10_2025-11-12.csv',
  '1999999901All2025-11-01_2025-11-30.csv',
  'unified_payments.csv',
  'patreon-members-2026-10-31.csv',
  '用户列表导出_20260430.csv.csv',
  '订单报表_20261101090030.csv',
];
const windows = [
  { from: null, to: null },
  { from: '2026-03-01', to: '2026-04-01' },
  { from: '2025-11-01', to: '2025-12-01' },
  { from: '2019-01-01', to: '2019-02-01' },
  { from: '2026-10-01', to: null },
];

let workspace: TestWorkspace;
const batches: (string | null)[] = [];
beforeAll(async () => {
  workspace = await testWorkspace();
  for (const file of files) batches.push((await workspace.importFiles([join(demoDir, file)]))[0]?.batchId ?? null);
}, 120_000);
afterAll(() => workspace.close());

async function expectSums(): Promise<void> {
  for (const id of metricIds) {
    for (const window of windows) {
      const { metric, sources } = await workspace.call('overview.sources', { ...window, id });
      const [figure] = (await workspace.call('overview.metrics', { ...window, ids: [id] })).filter(({ scope }) => scope !== 'currency');
      expect(metric).toEqual(figure);
      const sum = (pick: (source: (typeof sources)[number]) => number) => sources.reduce((total, source) => total + pick(source), 0);
      const about = `${id} ${window.from}–${window.to}`;
      expect(
        sum(({ amount }) => amount),
        about,
      ).toBe(metric.value ?? 0);
      expect(
        sum(({ records }) => records),
        about,
      ).toBe(metric.base);
      expect(
        sum(({ unconverted }) => unconverted),
        about,
      ).toBe(metric.unconverted);
      expect(new Set(sources.map(({ batchId }) => batchId)).size, about).toBe(sources.length);
    }
  }
}

const sourcesOf = async (id: (typeof metricIds)[number], window = windows[0]) =>
  (await workspace.call('overview.sources', { from: null, to: null, ...window, id })).sources;

describe('on the demo files', () => {
  test('the parts add up to every figure of every window', expectSums, 60_000);

  test('each import is named with its account; lines without a rate are counted apart', async () => {
    const sources = await sourcesOf('revenue.gross');
    expect(sources.map(({ fileName }) => fileName)).toContain('订单报表_20261101090030.csv');
    expect(sources[0]).toMatchObject({ platform: 'youzan', account: '山中读书社' });
    const stripe = sources.find(({ fileName }) => fileName === 'unified_payments.csv');
    expect(stripe).toMatchObject({ records: 0, amount: 0 });
    expect(stripe?.unconverted).toBeGreaterThan(100);
  });

  test('what the user adds, and what counts because of an edit of its kind, is entered by hand', async () => {
    const march = windows[1];
    const before = await sourcesOf('revenue.gross', march);
    expect(before.some(({ batchId }) => batchId === null)).toBe(false);
    const line = {
      at: '2026-03-05T04:00:00Z',
      soldOn: '读书会现场',
      paidVia: null,
      currency: 'CNY',
      product: null,
      counterparty: null,
      personId: null,
      note: null,
    };
    await workspace.call('revenue.addLine', { ...line, kind: 'sale', amount: 12_300 });
    const { lines } = await workspace.call('revenue.lines', {
      from: '2026-03-01',
      to: '2026-04-01',
      status: 'counted',
      kinds: ['sale'],
      limit: 5,
    });
    const edited = lines.find(({ side }) => side !== 'manual');
    await workspace.call('revenue.updateLine', { id: edited?.id ?? 0, fields: { kind: 'tip' } });
    const after = await sourcesOf('revenue.gross', march);
    expect(after.find(({ batchId }) => batchId === null)).toMatchObject({
      records: 2,
      amount: 12_300 + (edited?.amounts.gross ?? 0),
      appliedAt: null,
    });
    await expectSums();
  }, 60_000);

  test('an import that is taken back is no source any more', async () => {
    const id = batches[3] ?? '';
    await workspace.undo(id);
    expect((await sourcesOf('revenue.gross', windows[2])).map(({ batchId }) => batchId)).not.toContain(id);
    await expectSums();
    await workspace.redo(id);
  }, 60_000);
});
