/** The demo workspace, imported through the real pipeline, against figures that an independent script reads from the raw files. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { demoDir, type TestWorkspace, testWorkspace } from '../support/workspace';
import { computeTotals } from './independent-totals.mjs';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await testWorkspace();
  await workspace.job('workspace.openDemo', { path: workspace.path });
}, 120_000);
afterAll(() => workspace.close());

async function batches() {
  return (await workspace.call('sync.history', { limit: 500 })).batches;
}

describe('the demo workspace', () => {
  test('every file was recognised, and every row is accounted for', async () => {
    const all = await batches();
    expect(all.length).toBeGreaterThanOrEqual(30);
    for (const { fileName, rows } of all) {
      expect({ fileName, total: rows.total }).toEqual({
        fileName,
        total: rows.new + rows.updated + rows.unchanged + rows.quarantined + rows.ignored,
      });
    }
    expect(await workspace.call('sync.staged', {})).toEqual([]);
  });

  test('the sums of the ledger are those of the raw files', async () => {
    const expected = (await computeTotals(demoDir)).totals as unknown as Record<string, Record<string, number>>;
    const metrics = await workspace.call('overview.metrics', {});
    for (const currency of ['CNY', 'USD']) {
      const found = Object.fromEntries(
        metrics
          .filter((metric) => metric.scope === 'currency' && metric.currency === currency && metric.unit === 'money')
          .map((metric) => [metric.id.replace('revenue.', ''), metric.value]),
      );
      expect({ currency, ...found }).toMatchObject({ currency, ...pickAmounts(expected[currency]) });
    }
  });

  test('doctor finds nothing', async () => {
    expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
  });

  test('at least 300 sales stand on an order and on a bill, and count once', async () => {
    const { lines } = await canonicalDump(workspace.path);
    expect(lines.filter((line) => line.counted_by !== null && line.kind === 'sale').length).toBeGreaterThanOrEqual(300);
  });

  test('nobody is suggested as the same person as themselves', async () => {
    const { suggestions, total } = await workspace.call('people.suggestions', { limit: 500 });
    expect(suggestions).toHaveLength(total);
    expect(total).toBeGreaterThan(0);
    expect(suggestions.filter(({ a, b }) => a.id === b.id)).toEqual([]);
  });

  test('importing it again changes nothing', async () => {
    const before = await canonicalDump(workspace.path);
    const count = (await batches()).length;
    await workspace.job('workspace.openDemo', { path: workspace.path });
    expect(await canonicalDump(workspace.path)).toEqual(before);
    expect((await batches()).length).toBe(count);
  });

  test('undoing every import leaves an empty workspace, redoing them all brings it back', { timeout: 120_000 }, async () => {
    const before = await canonicalDump(workspace.path);
    const ids = (await batches()).map((batch) => batch.id);
    for (const id of ids) await workspace.undo(id);
    expect(await canonicalDump(workspace.path)).toMatchObject({ lines: [], orders: [], people: [] });
    for (const id of ids) await workspace.redo(id);
    expect(await canonicalDump(workspace.path)).toEqual(before);
  });
});

function pickAmounts(totals: Record<string, number> | undefined) {
  const { gross, refund, deductions, net, payout } = totals ?? {};
  return { gross, refund, deductions, net, payout };
}
