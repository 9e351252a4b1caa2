/** What the wizard takes the columns of hand-made tables for: a wrong guess that nobody notices is worse than none. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MappingKind } from '../../shared/domain/mapping';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await testWorkspace();
});
afterAll(() => workspace.close());

async function draft(text: string, kind?: MappingKind) {
  const path = join(workspace.dir, 'table.csv');
  await writeFile(path, text);
  await workspace.job('sync.stage', { paths: [path] });
  const [staged] = await workspace.call('sync.staged', {});
  const fileId = staged?.id ?? '';
  const drafted = await workspace.call('mapping.draft', { fileId, ...(kind ? { kind } : {}) });
  const preview =
    drafted.template.columns.length > 0 ? await workspace.call('mapping.preview', { fileId, template: drafted.template as never }) : null;
  await workspace.call('sync.discard', { fileIds: [fileId] });
  const { template } = drafted;
  return { kind: template.kind, fields: Object.fromEntries(template.columns.map(({ field, column }) => [field, column])), preview };
}

describe('money with and without its fee', () => {
  test.each([
    ['商品名称,买家,成交价,手续费,到账金额,成交时间\n专栏,林间,29.90,1.50,28.40,2026-03-01\n', '成交价', '手续费'],
    ['时间,商品,到账金额,手续费,订单金额\n2026-03-01,专栏,28.40,1.50,29.90\n', '订单金额', '手续费'],
    ['时间,商品,实收,服务费,实付\n2026-03-01,专栏,28.40,1.50,29.90\n', '实付', '服务费'],
    ['时间,商品,售价,平台佣金,结算金额\n2026-03-01,专栏,29.90,1.50,28.40\n', '售价', '平台佣金'],
    ['Date,Product,Net,Fee,Price\n2026-03-01,Column,28.40,1.50,29.90\n', 'Price', 'Fee'],
    ['Date,Product,Net amount,Fee,Total\n2026-03-01,Column,28.40,1.50,29.90\n', 'Total', 'Fee'],
    ['Date,Product,Payout amount,Processing fee,Gross amount\n2026-03-01,Column,28.40,1.50,29.90\n', 'Gross amount', 'Processing fee'],
  ])('the whole is the amount: %s', async (text, amount, fee) => {
    expect(await draft(text)).toMatchObject({ kind: 'sales', fields: { amount, fee } });
  });

  test.each([
    ['时间,商品,到账金额,手续费\n2026-03-01,专栏,28.40,1.50\n', '到账金额'],
    ['时间,商品,净收入,手续费\n2026-03-01,专栏,28.40,1.50\n', '净收入'],
    ['Date,Product,Net,Fee\n2026-03-01,Column,28.40,1.50\n', 'Net'],
  ])('what is left after the fee, alone, is not lowered by it once more: %s', async (text, amount) => {
    const { kind, fields } = await draft(text);
    expect([kind, fields.amount, fields.fee]).toEqual(['sales', amount, undefined]);
  });

  test.each([
    ['课程,价格,实际支付金额,支付时间\n写作,299,199,2026-03-01\n', '实际支付金额'],
    ['课程,商品总价,支付金额(元),支付时间\n写作,299,199,2026-03-01\n', '支付金额(元)'],
    ['课程,优惠金额,到账金额,支付时间\n写作,100,199,2026-03-01\n', '到账金额'],
    ['Course,Discount amount,Total,Created\nWriting,100,199,2026-03-01\n', 'Total'],
  ])('neither what was asked for nor what was let off is what was paid: %s', async (text, amount) => {
    expect(await draft(text)).toMatchObject({ kind: 'sales', fields: { amount } });
  });

  test('a word that only contains the letters is no net', async () => {
    const { fields } = await draft('Date,Product,Internet sales total,Fee\n2026-03-01,Column,29.90,1.50\n');
    expect(fields).toMatchObject({ amount: 'Internet sales total', fee: 'Fee' });
  });
});

describe('a statement of an account', () => {
  test.each([
    [
      'Date,Description,Amount,Balance\n2026-03-01,Column,199.00,1199.00\n2026-03-02,Shop,-20.00,1179.00\n',
      { at: 'Date', amount: 'Amount', purpose: 'Description' },
    ],
    ['日期,摘要,金额,余额\n2026-03-01,专栏,199.00,1199.00\n', { at: '日期', amount: '金额', purpose: '摘要' }],
    [
      '日期,摘要,收入金额,支出金额,账户余额\n2026-03-01,专栏,199.00,,1199.00\n2026-03-02,软件,,20,1179.00\n',
      { at: '日期', amountIn: '收入金额', amountOut: '支出金额' },
    ],
    ['Date,Description,Account,Amount,Running balance\n2026-03-01,Column,Main,199.00,1199.00\n', { at: 'Date', amount: 'Amount' }],
  ])('is no table of sales: %s', async (text, fields) => {
    const found = await draft(text);
    expect(found).toMatchObject({ kind: 'cashbook', fields });
    expect(found.preview?.rows[1]?.becomes ?? 'expense').toBe('expense');
    expect(Object.values(found.fields)).not.toContain('Balance');
    expect(Object.values(found.fields)).not.toContain('Running balance');
  });

  test('is not what a list of members with their credit is', async () => {
    expect(await draft('姓名,手机号,余额,注册时间\n林间,19900001001,20,2026-03-01\n')).toMatchObject({ kind: 'people' });
  });
});

describe('counts and numbers', () => {
  test('are nobody: the figures of a group are no attendance', async () => {
    const text =
      '日期,群名称,群成员数,新增成员,退群成员,发言人数,消息数\n2026-03-01,晨读群,203,4,1,35,420\n2026-03-02,晨读群,206,3,0,41,388\n';
    const found = await draft(text);
    expect(found.kind).not.toBe('attendance');
    expect(found.fields.title).toBeUndefined();
    for (const kind of ['attendance', 'people', 'sales'] as const) {
      const { fields } = await draft(text, kind);
      expect([fields.name, fields.nickname]).toEqual([undefined, undefined]);
    }
  });

  test.each(['群成员数', '学员人数', '成员数', '用户数量', 'Member count', 'Number of members'])(
    '%s is no name, even while it is empty',
    async (column) => {
      const { fields } = await draft(`日期,${column}\n2026-03-01,\n`, 'attendance');
      expect(fields.name).toBeUndefined();
    },
  );

  test('a column of numbers is no name, whatever it is called', async () => {
    expect((await draft('学员,活动\n12,晨读\n15,晨读\n', 'attendance')).fields.name).toBeUndefined();
    expect((await draft('学员,活动\n林间,晨读\n15,晨读\n', 'attendance')).fields.name).toBe('学员');
  });
});

describe('dates written in digits', () => {
  const bank = `交易日期,交易时间,交易类型,借方发生额,贷方发生额,余额,对方户名,摘要
20260301,093000,转入,0.00,199.00,1199.00,林间,专栏
20260302,181500,消费,20.00,0.00,1179.00,某软件,订阅
`;

  test('are the dates of a statement of an account, whose two amounts say which way money went', async () => {
    const { kind, fields, preview } = await draft(bank);
    expect([kind, fields]).toEqual([
      'cashbook',
      {
        at: '交易日期',
        category: '交易类型',
        amountOut: '借方发生额',
        amountIn: '贷方发生额',
        party: '对方户名',
        purpose: '摘要',
      },
    ]);
    expect(preview?.rows.map(({ becomes, at, amount, who }) => [becomes, at, amount, who])).toEqual([
      ['sale', '2026-02-28T16:00:00Z', 19_900, '林间'],
      ['expense', '2026-03-01T16:00:00Z', 2_000, '某软件'],
    ]);
  });

  test('are not what ids and amounts are that look like them now and then', async () => {
    expect((await draft('时间,金额\n20260301,12\n20269999,13\n20260303,14\n', 'sales')).fields.at).toBeUndefined();
    expect((await draft('时间,金额\n20260301,12\n昨天,13\n20260303,14\n', 'sales')).fields.at).toBe('时间');
    expect((await draft('编号,付款日期,金额\n20260301,20260302,20260303\n', 'sales')).fields).toMatchObject({
      at: '付款日期',
      amount: '金额',
    });
  });

  test('tell birthdays and memberships', async () => {
    const { fields, preview } = await draft('姓名,生日,入会日期,到期日期\n林间,19900501,20260301,20270228\n', 'people');
    expect(fields).toMatchObject({ birthDate: '生日', termStart: '入会日期', termEnd: '到期日期' });
    expect(preview?.rows[0]?.what).toBe('2026-03-01 → 2027-02-28');
  });
});
