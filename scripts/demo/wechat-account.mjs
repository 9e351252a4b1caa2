/**
 * The creator's personal 微信 wallet: small sales over the collection code, tips, group dues, and the private life between them —
 * red packets, transfers, groceries, refunds of own purchases, withdrawals.
 */
import { compact, DAY, HOUR, instantIn, months, periodEnd, wall } from './calendar.mjs';
import { yuan } from './money.mjs';
import { createRandom } from './random.mjs';

const shops = [
  '山脚便利店',
  '半坡菜市场',
  '纸鱼旧书店',
  '小满咖啡馆',
  '云上打印社',
  '早安豆浆铺',
  '青石快递站',
  '长风洗衣店',
  '街角五金行',
];
const friends = ['阿岚', '老周(示例)', '小满', '阿木木', '表姐', '房东(示例)', '读书会·值日组'];
const bank = '示例银行(0000)';

function idOf(random, at, prefix = '1000') {
  return `${prefix}0500${compact(at).slice(0, 8)}${random.digits(16)}`;
}

function row(random, at, fields) {
  return {
    at,
    type: '商户消费',
    party: '/',
    goods: '/',
    direction: '支出',
    fen: 0,
    method: '零钱',
    status: '支付成功',
    /** From this instant on the export shows `laterStatus` instead. */
    laterAt: null,
    laterStatus: null,
    id: idOf(random, at),
    merchantId: '/',
    note: '/',
    ...fields,
  };
}

function sale(random, at, readers) {
  const party = random.pick(readers).nickname;
  const goods = random.weighted([
    ['收款方备注:二维码收款', 6],
    ['收款方备注:二维码收款付款方留言:十月读书会,两位', 1],
    ['收款方备注:"秋日书单"纸质版', 1],
    ['收款方备注:二维码收款付款方留言:谢谢山中\n下次再来', 0.3],
  ]);
  const fen = random.weighted([
    [2_000, 3],
    [3_990, 4],
    [5_800, 4],
    [9_900, 3],
    [16_800, 2],
    [1_250, 1],
  ]);
  return row(random, at, { type: '二维码收款', party, goods, direction: '收入', fen, status: '已收钱', method: '/' });
}

function tip(random, at, readers) {
  const fen = random.weighted([
    [520, 5],
    [888, 4],
    [666, 3],
    [1_800, 3],
    [5_000, 1],
    [200, 3],
  ]);
  return row(random, at, {
    type: '赞赏码',
    party: random.pick(readers).nickname,
    goods: '山中读书社的赞赏码',
    direction: '收入',
    fen,
    status: '已存入零钱',
    method: '/',
  });
}

function received(random, at) {
  const kind = random.weighted([
    ['转账', 4],
    ['微信红包', 5],
    ['亲属卡交易', 0.4],
  ]);
  const fen = kind === '转账' ? random.int(20, 800) * 100 : random.int(66, 8_888);
  return row(random, at, {
    type: kind,
    party: random.pick(friends),
    goods: kind === '转账' ? '转账备注:微信转账' : '/',
    direction: '收入',
    fen,
    status: '已存入零钱',
    method: '/',
  });
}

function spending(random, at) {
  const type = random.weighted([
    ['商户消费', 12],
    ['扫二维码付款', 6],
    ['转账', 2],
    ['微信红包', 2],
    ['分分捐', 0.5],
    ['亲属卡交易', 0.5],
  ]);
  const method = random.weighted([
    ['零钱', 5],
    [bank, 3],
    ['零钱通', 1],
  ]);
  const merchantId = type === '商户消费' ? `${random.digits(10)}${compact(at)}` : '/';
  const party = type === '转账' || type === '微信红包' ? random.pick(friends) : random.pick(shops);
  const status = type === '转账' ? '对方已收钱' : type === '扫二维码付款' ? '已转账' : '支付成功';
  const goods = type === '商户消费' ? `${party}-订单${random.digits(6)}` : type === '扫二维码付款' ? '收款方备注:二维码收款' : '/';
  const closed = random.chance(0.02);
  return row(random, at, { type, party, goods, fen: random.int(300, 26_000), method, status: closed ? '交易关闭' : status, merchantId });
}

/** A purchase of one's own that comes back: the row of the purchase changes its status, and a row of its own carries the money. */
function ownRefund(random, at) {
  const full = random.chance(0.5);
  const fen = random.int(20, 180) * 100;
  const back = full ? fen : fen / 4;
  const backAt = at + random.int(6 * 3600, 60 * 3600) * 1000;
  const merchantId = `${random.digits(10)}${compact(at)}`;
  const mark = random.pick(['\u00a5', '\uffe5']);
  const purchase = row(random, at, {
    party: '纸鱼旧书店',
    goods: '旧书一箱',
    fen,
    merchantId,
    method: bank,
    laterAt: backAt,
    laterStatus: full ? '已全额退款' : random.pick([`已退款(${mark}${yuan(back)})`, `已退款${mark}${yuan(back)}`]),
  });
  const refund = row(random, backAt, {
    type: random.pick(['退款', '商户消费-退款']),
    party: '纸鱼旧书店',
    goods: '旧书一箱',
    direction: '收入',
    fen: back,
    status: full ? '已全额退款' : purchase.laterStatus,
    merchantId,
    method: bank,
  });
  return [purchase, refund];
}

function monthRows(random, month, readers) {
  const times = (count, make) => Array.from({ length: count }, () => make(random, instantIn(random, month), readers));
  const growth = Math.floor(month.index / 3);
  const rows = [
    ...times(random.int(16, 21) + growth, sale),
    ...times(random.int(14, 20) + growth, tip),
    ...times(random.int(2, 4), received),
    ...times(random.int(13, 18), spending),
  ];
  if (month.index % 2 === 0) rows.push(...ownRefund(random, month.start + 9 * DAY + 15 * HOUR + random.int(0, 3599) * 1000));
  // 春节 brings red packets.
  if (month.year === 2026 && month.month === 2) rows.push(...times(9, received));
  if (month.index % 3 === 1)
    rows.push(
      row(random, month.start + 20 * DAY + 12 * HOUR + random.int(0, 3599) * 1000, {
        type: '群收款',
        party: '读书会·值日组',
        goods: '场地分摊',
        direction: '收入',
        fen: 36_000,
        status: '已收钱',
        method: '/',
      }),
    );
  if (month.index % 2 === 1) rows.push(saleRefund(random, rows, month));
  return [...rows, ...transfers(random, month)];
}

function saleRefund(random, rows, month) {
  const original = rows.find((one) => one.type === '二维码收款' && one.at + 30 * HOUR < month.end) ?? rows[0];
  const at = original.at + random.int(3600, 30 * 3600) * 1000;
  return row(random, at, {
    type: '二维码收款-退款',
    party: original.party,
    goods: original.goods,
    fen: original.fen,
    status: '支付成功',
    method: '零钱',
  });
}

function transfers(random, month) {
  const at = month.start + 2 * DAY + 10 * HOUR + random.int(0, 3599) * 1000;
  const neutral = (type, fen, party, shift) =>
    row(random, at + shift * DAY, { type, party, direction: '/', fen, method: type.startsWith('零钱通') ? '零钱通' : bank });
  const rows = [neutral('信用卡还款', random.int(800, 3_000) * 100, '示例银行信用卡还款', 1)];
  if (month.index % 3 === 0) rows.push(neutral('零钱充值', 30_000, '/', 4));
  if (month.index % 3 === 1) rows.push({ ...neutral('转入零钱通-来自零钱', 50_000, '/', 6), method: '零钱' });
  if (month.index % 3 === 2) rows.push(neutral('零钱通转出-到零钱', 20_000, '/', 8));
  if (month.index === 7) rows.push(neutral('购买理财通', 100_000, '理财通', 11));
  return rows;
}

/** Withdraws what came in, twice a month. The fee of 0.1 % (at least 0.10) stands in the note and is inside the amount. */
function withdrawals(random, rows) {
  const result = [];
  let from = 0;
  for (const month of months) {
    for (const day of [14, 27]) {
      const at = month.start + day * DAY + 21 * HOUR + random.int(0, 3000) * 1000;
      const income = rows.filter((one) => one.direction === '收入' && one.at >= from && one.at < at).reduce((sum, one) => sum + one.fen, 0);
      const arriving = Math.floor((income * 8) / 1000) * 100;
      from = at;
      if (arriving < 20_000) continue;
      const fee = Math.max(10, Math.ceil(arriving / 1000));
      result.push(
        row(random, at, {
          type: '零钱提现',
          party: '示例银行',
          direction: '/',
          fen: arriving + fee,
          method: bank,
          status: '提现已到账',
          note: `服务费\u00a5${yuan(fee)}`,
          id: idOf(random, at, '2072'),
        }),
      );
    }
  }
  return result;
}

/** All rows of the wallet, by time. `fen` is always positive; `direction` is 收入, 支出 or `/`. */
export function planWechat(readers) {
  const random = createRandom('wechat wallet');
  const rows = months.flatMap((month) => monthRows(random, month, readers));
  rows.push(tip(random, wall(2026, 10, 31, 22, 5, 41), readers));
  rows.push(...withdrawals(random, rows));
  return rows.filter((one) => one.at < periodEnd).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
