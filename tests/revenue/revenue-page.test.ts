/** The plain functions behind the Revenue page: address, why a line counts, edits, the form of a line by hand, times in zones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountWidth } from '../../renderer/src/revenue/ledger-columns';
import { askedWindow, isNarrowed, ledgerFilter, readLedgerView } from '../../renderer/src/revenue/ledger-view';
import { countingReason, countsForSomething } from '../../renderer/src/revenue/line-amounts';
import { changedFields } from '../../renderer/src/revenue/line-edit';
import { draftProblems, type ManualDraft, toManualLine } from '../../renderer/src/revenue/manual-line';
import { asManualLine } from '../../renderer/src/revenue/remove-line';
import { instantOf, wallTimeOf } from '../../renderer/src/revenue/zoned-time';
import { ledgerFilter as contractFilter, type LedgerLine, manualLine } from '../../shared/contract/revenue';
import { formatMoney } from '../../shared/domain/format';

const nothing = { gross: 0, refund: 0, deductions: 0, net: 0, payout: 0 };

function line(changes: Partial<LedgerLine>): LedgerLine {
  return {
    id: 1,
    at: '2026-10-01T00:00:00Z',
    dateEstimated: false,
    kind: 'sale',
    soldOn: 'youzan',
    paidVia: null,
    side: 'order',
    currency: 'CNY',
    stated: 9900,
    originalAmount: null,
    originalCurrency: null,
    amounts: { ...nothing, gross: 9900, net: 9900 },
    parts: { commission: 0, channelFee: 0, feeReversal: 0, split: 0, taxWithheld: 0 },
    grossKnown: true,
    countedBy: null,
    product: null,
    counterparty: null,
    person: null,
    sourceKind: null,
    status: null,
    note: null,
    edited: false,
    source: null,
    ...changes,
  };
}

describe('the address', () => {
  const read = (query: string) => readLedgerView(new URLSearchParams(query));

  test('becomes a filter of the contract', () => {
    const view = read(
      'kind=refund,sale,nonsense&platform=youzan&via=wechatpay&currency=CNY&status=counted&person=p1&import=b1&q=%20共读%20',
    );
    const filter = contractFilter.parse(ledgerFilter(view, { from: '2026-10-01', to: '2026-11-01' }));
    expect(filter).toEqual({
      from: '2026-10-01',
      to: '2026-11-01',
      platform: 'youzan',
      paidVia: 'wechatpay',
      kinds: ['refund', 'sale'],
      currency: 'CNY',
      status: 'counted',
      personId: 'p1',
      importId: 'b1',
      search: '共读',
    });
    expect(isNarrowed(view)).toBe(true);
  });

  test('what is not understood counts as not given', () => {
    expect(read('status=odd&currency=yuan&line=abc&tab=other&kind=')).toEqual(read(''));
    expect(isNarrowed(read(''))).toBe(false);
    expect(contractFilter.parse(ledgerFilter(read(''), { from: null, to: null })).status).toBe('all');
  });

  test.each([
    ['from=2026-10-01&to=2026-11-01', { preset: 'custom', from: '2026-10-01', to: '2026-11-01' }],
    ['from=2026-10-01', { preset: 'custom', from: '2026-10-01', to: null }],
    ['window=all', { preset: 'all' }],
    ['from=2026-13-01', null],
    ['', null],
  ])('window asked for by "%s"', (query, expected) => {
    expect(askedWindow(new URLSearchParams(query))).toEqual(expected);
  });
});

describe('why a line counts', () => {
  const muted = line({ id: 2, countedBy: 1, side: 'bill', amounts: nothing });
  test.each([
    ['a line alone', line({}), [], 'plain'],
    ['the order of a sale that a bill states too', line({}), [muted], 'countsForGroup'],
    ['that bill', muted, [line({})], 'mutedSale'],
    ['a refund stated again', line({ kind: 'refund', countedBy: 3 }), [], 'mutedRefund'],
    ['the refund that counts', line({ kind: 'refund' }), [line({ id: 2, kind: 'refund', countedBy: 1 })], 'countsForRefund'],
    ['a line of the same sale that nobody counts', line({}), [line({ id: 2, kind: 'fee' })], 'plain'],
    ['an undecided line', line({ kind: 'undecided', amounts: nothing }), [], 'undecided'],
    ['a share', line({ kind: 'platform_share', grossKnown: false }), [], 'shareOnly'],
    ['a transfer', line({ kind: 'transfer', amounts: nothing }), [], 'transfer'],
  ] as const)('%s', (_, subject, group, reason) => {
    expect(countingReason(subject, group)).toBe(reason);
  });

  test('counts for something as soon as one amount is not zero', () => {
    expect(countsForSomething(line({ amounts: nothing }))).toBe(false);
    expect(countsForSomething(line({ amounts: { ...nothing, payout: -1 } }))).toBe(true);
  });
});

describe('an edit', () => {
  const draft = { kind: 'sale' as const, product: '共读营', note: null, person: { id: 'p1', name: '阿洛' } };
  test('names only what differs; empty text blanks the field', () => {
    expect(changedFields(draft, { ...draft, note: '', person: { id: 'p1', name: '改名' } })).toEqual({});
    expect(changedFields(draft, { kind: 'tip', product: ' ', note: ' 现金 ', person: null })).toEqual({
      kind: 'tip',
      product: null,
      note: '现金',
      personId: null,
    });
  });

  test('applied backwards it restores the line', () => {
    const after = { ...draft, kind: 'held' as const, product: null };
    expect(changedFields(after, draft)).toEqual({ kind: 'sale', product: '共读营' });
  });
});

describe('a line by hand', () => {
  const draft: ManualDraft = {
    kind: 'sale',
    amount: '1,288.5',
    currency: 'CNY',
    day: '2026-10-15',
    time: '00:30',
    soldOn: ' own ',
    paidVia: null,
    product: ' 门票 ',
    counterparty: '',
    personId: null,
    note: '',
  };

  test('becomes minor units and a UTC instant that the contract accepts', () => {
    const added = manualLine.parse(toManualLine(draft, 'Asia/Shanghai'));
    expect(added).toMatchObject({
      at: '2026-10-14T16:30:00Z',
      amount: 128850,
      soldOn: 'own',
      product: '门票',
      counterparty: null,
      note: null,
    });
  });

  test.each([
    ['JPY', '1288', 1288],
    ['JPY', '1288.5', null],
    ['KWD', '1.288', 1288],
    ['CNY', '1.288', null],
    ['CNY', '一百', null],
    ['CNY', '0', null],
    ['CNY', '-5', null],
    ['CNY', '', null],
  ])('%s %s', (currency, amount, expected) => {
    expect(toManualLine({ ...draft, currency, amount }, 'UTC')?.amount ?? null).toBe(expected);
  });

  test('says what is wrong with which field', () => {
    const wrong = { ...draft, amount: '0', day: '2026-02-30', time: '24:00', soldOn: ' ', currency: 'yuan', note: 'x'.repeat(2001) };
    expect(draftProblems(wrong)).toEqual({
      amount: 'amountZero',
      day: 'dayForm',
      time: 'timeForm',
      soldOn: 'soldOnMissing',
      currency: 'currencyForm',
      note: 'tooLong',
    });
    expect(draftProblems(draft)).toEqual({});
  });

  test('removed and added again it is the same line', () => {
    const manual = line({ side: 'manual', soldOn: 'own', product: '门票', person: { id: 'p1', name: '阿洛' }, note: '现金' });
    const { at, kind, product, note, currency } = manual;
    expect(manualLine.parse(asManualLine(manual))).toEqual({
      at,
      kind,
      product,
      note,
      currency,
      soldOn: 'own',
      paidVia: null,
      counterparty: null,
      amount: 9900,
      personId: 'p1',
    });
  });
});

describe('times in zones', () => {
  test.each([
    ['2026-10-15', '00:30', 'Asia/Shanghai', '2026-10-14T16:30:00Z'],
    ['2026-07-01', '12:00', 'Europe/London', '2026-07-01T11:00:00Z'],
    // Clocks set back: 01:30 occurs twice, the first counts. Set forward: 02:30 does not occur.
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
    ['2026-01-01', '00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00Z'],
  ])('%s %s in %s', (day, time, zone, expected) => {
    expect(instantOf(day, time, zone)).toBe(expected);
  });

  test('there and back, for every instant outside a repeated hour', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 366 });
    fc.assert(
      fc.property(minutes, fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe'), (minute, zone) => {
        const at = new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString().replace('.000Z', 'Z');
        const { day, time } = wallTimeOf(at, zone);
        const back = Date.parse(instantOf(day, time, zone));
        expect(Date.parse(at) - back).toBeGreaterThanOrEqual(0);
        expect(Date.parse(at) - back).toBeLessThanOrEqual(3_600_000);
        expect(wallTimeOf(back, zone)).toEqual({ day, time });
      }),
      { numRuns: 300 },
    );
  });
});

test('an amount column is as wide as its longest figure or its header', () => {
  const format = { money: (minor: number, currency: string) => formatMoney(minor, currency, 'zh-CN') };
  const width = (minor: number) => amountWidth(format, [line({ amounts: { ...nothing, gross: minor } })], 'gross', '支付额');
  expect(width(0)).toBeLessThan(70);
  expect(width(123_456_789)).toBeGreaterThan(width(12_345));
  expect(width(-12_345)).toBeGreaterThan(width(12_345));
});
