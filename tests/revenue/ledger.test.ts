/** The ledger's methods: filters, totals, pages, sources, decisions, lines by hand. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../shared/contract';
import type { Amounts, LedgerFilter, LedgerLine } from '../../shared/contract/revenue';
import { alipayBill, merchantBill, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await testWorkspace();
  const { dir } = workspace;
  const alipay = (n: number, rest: Partial<Parameters<typeof alipayBill>[1][number]>) => ({
    time: `2026-05-${String(n).padStart(2, '0')} 23:30:00`,
    direction: '收入' as const,
    category: '商业服务',
    who: '学员甲',
    what: `专栏 ${n}`,
    amount: '88.00',
    status: '交易成功',
    id: `2026000100${n}`,
    ...rest,
  });
  await workspace.importFiles([
    await alipayBill(join(dir, 'alipay_record_20261101_0912_1.csv'), [
      ...Array.from({ length: 20 }, (_, n) => alipay(n + 1, {})),
      alipay(21, { category: '转账红包', who: '学员乙', what: '转账', amount: '66.60' }),
      alipay(22, { category: '转账红包', who: '学员乙', what: '转账', amount: '33.40' }),
      alipay(23, { category: '转账红包', who: '学员丙', what: '转账', amount: '10.00' }),
      alipay(24, { direction: '不计收支', what: '提现-实时提现', who: '某银行', amount: '500.00' }),
    ]),
    await youzanOrders(join(dir, '订单报表_20261101090030.csv'), [
      {
        number: 'E1',
        status: '交易完成',
        createdAt: '2026-06-30 23:58:00',
        paidAt: '2026-06-30 23:59:00',
        flow: 'M1',
        paid: '199.00',
        product: '年度_专栏%',
        nickname: '林间',
        phone: '19900001234',
        refunded: '0.00',
      },
    ]),
    await merchantBill(join(dir, '1900000001All2026-07-01_2026-07-01.csv'), [
      { time: '2026-07-01 00:00:05', id: '42001', merchantId: 'M1', state: 'SUCCESS', amount: '199.00', fee: '1.19' },
    ]),
  ]);
});
afterAll(() => workspace.close());

const lines = (input: Input<'revenue.lines'> = {}) => workspace.call('revenue.lines', { limit: 500, ...input });
const totals = (input: Partial<LedgerFilter> = {}) => workspace.call('revenue.totals', input);
const none: Amounts = { gross: 0, refund: 0, deductions: 0, net: 0, payout: 0 };

function add(a: Amounts, b: Amounts): Amounts {
  return {
    gross: a.gross + b.gross,
    refund: a.refund + b.refund,
    deductions: a.deductions + b.deductions,
    net: a.net + b.net,
    payout: a.payout + b.payout,
  };
}

describe('what is shown', () => {
  const filters: Input<'revenue.lines'>[] = [
    {},
    { from: '2026-05-10', to: '2026-05-21' },
    { platform: 'youzan' },
    { paidVia: 'alipay' },
    { kinds: ['sale', 'payout'] },
    { currency: 'CNY' },
    { currency: 'USD' },
    ...(['counted', 'muted', 'undecided', 'edited', 'manual'] as const).map((status) => ({ status })),
    { search: '专栏 1' },
    { search: '学员乙', status: 'undecided', from: '2026-05-22' },
  ];

  test.each(filters)('totals are the sums of the shown lines: %j', async (filter) => {
    const page = await lines(filter);
    expect(page.lines).toHaveLength(page.total);
    for (const total of await totals(filter)) {
      const of = page.lines.filter((line) => line.currency === total.currency);
      expect(total.lines).toBe(of.length);
      expect(total.amounts).toEqual(of.map((line) => line.amounts).reduce(add, none));
      const { commission, channelFee, feeReversal, split, taxWithheld } = total.parts;
      expect(commission + channelFee - feeReversal + split + taxWithheld).toBe(total.amounts.deductions);
      expect(total.amounts.net).toBe(total.amounts.gross - total.amounts.refund - total.amounts.deductions);
    }
    expect(new Set(page.lines.map((line) => line.currency))).toEqual(new Set((await totals(filter)).map((total) => total.currency)));
  });

  test('an import shows the lines that it states, and none once it is undone', async () => {
    const imports = (await workspace.call('sync.history', { limit: 10 })).batches;
    const idOf = (format: string) => imports.find((batch) => batch.format === format)?.id ?? '';
    const bill = idOf('wechat-merchant-bill');
    expect((await lines({ importId: bill })).lines.map(({ side, stated }) => [side, stated])).toEqual([['bill', 19_900]]);
    expect(await totals({ importId: bill })).toMatchObject([{ lines: 1, amounts: { gross: 0, deductions: 119 } }]);
    expect((await lines({ importId: idOf('alipay-bill'), status: 'undecided' })).total).toBe(3);
    expect((await lines({ importId: 'nothing' })).total).toBe(0);
    await workspace.job('sync.undo', { id: bill });
    expect((await lines({ importId: bill })).total).toBe(0);
    await workspace.job('sync.redo', { id: bill });
    expect((await lines({ importId: bill })).total).toBe(1);
  });

  test('the lines that count bring the same totals as all lines', async () => {
    const amounts = async (filter: Partial<LedgerFilter>) => (await totals(filter)).map((total) => total.amounts);
    expect(await amounts({ status: 'counted' })).toEqual(await amounts({}));
  });

  test('a sale that an order and a bill state counts once; the bill brings the fee', async () => {
    const [order] = (await lines({ platform: 'youzan', kinds: ['sale'], status: 'counted' })).lines.filter((line) => line.side === 'order');
    const [bill] = (await lines({ status: 'muted' })).lines;
    expect(order).toMatchObject({ countedBy: null, amounts: { gross: 19_900 }, paidVia: 'wechatpay', person: { name: '林间' } });
    expect(bill).toMatchObject({ side: 'bill', countedBy: order?.id, stated: 19_900, amounts: { gross: 0, deductions: 119 } });
    const detail = await workspace.call('revenue.line', { id: order?.id ?? 0 });
    expect(detail.group.map((line) => line.id)).toEqual([bill?.id]);
    expect(detail.sources).toMatchObject([{ fileName: '订单报表_20261101090030.csv', row: 2 }]);
    expect(detail.sources[0]?.cells).toContainEqual({ column: '支付流水号', text: 'M1' });
    expect((await workspace.call('revenue.line', { id: bill?.id ?? 0 })).group.map((line) => line.id)).toEqual([order?.id]);
  });

  test('days begin in the time zone of the workspace', async () => {
    const june = await lines({ from: '2026-06-30', to: '2026-07-01' });
    expect(june.lines.map((line) => line.side)).toEqual(['order']);
    const july = await lines({ from: '2026-07-01', to: '2026-07-02' });
    expect(july.lines.map((line) => line.side)).toEqual(['bill']);
    await expect(lines({ from: '2026-02-30' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test.each([true, false])('pages show every line once, in order (descending: %s)', async (descending) => {
    const whole = await lines({ descending });
    const paged: LedgerLine[] = [];
    let cursor: string | null = null;
    do {
      const page: Output<'revenue.lines'> = await lines({ descending, cursor, limit: 4 });
      paged.push(...page.lines);
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toEqual(whole.lines);
    await expect(lines({ cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test.each([
    ['年度_专栏%', 1],
    ['度_专', 1],
    ['度X专', 0],
    ['%', 1],
    ['学员乙', 2],
    ['M1', 2],
    ['专栏 年度', 1],
  ])('search for %s finds %i', async (search, count) => {
    expect((await lines({ search })).total).toBe(count);
  });

  test('the filters offer what is there', async () => {
    expect(await workspace.call('revenue.filters', {})).toMatchObject({
      paidVia: ['alipay', 'wechatpay'],
      currencies: ['CNY'],
      first: '2026-05-01T15:30:00Z',
      last: '2026-06-30T16:00:05Z',
    });
  });

  test('a line that is not there is an error', async () => {
    await expect(workspace.call('revenue.line', { id: 999_999 })).rejects.toMatchObject({ code: 'line-missing' });
  });
});

describe('decisions', () => {
  test('a group is decided together, changed, and taken back', async () => {
    const groups = async () =>
      (await workspace.call('revenue.undecided', {})).map(({ counterparty, lines: count, amount }) => ({ counterparty, count, amount }));
    const before = await totals();
    expect(await groups()).toEqual([
      { counterparty: '学员乙', count: 2, amount: 10_000 },
      { counterparty: '学员丙', count: 1, amount: 1_000 },
    ]);
    const [{ sourceKind = null } = {}] = await workspace.call('revenue.undecided', {});
    const group = { counterparty: '学员乙', sourceKind };
    expect(await workspace.call('revenue.decide', { ...group, kind: 'tip' })).toEqual({ lines: 2 });
    expect(await groups()).toEqual([{ counterparty: '学员丙', count: 1, amount: 1_000 }]);
    expect((await totals())[0]?.amounts.gross).toBe((before[0]?.amounts.gross ?? 0) + 10_000);

    expect(await workspace.call('revenue.decide', { ...group, kind: 'transfer' })).toEqual({ lines: 2 });
    expect(await totals()).toEqual(before);
    expect(await workspace.call('revenue.decide', { ...group, kind: 'transfer' })).toEqual({ lines: 0 });

    const later = await alipayBill(join(workspace.dir, 'alipay_record_20261102_0912_1.csv'), [
      {
        time: '2026-10-30 10:00:00',
        direction: '收入',
        category: '转账红包',
        who: '学员乙',
        what: '转账',
        amount: '5.00',
        status: '交易成功',
        id: '202600019999',
      },
    ]);
    const [imported] = await workspace.importFiles([later]);
    expect((await lines({ search: '学员乙' })).lines.map((line) => line.kind)).toEqual(['transfer', 'transfer', 'transfer']);
    await workspace.undo(imported?.batchId ?? null);

    expect(await workspace.call('revenue.undoDecision', group)).toEqual({ lines: 2 });
    expect(await groups()).toHaveLength(2);
  });

  test('the user may decide one line alone, and its own kind comes back', async () => {
    const [line] = (await lines({ status: 'undecided', search: '学员丙' })).lines;
    const id = line?.id ?? 0;
    const sale = await workspace.call('revenue.updateLine', { id, fields: { kind: 'sale', note: '补记' } });
    expect(sale).toMatchObject({ kind: 'sale', note: '补记', edited: true, amounts: { gross: 1_000 } });
    expect((await lines({ status: 'edited' })).lines.map((edited) => edited.id)).toEqual([id]);
    const back = await workspace.call('revenue.updateLine', { id, fields: { kind: 'undecided', note: line?.note ?? null } });
    expect(back).toEqual(line);
  });
});

describe('lines by hand', () => {
  const manual: Input<'revenue.addLine'> = {
    at: '2026-08-01T04:00:00.000Z',
    kind: 'sponsorship',
    soldOn: ' own ',
    paidVia: null,
    currency: 'USD',
    amount: 150_000,
    product: '口播',
    counterparty: '某品牌',
    personId: null,
    note: '  ',
  };

  test('added, linked to a person, unlinked, removed', async () => {
    const before = await lines();
    const made = await workspace.call('revenue.addLine', manual);
    expect(made).toMatchObject({
      at: '2026-08-01T04:00:00Z',
      side: 'manual',
      soldOn: 'own',
      source: null,
      note: null,
      edited: false,
      amounts: { gross: 150_000, net: 150_000 },
    });
    expect((await lines({ status: 'manual' })).lines).toEqual([made]);
    const { id: personId } = await workspace.call('people.create', { name: '品牌方' });
    const linked = await workspace.call('revenue.updateLine', { id: made.id, fields: { personId } });
    expect(linked.person).toEqual({ id: personId, name: '品牌方' });
    expect((await workspace.call('people.get', { id: personId })).paid).toEqual([{ currency: 'USD', amount: 150_000 }]);
    expect((await lines({ personId })).lines).toEqual([linked]);
    expect(await workspace.call('revenue.updateLine', { id: made.id, fields: { personId: null } })).toEqual(made);
    expect((await workspace.call('revenue.line', { id: made.id })).sources).toEqual([]);

    await workspace.call('revenue.removeLine', { id: made.id });
    expect(await lines()).toEqual(before);
    expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
  });

  test.each([
    [{ at: '2026-13-45T00:00:00Z' }, 'at'],
    [{ currency: 'XQX' }, 'currency'],
    [{ soldOn: '  ' }, 'soldOn'],
    [{ amount: 0 }, 'amount'],
    [{ kind: 'undecided' as never }, 'kind'],
  ])('what cannot be is refused by its field: %j', async (wrong, field) => {
    await expect(workspace.call('revenue.addLine', { ...manual, ...wrong })).rejects.toMatchObject({
      code: 'invalid-input',
      params: { field },
    });
  });

  test('an unknown person is refused and leaves no line behind', async () => {
    const before = await lines();
    await expect(workspace.call('revenue.addLine', { ...manual, personId: 'nobody' })).rejects.toMatchObject({ code: 'person-missing' });
    expect(await lines()).toEqual(before);
  });

  test('what a file states cannot be removed by hand', async () => {
    const [line] = (await lines()).lines;
    await expect(workspace.call('revenue.removeLine', { id: line?.id ?? 0 })).rejects.toMatchObject({ code: 'line-not-manual' });
  });

  test('a share-only line has no gross', async () => {
    const made = await workspace.call('revenue.addLine', { ...manual, kind: 'ad_share', currency: 'EUR' });
    expect(made).toMatchObject({ grossKnown: false, amounts: { gross: 0, net: 150_000 } });
    expect(await totals({ currency: 'EUR' })).toMatchObject([{ withoutGross: 1, amounts: { gross: 0, net: 150_000 } }]);
    const metrics = await workspace.call('overview.metrics', { ids: ['revenue.gross', 'revenue.net'] });
    const euro = metrics.filter((metric) => metric.currency === 'EUR');
    expect(euro.map(({ id, value, available }) => ({ id, value, available }))).toEqual([
      { id: 'revenue.gross', value: null, available: false },
      { id: 'revenue.net', value: 150_000, available: true },
    ]);
    await workspace.call('revenue.removeLine', { id: made.id });
  });
});
