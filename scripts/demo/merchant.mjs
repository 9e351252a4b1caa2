/**
 * The merchant account (微信商户号): one line for every shop order paid through WeChat Pay, lines of the counter at reading evenings, and
 * refund lines. Fees are 0.60 %, kept in hundred-thousandths of a yuan as the bill prints them.
 */
import { compact, HOUR, instantIn, months, periodEnd, wall } from './calendar.mjs';
import { counterGoods } from './products.mjs';
import { createRandom } from './random.mjs';

/** 0.60 % of an amount in fen, in hundred-thousandths of a yuan. */
const feeOf = (fen) => fen * 6;

const banks = [
  ['OTHERS', 6],
  ['CMB_DEBIT', 3],
  ['ICBC_DEBIT', 3],
  ['CCB_CREDIT', 2],
  ['ABC_DEBIT', 1],
];

function saleLine(random, fields) {
  return {
    state: 'SUCCESS',
    tradeType: 'JSAPI',
    bank: random.weighted(banks),
    attach: '',
    refundId: null,
    refundNumber: null,
    refundFen: 0,
    refundState: '',
    fee5: feeOf(fields.fen),
    ...fields,
  };
}

function refundLine(random, sale, at, refundFen, refundState) {
  return {
    ...sale,
    state: 'REFUND',
    at,
    fen: 0,
    refundId: `5030${compact(at).slice(2, 6)}${compact(at).slice(0, 8)}${random.digits(13)}`,
    refundNumber: `RF${compact(at)}${random.digits(6)}`,
    refundFen,
    refundState,
    fee5: -feeOf(refundFen),
  };
}

function shopLines(random, orders) {
  const lines = [];
  for (const [transactionId, paidTogether] of groupByTransaction(orders)) {
    const [order] = paidTogether;
    const fen = paidTogether.reduce((sum, one) => sum + one.paidFen, 0);
    const sale = saleLine(random, {
      at: order.paidAt,
      transactionId,
      merchantNumber: order.bill.merchantNumber,
      openid: order.buyer.openid,
      product: order.items[0].product.name,
      attach: 'youzan',
      fen,
    });
    lines.push(sale);
    for (const one of paidTogether) if (one.refundFen > 0) lines.push(refundLine(random, sale, one.refundAt, one.refundFen, 'SUCCESS'));
  }
  return lines;
}

function groupByTransaction(orders) {
  const groups = new Map();
  for (const order of orders) {
    if (!order.bill) continue;
    const group = groups.get(order.bill.transactionId);
    if (group) group.push(order);
    else groups.set(order.bill.transactionId, [order]);
  }
  return groups;
}

function counterLine(random, at, good) {
  return saleLine(random, {
    at,
    transactionId: `4200${compact(at).slice(2, 6)}${compact(at).slice(0, 8)}${random.digits(12)}`,
    merchantNumber: `QT${compact(at)}${random.digits(4)}`,
    openid: `oDEMO${random.letters(23)}`,
    tradeType: random.pick(['NATIVE', 'MICROPAY']),
    product: good.name,
    fen:
      good.price *
      random.weighted([
        [1, 8],
        [2, 2],
      ]),
  });
}

function counterLines(random) {
  const goods = counterGoods.map((good) => [good, good.weight]);
  const lines = months.flatMap((month) =>
    Array.from({ length: random.int(9, 16) }, () => counterLine(random, instantIn(random, month), random.weighted(goods))),
  );
  const refunds = lines
    .filter((line, index) => index % 37 === 20 && line.at + 30 * HOUR < periodEnd)
    .map((line) => refundLine(random, line, line.at + random.int(3600, 30 * 3600) * 1000, line.fen, 'SUCCESS'));
  const revoked = {
    ...counterLine(random, wall(2025, 9, 20, 19, 32, 11), counterGoods[0]),
    tradeType: 'MICROPAY',
    state: 'REVOKED',
    fen: 0,
    fee5: 0,
  };
  return [...lines, ...refunds, revoked, counterLine(random, wall(2026, 10, 31, 21, 20, 0), counterGoods[0])];
}

/**
 * Where shop and bill disagree about refunds. `billOnly`: refunded at the merchant desk, the shop does not know. `shopMore`: part of the
 * refund went out by hand. `PROCESSING`: the bill was printed before the refund arrived and never says more; it counts. `FAIL`: nothing was refunded.
 */
function disagree(random, lines, orders) {
  const sales = new Map(lines.filter((line) => line.state === 'SUCCESS').map((line) => [line.transactionId, line]));
  const billed = orders.filter((order) => order.bill && !order.bill.combined && order.paidFen > 0);
  const quiet = billed.filter((order) => order.refundFen === 0 && order.paidAt + 80 * HOUR < periodEnd);
  const extra = [];
  for (let i = 0; i < 7; i += 1) {
    const order = quiet[90 + i * 301];
    const refundFen = i % 2 === 0 ? order.paidFen : Math.floor(order.paidFen / 2);
    const sale = sales.get(order.bill.transactionId);
    extra.push(refundLine(random, sale, order.paidAt + (24 + i * 5) * HOUR, refundFen, i === 6 ? 'FAIL' : 'SUCCESS'));
  }
  const refunds = lines.filter((line) => line.state === 'REFUND' && line.attach === 'youzan');
  for (let i = 0; i < 4; i += 1) {
    const line = refunds[5 + i * 9];
    line.refundFen -= 500;
    line.fee5 = -feeOf(line.refundFen);
  }
  for (let i = 0; i < 3; i += 1) refunds[9 + i * 11].refundState = 'PROCESSING';
  return [...lines, ...extra];
}

/** All lines of the merchant account, by time. `fen` is 应结订单金额, `fee5` 手续费 (negative on refunds) in hundred-thousandths of a yuan. */
export function planMerchant(orders) {
  const random = createRandom('merchant lines');
  const lines = disagree(random, shopLines(random, orders), orders);
  return [...lines, ...counterLines(random)].sort((a, b) => a.at - b.at || (a.transactionId < b.transactionId ? -1 : 1));
}
