/** The Overview's figures, how far its data reach, and what needs the user. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../electron/core/api/context';
import { backUp } from '../../electron/core/database/backup';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { metricValues } from '../../electron/core/overview/metric-values';
import { overview } from '../../electron/core/overview/overview.service';
import { setReminder } from '../../electron/core/sync/reminders';
import { contract } from '../../shared/contract';
import { type MetricId, metricIds } from '../../shared/metrics/catalogue';
import { testNow as now, testContext } from '../support/context';
import { insertBatch, insertLine, insertPerson } from '../support/ledger';
import { scratchDir } from '../support/scratch';

let dir: string;
let workspace: OpenWorkspace;
let context: Context;
beforeEach(async () => {
  dir = await scratchDir();
  workspace = await createWorkspaceFile(join(dir, 'book.tonghao'));
  context = testContext(workspace, dir);
});
afterEach(async () => {
  await workspace.db.close();
  await workspace.lock?.release();
  await rm(dir, { recursive: true });
});

const db = () => workspace.db;
async function look(from: string | null, to: string | null) {
  return contract['overview.get'].output.parse(await overview(context, { from, to }));
}
async function tileOf(id: MetricId, from: string | null, to: string | null) {
  const tile = (await look(from, to)).tiles.find(({ metric }) => metric.id === id);
  if (!tile) throw new Error(`no tile for ${id}`);
  return { value: tile.metric.value, previous: tile.previous?.value ?? null, delta: tile.delta };
}
async function metric(id: MetricId, window = { from: null as string | null, to: null as string | null }) {
  return (await metricValues(db(), window, [id])).map(({ scope, currency, value, base, unconverted, available }) => ({
    scope,
    currency,
    value,
    base,
    unconverted,
    available,
  }));
}
const ledgerBatch = (account: string, from: string, to: string, platform = 'alipay') =>
  // Whatever period was asked for: no file covers more than the time up to its import.
  insertBatch(db(), { account, platform, period_from: from, period_to: to, applied_at: to > '2026-11-01' ? to : '2026-11-01T00:00:00Z' });

describe('unknown stays unknown', () => {
  test('an empty workspace has no value anywhere, and no attention', async () => {
    const values = await metricValues(db(), { from: null, to: null }, []);
    expect(new Set(values.map(({ id }) => id))).toEqual(new Set(metricIds));
    expect(values.every(({ value, available, dataThrough }) => value === null && !available && dataThrough === null)).toBe(true);
    const found = await look(null, null);
    expect(found).toMatchObject({ dataThrough: null, missing: [], months: [], attention: [], accounts: 0, platforms: 0 });
  });

  test('a covered window without lines is 0; before and after what is covered there is no value', async () => {
    await ledgerBatch('a', '2025-12-31T16:00:00Z', '2026-10-31T16:00:00Z');
    await insertLine(db(), { at: '2026-02-01T00:00:00Z', gross: 100 });
    const net = async (from: string, to: string) => (await metric('revenue.net', { from, to })).map(({ value }) => value);
    expect(await net('2026-06-01', '2026-07-01')).toEqual([0, 0]);
    expect(await net('2026-11-01', '2026-11-08')).toEqual([null, null]);
    expect(await net('2025-11-01', '2025-12-01')).toEqual([null, null]);
    expect(await net('2026-10-31', '2026-11-07')).toEqual([0, 0]);
  });

  test('a ledger kept by hand speaks for every day', async () => {
    await insertLine(db(), { side: 'manual', at: '2026-02-01T00:00:00Z', gross: 100 });
    expect(await metric('revenue.gross', { from: '2026-06-01', to: '2026-07-01' })).toMatchObject([{ value: 0 }, { value: 0 }]);
  });

  test('people are known for the past, not beyond the last list', async () => {
    await insertBatch(db(), { account: 'x', platform: 'xiaoe', kind: 'snapshot', as_of: '2026-10-31T15:59:59Z' });
    await insertPerson(db(), { first_seen_at: '2026-05-01T00:00:00Z' });
    await insertPerson(db(), {});
    const value = async (id: MetricId, from: string | null, to: string | null) => (await metric(id, { from, to }))[0]?.value;
    expect(await value('people.new', '2026-05-01', '2026-06-01')).toBe(1);
    expect(await value('people.new', '2020-05-01', '2020-06-01')).toBe(0);
    expect(await value('people.new', '2026-11-01', '2026-11-08')).toBeNull();
    expect(await value('people.total', null, '2026-05-01')).toBe(1);
    expect(await value('people.total', null, null)).toBe(2);
  });

  test('a day that does not exist is refused', async () => {
    await expect(look('2026-02-30', null)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('money', () => {
  test('each currency by itself and all in the reporting currency, lines without a rate counted', async () => {
    await insertLine(db(), { gross: 10_000, channel_fee: 60 });
    await insertLine(db(), { currency: 'USD', gross: 1_005, at: '2026-05-10T00:00:00Z' });
    await insertLine(db(), { currency: 'USD', gross: 1_000, at: '2026-05-09T15:59:59Z' });
    await insertLine(db(), { currency: 'GBP', gross: 700 });
    await insertLine(db(), { currency: 'GBP', kind: 'transfer' });
    await db().write(() => db().writer.run(`INSERT INTO rate (currency, day, rate) VALUES ('USD', '2026-05-10', 7.1)`));
    expect(await metric('revenue.gross')).toEqual([
      { scope: 'currency', currency: 'GBP', value: 700, base: 1, unconverted: 0, available: true },
      { scope: 'currency', currency: 'USD', value: 2_005, base: 2, unconverted: 0, available: true },
      { scope: 'currency', currency: 'CNY', value: 10_000, base: 1, unconverted: 0, available: true },
      // 10.05 USD × 7.1 = 71.355 → 71.36; the other dollar line lies a day before the first rate.
      { scope: 'reporting', currency: 'CNY', value: 17_136, base: 2, unconverted: 2, available: true },
    ]);
    expect((await metric('revenue.net')).at(-1)).toMatchObject({ value: 17_076, unconverted: 2 });
  });

  test('nothing but lines without a rate has no value in the reporting currency', async () => {
    await insertLine(db(), { currency: 'GBP', gross: 700 });
    expect((await metric('revenue.gross')).at(-1)).toMatchObject({ scope: 'reporting', value: null, available: false, unconverted: 1 });
  });

  test('net = gross + share − refund − deductions, converted too', async () => {
    await insertLine(db(), { currency: 'USD', gross: 333, refund: 77, channel_fee: 11, share: 5 });
    await db().write(() => db().writer.run(`INSERT INTO rate (currency, day, rate) VALUES ('USD', '2026-01-01', 7.105)`));
    const at = async (id: MetricId) => (await metric(id)).at(-1)?.value ?? 0;
    const share = Math.round(5 * 7.105);
    expect(await at('revenue.net')).toBe(
      (await at('revenue.gross')) + share - (await at('revenue.refund')) - (await at('revenue.deductions')),
    );
  });

  test('paying people have paid more than came back; team members, removed and unknown payers are not among them', async () => {
    const [a, b, c, team, removed] = [
      await insertPerson(db()),
      await insertPerson(db()),
      await insertPerson(db()),
      await insertPerson(db(), { is_team: 1 }),
      await insertPerson(db(), { removed_at: now }),
    ];
    for (const { record } of [a, b, c, team, removed]) await insertLine(db(), { person_record: record, gross: 100 });
    await insertLine(db(), { person_record: b.record, kind: 'refund', refund: 100 });
    await insertLine(db(), { person_record: c.record, gross: 5, currency: 'USD' });
    await insertLine(db(), { gross: 900 });
    expect(await metric('revenue.payers')).toMatchObject([
      { scope: 'currency', currency: 'CNY', value: 2 },
      { scope: 'currency', currency: 'USD', value: 1 },
      { scope: 'all', currency: null, value: 2 },
    ]);
  });
});

describe('comparing windows', () => {
  beforeEach(async () => {
    await ledgerBatch('a', '2026-04-30T16:00:00Z', '2026-10-31T16:00:00Z');
    await ledgerBatch('b', '2026-06-30T16:00:00Z', '2026-10-25T16:00:00Z', 'wechatpay');
    await insertLine(db(), { at: '2026-09-30T15:59:59Z', gross: 8_000 });
    await insertLine(db(), { at: '2026-09-30T16:00:00Z', gross: 10_000 });
  });

  test('the equal window just before', async () => {
    expect(await tileOf('revenue.gross', '2026-10-01', '2026-10-11')).toEqual({ value: 10_000, previous: 8_000, delta: 0.25 });
  });

  test('no change of what was 0', async () => {
    expect(await tileOf('revenue.gross', '2026-09-21', '2026-10-01')).toEqual({ value: 8_000, previous: 0, delta: null });
  });

  test('withheld when an account stops inside the window, however far the others reach', async () => {
    expect((await look('2026-10-01', '2026-10-26')).dataThrough).toBe('2026-10-25');
    expect((await tileOf('revenue.gross', '2026-10-01', '2026-10-26')).delta).not.toBeNull();
    expect(await tileOf('revenue.gross', '2026-10-01', '2026-10-27')).toEqual({ value: 10_000, previous: null, delta: null });
  });

  test('withheld when the window before begins before the data do, and for open windows', async () => {
    expect(await tileOf('revenue.gross', '2026-08-01', '2026-10-20')).toMatchObject({ previous: 0 });
    expect(await tileOf('revenue.gross', '2026-07-01', '2026-10-20')).toMatchObject({ value: 18_000, previous: null, delta: null });
    expect(await tileOf('revenue.gross', null, '2026-10-20')).toMatchObject({ previous: null });
    expect(await tileOf('revenue.gross', '2026-10-01', null)).toMatchObject({ previous: null });
  });

  test('which accounts are behind, and by how many days', async () => {
    expect((await look(null, null)).missing).toEqual([{ account: 'b', platform: 'wechatpay', days: 6 }]);
    expect((await look('2026-11-01', '2026-11-08')).missing).toEqual([
      { account: 'b', platform: 'wechatpay', days: 13 },
      { account: 'a', platform: 'alipay', days: 7 },
    ]);
    // The future is not missing: today is 22 November.
    expect((await look('2026-11-01', '2027-01-01')).missing[1]).toMatchObject({ days: 22 });
    expect((await look('2026-10-01', '2026-10-20')).missing).toEqual([]);
  });

  test('at most six tiles', async () => {
    expect((await look(null, null)).tiles.map(({ metric: { id, scope } }) => [id, scope])).toEqual([
      ['revenue.net', 'reporting'],
      ['revenue.gross', 'reporting'],
      ['revenue.refund', 'reporting'],
      ['revenue.payers', 'all'],
      ['people.total', 'all'],
      ['people.new', 'all'],
    ]);
  });
});

describe('months', () => {
  test('by where it was sold, in the months of the workspace, converted, eighteen up to the end of the window', async () => {
    await insertLine(db(), { at: '2026-05-31T15:59:59Z', sold_on: 'youzan', gross: 100 });
    await insertLine(db(), { at: '2026-05-31T16:00:00Z', sold_on: 'youzan', gross: 1_000, channel_fee: 6 });
    await insertLine(db(), { at: '2026-06-02T00:00:00Z', sold_on: 'stripe', gross: 100, currency: 'USD' });
    await insertLine(db(), { at: '2026-06-02T00:00:00Z', sold_on: 'stripe', gross: 100, currency: 'GBP' });
    await insertLine(db(), { at: '2025-01-02T00:00:00Z', sold_on: 'own', gross: 7 });
    await insertLine(db(), { at: '2024-12-02T00:00:00Z', sold_on: 'own', gross: 9 });
    await db().write(() => db().writer.run(`INSERT INTO rate (currency, day, rate) VALUES ('USD', '2026-01-01', 7.1)`));
    const june = [
      { month: '2026-06', platform: 'stripe', gross: 710, net: 710 },
      { month: '2026-06', platform: 'youzan', gross: 1_000, net: 994 },
    ];
    const earlier = [
      { month: '2025-01', platform: 'own', gross: 7, net: 7 },
      { month: '2026-05', platform: 'youzan', gross: 100, net: 100 },
    ];
    expect((await look(null, null)).months).toEqual([...earlier, ...june]);
    expect((await look('2026-06-01', '2026-07-01')).months).toEqual([...earlier, ...june]);
    expect((await look('2026-05-01', '2026-06-01')).months).toEqual([{ month: '2024-12', platform: 'own', gross: 9, net: 9 }, ...earlier]);
  });
});

describe('attention', () => {
  const kinds = async () => (await look(null, null)).attention.map(({ kind, count, params }) => ({ kind, count, ...params }));

  test('everything that waits is named once, with its count', async () => {
    await ledgerBatch('old', '2026-01-01T00:00:00Z', '2026-10-10T16:00:00Z');
    await insertBatch(db(), { account: 'new', platform: 'xiaoe', kind: 'snapshot', as_of: '2026-11-20T15:59:59Z' });
    await insertLine(db(), { kind: 'undecided' });
    await insertLine(db(), { kind: 'undecided' });
    await insertLine(db(), { currency: 'GBP', gross: 5 });
    const [a, b] = [await insertPerson(db()), await insertPerson(db())];
    await db().write(async () => {
      await db().writer.run(`UPDATE profile SET phone = '+8619900001234' WHERE person IN (?, ?)`, [a.id, b.id]);
      await db().writer.run(`INSERT INTO source_row (batch, row, cells) VALUES (1, 5, '[]')`);
      await db().writer.run(`INSERT INTO row_to_fix (batch, row, code, text) VALUES (1, 5, 'bad-amount', 'x')`);
    });
    expect(await kinds()).toEqual([
      { kind: 'quarantined', count: 1 },
      { kind: 'undecided', count: 2 },
      { kind: 'stale-account', count: 43, account: 'old', platform: 'alipay', day: '2026-10-10' },
      { kind: 'unconverted', count: 1, currency: 'GBP' },
      { kind: 'ambiguous-people', count: 2 },
      { kind: 'no-backup', count: 21, days: 21, never: 1 },
    ]);
  });

  test('an account of a known rhythm is overdue by it, not by the settings', async () => {
    for (const month of ['05', '06', '07', '08', '09'])
      await ledgerBatch('monthly', `2026-${month}-01T00:00:00Z`, `2026-${month}-28T16:00:00Z`);
    const overdue = async () => (await kinds()).filter(({ kind }) => kind === 'stale-account');
    // Known to 28 September: 55 days ago, with a file every month.
    expect(await overdue()).toMatchObject([{ account: 'monthly', count: 55 }]);
    for (const [from, to] of [
      ['2025-01', '2025-03'],
      ['2025-04', '2025-06'],
      ['2025-07', '2025-09'],
      ['2025-10', '2025-12'],
      ['2026-01', '2026-03'],
      ['2026-04', '2026-06'],
      ['2026-07', '2026-09'],
    ])
      await ledgerBatch('quarterly', `${from}-01T00:00:00Z`, `${to}-30T16:00:00Z`);
    // Behind by as much, but its next file is not due before the end of the year.
    expect(await overdue()).toMatchObject([{ account: 'monthly' }]);
  });

  test('an account far behind the others is due before its time', async () => {
    await ledgerBatch('old', '2026-01-01T00:00:00Z', '2026-10-31T16:00:00Z');
    expect((await kinds()).map(({ kind }) => kind)).not.toContain('stale-account');
    await ledgerBatch('new', '2026-01-01T00:00:00Z', '2026-11-20T16:00:00Z');
    expect(await kinds()).toContainEqual({ kind: 'stale-account', count: 22, account: 'old', platform: 'alipay', day: '2026-10-31' });
  });

  test('an account is due when the user says so, later, or never', async () => {
    await ledgerBatch('mine', '2026-01-01T00:00:00Z', '2026-11-10T16:00:00Z');
    const id = (await db().reader.get<{ id: number }>('SELECT id FROM account'))?.id ?? 0;
    const due = async (every: number | null, later: string | null) => {
      await setReminder(context, { accountId: id, every, later });
      return (await kinds()).filter(({ kind }) => kind === 'stale-account').map(({ count }) => count);
    };
    expect(await due(null, null)).toEqual([]);
    expect(await due(7, null)).toEqual([12]);
    expect(await due(7, '2026-11-29')).toEqual([]);
    expect(await due(7, '2026-11-22')).toEqual([12]);
    expect(await due(14, null)).toEqual([]);
    await ledgerBatch('other', '2026-01-01T00:00:00Z', '2026-11-22T16:00:00Z');
    await db().writer.run('UPDATE import_batch SET period_to = ? WHERE account = ?', ['2026-01-31T16:00:00Z', id]);
    expect(await due(null, null)).toHaveLength(1);
    expect(await due(0, null)).toEqual([]);
  });

  test('a backup of this week is enough, one of last week is not', async () => {
    await ledgerBatch('a', '2026-01-01T00:00:00Z', '2026-11-20T16:00:00Z');
    await backUp(workspace.db.path, 'manual', '2026-11-14T04:00:00Z');
    expect(await kinds()).toEqual([{ kind: 'no-backup', count: 8, days: 8, never: 0 }]);
    await backUp(workspace.db.path, 'manual', '2026-11-16T04:00:00Z');
    expect(await kinds()).toEqual([]);
  });
});
