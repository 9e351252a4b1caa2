/**
 * The shop's orders (有赞): who bought what, when it was paid, shipped, finished, closed and refunded. The state of an order at a
 * moment follows from these times, so two exports of different days disagree exactly as real ones do.
 */
import { compact, DAY, HOUR, instantIn, months, periodEnd, wall } from './calendar.mjs';
import { ratio } from './money.mjs';
import { productsAt } from './products.mjs';
import { createRandom } from './random.mjs';

/** Paid volume per month in yuan: growth, 双11 in November, a quiet 春节 in February, World Book Day in April, 618 in June. */
const shopTargets = [57, 61, 57, 59, 63, 65, 97, 71, 82, 58, 68, 75, 71, 83, 74, 77, 85, 96].map((thousand) => thousand * 100_000);

/** The last day must be covered by every money account, so that "data through" ends in one place. */
const lastOrderAt = wall(2026, 10, 31, 20, 41, 8);

function buyerBook(random, readers) {
  const waiting = random.shuffle(readers.filter((reader) => reader.onYouzan));
  const known = [];
  const memberUntil = new Map();
  return {
    next() {
      if (waiting.length > 0 && (known.length === 0 || random.chance(0.52))) known.push(waiting.pop());
      else return random.pick(known);
      return known[known.length - 1];
    },
    mayJoin: (buyer, at) => (memberUntil.get(buyer) ?? 0) < at + 30 * DAY,
    join: (buyer, at) => memberUntil.set(buyer, at + 365 * DAY),
  };
}

function chooseItems(random, at, mayJoin) {
  const products = productsAt(at).filter((product) => mayJoin || !product.annual);
  const draw = () => random.weighted(products.map((product) => [product, product.weight]));
  const items = [{ product: draw(), count: 1 }];
  if (random.chance(0.06)) {
    const second = draw();
    if (second !== items[0].product && !second.annual) items.push({ product: second, count: random.chance(0.3) ? 2 : 1 });
  }
  return items;
}

/** Coupons by season: 双11 and 618 give more. */
function discountOf(random, at, goodsFen) {
  const day = compact(at).slice(4, 8);
  const festival = (day >= '1101' && day <= '1112') || (day >= '0616' && day <= '0619');
  if (goodsFen < 10_000 || !random.chance(festival ? 0.8 : 0.18)) return 0;
  return festival ? ratio(goodsFen, 15, 100) : random.pick([1_000, 2_000, 3_000]);
}

function paymentOf(random, paidAt) {
  const method = random.weighted([
    ['微信支付', 82],
    ['支付宝', 15],
    ['找人代付', 3],
  ]);
  if (method === '支付宝') return { method, payNumber: `${compact(paidAt).slice(0, 8)}2200${random.digits(16)}`, bill: null };
  const transactionId = `4200${compact(paidAt).slice(2, 6)}${compact(paidAt).slice(0, 8)}${random.digits(12)}`;
  return {
    method,
    bill: {
      transactionId,
      pairing: random.weighted([
        ['transaction', 70],
        ['merchant', 20],
        ['order', 10],
      ]),
    },
  };
}

/** How the shop's number and the bill's numbers meet; all three ways occur in real exports. */
function pairNumbers(random, order) {
  const { bill } = order;
  if (!bill) return;
  const own = `${compact(order.paidAt)}${random.digits(10)}`;
  if (bill.pairing === 'transaction') {
    bill.merchantNumber = `YZ${own}`;
    order.payNumber = bill.transactionId;
  } else if (bill.pairing === 'merchant') {
    bill.merchantNumber = own;
    order.payNumber = own;
  } else {
    bill.merchantNumber = order.number;
    order.payNumber = null;
  }
}

function refundOf(random, order) {
  if (order.paidFen === 0 || !random.chance(0.045)) return;
  const refundAt = order.paidAt + random.int(2, 300) * HOUR + random.int(0, 3599) * 1000;
  if (refundAt >= periodEnd - HOUR) return;
  const full = order.paidFen < 5_000 || random.chance(0.6);
  order.refundFen = full ? order.paidFen : ratio(order.paidFen, random.pick([20, 30, 50]), 100);
  order.refundAt = refundAt;
}

function promote(random, order, readers) {
  if (!random.chance(0.11)) return;
  order.promoter = random.pick(readers.slice(0, 40));
  order.commissionFen = ratio(order.paidFen, 10, 100);
  order.secondCommissionFen = random.chance(0.25) ? ratio(order.paidFen, 2, 100) : 0;
}

function makeOrder(random, at, buyer, mayJoin, paid) {
  const items = chooseItems(random, at, mayJoin);
  const goodsFen = items.reduce((sum, item) => sum + item.product.price * item.count, 0);
  const free = paid && goodsFen < 2_000 && random.chance(0.1);
  const discountFen = free ? goodsFen : discountOf(random, at, goodsFen);
  const order = {
    number: `E${compact(at)}${random.digits(9)}`,
    createdAt: at,
    buyer,
    nickname: random.chance(0.03) ? `${buyer.nickname}(新)` : buyer.nickname,
    items,
    goodsFen,
    discountFen,
    paidFen: goodsFen - discountFen,
    paidAt: null,
    shippedAt: null,
    completedAt: null,
    closedAt: null,
    payNumber: null,
    method: null,
    bill: null,
    refundFen: 0,
    refundAt: null,
    promoter: null,
    commissionFen: 0,
    secondCommissionFen: 0,
  };
  if (!paid) return { ...order, closedAt: at + 3 * DAY };
  order.paidAt = at + random.int(5, 900) * 1000;
  order.shippedAt = order.paidAt + random.int(1, 30) * HOUR;
  order.completedAt = order.shippedAt + random.int(5, 8) * DAY;
  if (!free) Object.assign(order, paymentOf(random, order.paidAt));
  return order;
}

function monthOrders(random, month, book, readers) {
  const orders = [];
  let left = shopTargets[month.index];
  while (left > 0) {
    // Late-night orders would be paid on the next day, perhaps in the next month; they move a little earlier.
    const at = Math.min(instantIn(random, month), month.end - 20 * 60_000);
    const buyer = book.next();
    const paid = !random.chance(0.08);
    const order = makeOrder(random, at, buyer, book.mayJoin(buyer, at), paid);
    orders.push(order);
    if (!paid) continue;
    left -= order.paidFen;
    if (order.items.some((item) => item.product.annual)) book.join(buyer, at);
    pairNumbers(random, order);
    promote(random, order, readers);
    refundOf(random, order);
  }
  return orders;
}

/** A few pairs of orders of one buyer, paid together: one bill line stands for both. */
function combinePayments(orders) {
  const plain = orders.filter((order) => order.bill?.pairing === 'transaction' && order.refundFen === 0);
  for (let i = 0; i < 5; i += 1) {
    const first = plain[200 + i * 170];
    const second = plain[200 + i * 170 + 1];
    Object.assign(second, { buyer: first.buyer, nickname: first.nickname, payNumber: first.payNumber, paidAt: first.paidAt });
    second.createdAt = first.createdAt;
    second.number = `${first.number.slice(0, 15)}${second.number.slice(15)}`;
    second.bill = { ...first.bill, combined: true };
  }
}

/** All orders of the shop, by creation time. */
export function planOrders(readers) {
  const random = createRandom('shop orders');
  const book = buyerBook(random, readers);
  const orders = months.flatMap((month) => monthOrders(random, month, book, readers));
  orders.sort((a, b) => a.createdAt - b.createdAt || (a.number < b.number ? -1 : 1));
  const last = orders.filter((order) => order.bill && order.refundFen === 0).at(-1);
  Object.assign(last, { createdAt: lastOrderAt, paidAt: lastOrderAt + 34_000, number: `E${compact(lastOrderAt)}${last.number.slice(15)}` });
  if (last.bill.pairing === 'order') last.bill.merchantNumber = last.number;
  combinePayments(orders);
  return orders.sort((a, b) => a.createdAt - b.createdAt || (a.number < b.number ? -1 : 1));
}
