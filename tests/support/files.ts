/** Small export files in the platforms' true layouts, for tests that need particular rows. */
import { writeFile } from 'node:fs/promises';
import { encodeGb18030 } from './gb18030.mjs';

export interface AlipayRow {
  time: string;
  direction: '收入' | '支出' | '不计收支';
  category: string;
  who: string;
  what: string;
  amount: string;
  status: string;
  id: string;
  merchantId?: string;
}

/** Alipay personal bill, app layout of 2023 and later. */
export async function alipayBill(path: string, rows: readonly AlipayRow[], exportedAt = '2026-11-01 09:12:52'): Promise<string> {
  const rule = '-'.repeat(84);
  const lines = [
    rule,
    '导出信息：',
    '姓名：测试',
    '支付宝账户：test@example.com',
    '起始时间：[2026-01-01 00:00:00]    终止时间：[2026-10-31 23:59:59]',
    '导出交易类型：[全部]',
    `导出时间：[${exportedAt}]`,
    `共${rows.length}笔记录`,
    '',
    '------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------',
    '交易时间            ,交易分类                ,交易对方                ,对方账号                ,商品说明                ,收/支                 ,金额                  ,收/付款方式              ,交易状态                ,交易订单号     ,商家订单号           ,备注                  ,',
    ...rows.map((row) =>
      [
        `${row.time} `,
        row.category,
        row.who,
        '/',
        row.what,
        row.direction,
        row.amount,
        '余额',
        row.status,
        `${row.id}\t`,
        `${row.merchantId ?? ''}\t`,
        '',
        '',
      ]
        .map((cell, index) => (index < 9 ? cell.padEnd(20) : cell))
        .join(','),
    ),
  ];
  await writeFile(path, encodeGb18030(`${lines.join('\n')}\n`));
  return path;
}

/** An Alipay bill of one sale, in the layout of 2023, that states its period. */
export async function alipayBillOf(
  path: string,
  at: string,
  [from, to]: readonly [string, string],
  exportedAt: string | null = '2026-05-02 09:12:52',
): Promise<string> {
  const lines = [
    '导出信息：',
    '支付宝账户：reader@example.com',
    `起始时间：[${from}]    终止时间：[${to}]`,
    '导出交易类型：[全部]',
    ...(exportedAt === null ? [] : [`导出时间：[${exportedAt}]`]),
    '共1笔记录',
    '------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------',
    '交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,',
    `${at},商业服务,学员甲,/,专栏,收入,88.00,余额,交易成功,${at.replace(/\D/g, '')},,,`,
  ];
  await writeFile(path, encodeGb18030(`${lines.join('\n')}\n`));
  return path;
}

export interface YouzanRow {
  number: string;
  status: string;
  createdAt: string;
  paidAt: string;
  flow: string;
  paid: string;
  product: string;
  nickname: string;
  phone: string;
  refunded: string;
  commission?: string;
  method?: string;
}

/** A finished order of 有赞, for tests that only care whose it is. */
export const youzanOrder = (number: string, nickname: string, phone: string): YouzanRow => ({
  number,
  status: '交易成功',
  createdAt: '2026-03-01 09:00:00',
  paidAt: '2026-03-01 09:01:00',
  flow: `M${number}`,
  paid: '199.00',
  product: '年度专栏',
  nickname,
  phone,
  refunded: '0.00',
});

const youzanColumns =
  '订单号,销售渠道,归属店铺,订单类型,订单状态,推广方式,订单来源,订单创建时间,买家付款时间,交易成功时间,付款方式,支付流水号,商品金额合计,运费,店铺优惠合计,应收订单金额,订单实付金额,支付优惠合计,订单实收金额,订单抵用积分数,店铺优惠方式,支付优惠方式,全部商品名称,商品种类数,订单配送方式,同城送达时间/提货时间,收货人省份,收货人城市,收货人地区,详细收货地址/提货地址,收货人/提货人,收货人手机号/提货人手机号,买家备注,订单星级,买家昵称,买家是否会员,买家手机号,下单网点,收银员,分销员,销售导购,专属导购,订单退款状态,订单已退款金额,商家订单备注,桌号,挂账主体,挂账手机号,团长订单,订单风险标签,分销员,分销员手机号,分销员所属店铺,分销员所属团队,分销员所属分组,分销员等级,订单佣金类型,订单佣金金额,订单下级卖货提成类型,订单下级卖货提成金额'.split(
    ',',
  );

/** 有赞 order report. */
export async function youzanOrders(path: string, rows: readonly YouzanRow[]): Promise<string> {
  const lines = rows.map((row) => {
    const known: Record<string, string> = {
      订单号: row.number,
      订单状态: row.status,
      订单创建时间: row.createdAt,
      买家付款时间: row.paidAt,
      付款方式: row.method ?? '微信支付',
      支付流水号: row.flow,
      订单实付金额: row.paid,
      应收订单金额: row.paid,
      全部商品名称: row.product,
      买家昵称: row.nickname,
      买家手机号: row.phone,
      订单已退款金额: row.refunded,
      订单佣金金额: row.commission ?? '0.00',
    };
    return youzanColumns.map((column) => known[column] ?? '——').join(',');
  });
  await writeFile(path, `${[youzanColumns.join(','), ...lines].join('\n')}\n`);
  return path;
}

export interface MerchantRow {
  time: string;
  id: string;
  merchantId: string;
  state: 'SUCCESS' | 'REFUND';
  amount: string;
  refundId?: string;
  refund?: string;
  refundState?: string;
  fee: string;
}

/** 微信支付 merchant bill, ALL layout, with its summary lines. */
export async function merchantBill(path: string, rows: readonly MerchantRow[]): Promise<string> {
  const header =
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
  const lines = rows.map((row) =>
    [
      row.time,
      'wx0000000000000000',
      '1900000001',
      '0',
      '',
      row.id,
      row.merchantId,
      `o-${row.id}`,
      'JSAPI',
      row.state,
      'OTHERS',
      'CNY',
      row.state === 'SUCCESS' ? row.amount : '0.00',
      '0.00',
      row.refundId ?? '0',
      row.refundId ?? '0',
      row.refund ?? '0.00',
      '0.00',
      row.refundId ? 'ORIGINAL' : '',
      row.refundState ?? '',
      '专栏',
      '',
      row.fee,
      '0.60%',
      row.amount,
      row.refund ?? '0.00',
      '',
    ]
      .map((cell) => `\`${cell}`)
      .join(','),
  );
  const sum = (pick: (row: MerchantRow) => string | undefined) => rows.reduce((total, row) => total + Number(pick(row) ?? 0), 0).toFixed(2);
  const footer = [
    '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
    [
      String(rows.length),
      sum((r) => (r.state === 'SUCCESS' ? r.amount : '0')),
      sum((r) => r.refund),
      '0.00',
      sum((r) => r.fee),
      sum((r) => r.amount),
      sum((r) => r.refund),
    ]
      .map((cell) => `\`${cell}`)
      .join(','),
  ];
  await writeFile(path, `\ufeff${[header, ...lines, ...footer].join('\n')}\n`);
  return path;
}

export interface XiaoeRow {
  id: string;
  nickname: string;
  phone: string;
  city: string;
  spent: string;
  registeredAt: string;
}

/** A user of a 小鹅通 list, for tests that only care who it is. */
export const xiaoeUser = (id: string, nickname: string, phone = '', city = ''): XiaoeRow => ({
  id,
  nickname,
  phone,
  city,
  spent: '0.00',
  registeredAt: '2026-01-05 08:00:00',
});

/** 小鹅通 user list; the date of the snapshot is read from the file name, e.g. `用户列表导出_20261031.csv`. */
export async function xiaoeUsers(path: string, rows: readonly XiaoeRow[]): Promise<string> {
  const header = '序号,用户ID,昵称,来源渠道,姓名,账户绑定手机号,最近采集手机号,账号状态,邮箱,城市,累计消费金额,注册时间';
  const lines = rows.map((row, index) =>
    [String(index + 1), row.id, row.nickname, '微信', '', row.phone, row.phone, '正常', '', row.city, row.spent, row.registeredAt]
      .map((cell) => (cell.includes(',') ? `"${cell}"` : cell))
      .join(','),
  );
  await writeFile(path, `\ufeff${[header, ...lines].join('\n')}\n`);
  return path;
}
