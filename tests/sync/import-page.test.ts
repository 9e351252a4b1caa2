/** The parts of the Import page that are plain functions. */
import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { axisOf, daysIn, place } from '../../renderer/src/sync/coverage';
import { addsCoverage, changedRecords, cleanFiles, countGroups, groupOf, sumRows } from '../../renderer/src/sync/file-view';
import { reasonText, shownChanges, warningText } from '../../renderer/src/sync/words';
import { createFormat } from '../../renderer/src/ui/format-context';
import type { StagedFile } from '../../shared/contract/sync';
import { usualReminder } from '../../shared/domain/coverage';
import { translator } from '../../shared/locales/translate';

const format = createFormat('en', 'Asia/Shanghai');
const translate = translator('en');
/** The same catalogues as the window, with i18next's way of naming a default. */
const t = ((key: string, params: Record<string, string | number> = {}) => {
  const full = key.includes(':') ? key : `sync:${key}`;
  const text = translate(full, params);
  return text === full && params.defaultValue !== undefined ? params.defaultValue : text;
}) as unknown as TFunction;

function file(id: string, changes: Partial<StagedFile>): StagedFile {
  return {
    id,
    fileName: `${id}.csv`,
    size: 1,
    status: 'ready',
    error: null,
    format: 'wechat-bill',
    layout: 'statement',
    alternatives: [],
    unreadSheets: [],
    passedOver: 0,
    template: null,
    formatChosen: false,
    comparison: 1,
    confidence: 1,
    encoding: 'utf-8',
    platform: 'wechatpay',
    account: null,
    periodFrom: null,
    periodTo: null,
    snapshotAt: null,
    days: null,
    withExpenses: false,
    spendingRows: 0,
    incomeRows: 0,
    rows: { total: 3, new: 2, updated: 0, unchanged: 1, quarantined: 0, ignored: 0 },
    ignoredBy: {},
    records: {},
    money: [],
    warnings: [],
    undecidedLines: 0,
    editConflicts: 0,
    conflictRows: 0,
    replaces: null,
    ...changes,
  };
}

describe('waiting files', () => {
  const clean = file('clean', {});
  const toFix = file('to-fix', { rows: { total: 3, new: 2, updated: 0, unchanged: 0, quarantined: 1, ignored: 0 } });
  const warned = file('warned', { warnings: [{ code: 'repeated-ids', params: { rows: 2 } }] });
  const unknown = file('unknown', { status: 'needs-mapping' });
  const undated = file('undated', { status: 'needs-date' });
  const known = file('known', { status: 'unchanged' });
  const all = [clean, toFix, warned, unknown, undated, known];

  it('applies at once only what has neither rows to fix nor warnings', () => {
    expect(cleanFiles(all, new Map())).toEqual([clean]);
    expect(cleanFiles(all, new Map([['clean', 'disk-full']]))).toEqual([]);
  });

  it('takes a difference of fees that rounding explains for a remark', () => {
    const fees = (stated: string, found: string) => file('fees', { warnings: [{ code: 'claim-fee', params: { stated, found } }] });
    // Three rows, each rounded by at most half a cent.
    expect(groupOf(fees('2.83 CNY', '2.85 CNY'))).toBe('clean');
    expect(groupOf(fees('2.83 CNY', '2.86 CNY'))).toBe('look');
    expect(groupOf(fees('2.83', '2.83 CNY'))).toBe('look');
    expect(groupOf(file('gross', { warnings: [{ code: 'claim-gross', params: { stated: '2.83 CNY', found: '2.84 CNY' } }] }))).toBe('look');
  });

  it('offers to record a period without new rows only where the account does not cover it', () => {
    const period = { periodFrom: '2026-01-01T00:00:00Z', periodTo: '2026-02-01T00:00:00Z' };
    const quiet = file('quiet', { status: 'unchanged', account: 'me', ...period });
    const days = { covered: [], gaps: [], unknown: [], isEndStated: true };
    const now = '2026-06-01T00:00:00Z';
    const account = {
      id: 1,
      platform: 'wechatpay',
      name: 'me',
      dataThrough: null,
      batches: 1,
      isSnapshot: false,
      reminder: usualReminder,
      days,
    };
    const covering = { ...account, coverage: [{ from: '2025-12-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }] };
    const short = { ...account, coverage: [{ from: '2025-12-01T00:00:00Z', to: '2026-01-20T00:00:00Z' }] };
    expect([[], [covering], [short], [{ ...covering, platform: 'alipay' }]].map((accounts) => addsCoverage(quiet, accounts, now))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    // Nobody can cover what is still to come.
    expect(addsCoverage(quiet, [short], '2026-01-15T00:00:00Z')).toBe(false);
    expect(addsCoverage(file('new', { account: 'me', ...period }), [], now)).toBe(false);
    expect(addsCoverage(file('undated', { status: 'unchanged' }), [], now)).toBe(false);
  });

  it('puts every file into one group', () => {
    expect(all.map((each) => groupOf(each))).toEqual(['clean', 'look', 'look', 'unknown', 'look', 'unchanged']);
    expect(countGroups(all, new Map([['warned', 'busy']]))).toEqual({ clean: 1, look: 2, unchanged: 1, unknown: 1, failed: 1 });
  });

  it('adds rows up and names records by how many change', () => {
    expect(sumRows([clean, toFix])).toEqual({ total: 6, new: 4, updated: 0, unchanged: 1, quarantined: 1, ignored: 0 });
    const records = {
      order: { new: 1, updated: 0, unchanged: 9 },
      person: { new: 0, updated: 0, unchanged: 4 },
      ledgerLine: { new: 2, updated: 3, unchanged: 0 },
    };
    expect(changedRecords(records)).toEqual([
      ['ledgerLine', 5],
      ['order', 1],
    ]);
  });
});

describe('words', () => {
  it('tells reasons with the column they stand in, and never hides an unknown code', () => {
    expect(reasonText(t, { code: 'bad-amount', column: '金额', text: '68．32' })).toBe('金额: not an amount “68．32”');
    expect(reasonText(t, { code: 'own-spending', text: '' })).toBe('your own spending');
    expect(reasonText(t, { code: 'never-heard', text: 'x' })).toContain('x');
  });

  it('writes amounts in warnings as money', () => {
    expect(warningText(t, format, { code: 'claim-gross', params: { stated: '1234.50 CNY', found: '1200.00 CNY' } })).toContain('¥1,234.50');
    expect(warningText(t, format, { code: 'never-heard', params: {} })).toContain('never-heard');
  });

  it('shows changes as money, in the zone of the workspace and by the columns of the file', () => {
    const changes = [
      { field: 'amount', before: '6832', after: '98000' },
      { field: 'paidAt', before: null, after: '2026-01-09T16:30:00Z' },
      { field: 'attributes', before: '{"城市":"西安","备注名":"甲"}', after: '{"城市":"咸阳","备注名":"甲"}' },
      { field: 'amount', before: '6832', after: '98000' },
    ];
    expect(shownChanges(t, format, { currency: 'CNY', changes })).toEqual([
      { field: 'amount', before: '¥68.32', after: '¥980.00' },
      { field: 'paid', before: null, after: '10 Jan 2026 00:30' },
      { field: '城市', before: '西安', after: '咸阳' },
    ]);
  });
});

describe('coverage', () => {
  it('adds up the days of several spans', () => {
    expect(
      daysIn([
        { from: '2026-03-01', to: '2026-03-10' },
        { from: '2026-04-01', to: '2026-04-02' },
      ]),
    ).toBe(10);
  });

  it('spans the axis from the first month with data to today, with few labels', () => {
    const axis = axisOf([[{ from: '2024-10-05', to: '2026-01-02' }], []], '2026-03-31');
    expect(axis).toMatchObject({ from: '2024-10-01', to: '2026-04-01' });
    expect(axis?.ticks.length).toBeGreaterThan(2);
    expect(axis?.ticks.length).toBeLessThanOrEqual(9);
    expect(axis && place(axis, '2024-10-01')).toBe(0);
    expect(axis && place(axis, '2027-01-01')).toBe(1);
    expect(axisOf([[]], '2026-03-31')).toBeNull();
  });
});
