/**
 * The creator's personal 支付宝: sales over the collection code and small services, and private spending beside them. One plan feeds the
 * three layouts, so each row carries the words of all of them.
 */
import { compact, DAY, HOUR, instantIn, months, periodEnd, stamp, wall } from './calendar.mjs';
import { ratio } from './money.mjs';
import { createRandom } from './random.mjs';

const shops = ['示例超市', '山货小铺', '清晨烘焙', '示例数码专营店', '绿皮火车订票', '青石水电缴费', '示例视频会员'];
const categories = ['餐饮美食', '日用百货', '文化休闲', '交通出行', '生活服务', '数码电器', '充值缴费'];
const bank = '示例银行(0000)';

function idOf(random, at) {
  return `${compact(at).slice(0, 8)}2200${random.digits(6)}14${random.digits(8)}`;
}

/** `direction` is 收入, 支出 or '' (neutral: each layout has its own word); `funds` is 资金状态 of the web layout. */
function row(random, at, fields) {
  return {
    at,
    category: '日用百货',
    webType: '即时到账交易',
    party: '/',
    account: '/',
    goods: '',
    direction: '支出',
    fen: 0,
    method: '余额',
    status: '交易成功',
    /** Before this instant an export still says 等待确认收货. */
    settledAt: at,
    id: idOf(random, at),
    merchantId: '',
    feeFen: 0,
    refundedFen: 0,
    funds: '已支出',
    ...fields,
  };
}

function masked(random) {
  return `${random.pick(['rea', 'sha', 'mou', 'asd', 'boo'])}***@example.com`;
}

function sale(random, at, readers) {
  const viaShop = random.chance(0.2);
  const fen = random.weighted([
    [5_800, 4],
    [9_900, 5],
    [16_800, 3],
    [19_900, 3],
    [2_990, 2],
    [36_500, 1],
  ]);
  return row(random, at, {
    category: viaShop ? '商业服务' : '收入',
    webType: viaShop ? '支付宝担保交易' : '即时到账交易',
    party: random.pick(readers).nickname,
    account: masked(random),
    goods: viaShop ? '读书社文创·布面笔记本' : random.pick(['收钱码收款', '收钱码收款', '商品-山居笔记合订本']),
    direction: '收入',
    fen,
    settledAt: viaShop ? at + 9 * DAY : at,
    merchantId: viaShop ? `T200P${random.digits(15)}` : '',
    // The collection code charges now and then; only the web layout has a column for it.
    feeFen: viaShop ? ratio(fen, 6, 1000) : 0,
    funds: '已收入',
  });
}

function received(random, at) {
  const [category, goods] = random.pick([
    ['转账红包', '转账'],
    ['转账红包', '收到一个红包'],
    ['亲友代付', '亲情卡退回'],
    ['保险', '退货运费险理赔'],
  ]);
  return row(random, at, {
    category,
    goods,
    party: '阿岚',
    account: masked(random),
    direction: '收入',
    fen: random.int(5, 600) * 100,
    funds: '已收入',
  });
}

function spending(random, at) {
  const at2 = random.int(0, categories.length - 1);
  const waiting = random.chance(0.04);
  return row(random, at, {
    category: categories[at2],
    webType: random.chance(0.4) ? '支付宝担保交易' : '即时到账交易',
    party: random.pick(shops),
    account: masked(random),
    goods: `${categories[at2]}-订单${random.digits(8)}`,
    fen: random.int(500, 32_000),
    method: random.pick(['余额', '余额宝', bank, '花呗']),
    status: waiting ? '等待付款' : '交易成功',
    funds: waiting ? '' : '已支出',
    merchantId: `${random.digits(18)}`,
  });
}

/** An own purchase that came back: the original closes, and `<id>_<n>` carries the money with a neutral direction. */
function ownRefund(random, at) {
  const fen = random.int(30, 200) * 100;
  const full = random.chance(0.6);
  const back = full ? fen : fen / 2;
  const purchase = row(random, at, {
    category: '数码电器',
    webType: '支付宝担保交易',
    party: '示例数码专营店',
    goods: '阅读灯',
    fen,
    refundedFen: back,
    status: full ? '交易关闭' : '交易成功',
    merchantId: `T200P${random.digits(15)}`,
  });
  const refund = row(random, at + random.int(5 * 3600, 40 * 3600) * 1000, {
    category: '退款',
    webType: '支付宝担保交易',
    party: purchase.party,
    goods: '退款-阅读灯',
    direction: '',
    fen: back,
    status: '退款成功',
    id: `${purchase.id}_${random.digits(6)}`,
    merchantId: purchase.merchantId,
    funds: '已收入',
  });
  return [purchase, refund];
}

function neutralRows(random, month) {
  const at = month.start + 24 * DAY + 9 * HOUR + random.int(0, 3599) * 1000;
  const fund = (shift, fields) =>
    row(random, at - shift * DAY, {
      category: '投资理财',
      party: '示例基金管理有限公司',
      direction: '',
      method: '余额宝',
      funds: '资金转移',
      ...fields,
    });
  // The web layout prints interest as income of an ordinary trade; the app calls it neutral.
  const interest = fund(3, {
    goods: `余额宝-${stamp(at - 4 * DAY)
      .slice(0, 10)
      .replaceAll('-', '.')}-收益发放`,
    fen: random.int(1, 9),
    funds: '已收入',
    webDirection: '收入',
  });
  const rows = [interest, fund(5, { goods: '余额宝-自动转入', fen: 20_000 })];
  if (month.index % 4 === 2)
    rows.push(
      fund(7, { category: '其他', goods: '冻结-读书角押金', fen: 9_900, method: '余额', funds: '冻结' }),
      fund(2, { category: '其他', goods: '解冻-读书角押金', fen: 9_900, method: '余额', funds: '解冻' }),
    );
  if (month.index % 3 === 0)
    rows.push(
      row(random, at - 12 * DAY, {
        category: '信用借还',
        goods: '花呗主动还款',
        party: '花呗',
        fen: random.int(300, 1500) * 100,
        status: '还款成功',
      }),
    );
  return rows;
}

function withdrawal(random, month, rows) {
  const at = month.start + 26 * DAY + 20 * HOUR + random.int(0, 3000) * 1000;
  const income = rows.filter((one) => one.direction === '收入').reduce((sum, one) => sum + one.fen, 0);
  return row(random, at, {
    category: '账户存取',
    webType: '提现',
    party: '示例银行',
    goods: '提现-实时提现',
    direction: '',
    fen: Math.floor((income * 7) / 1000) * 100,
    method: '余额',
    funds: '资金转移',
  });
}

function monthRows(random, month, readers) {
  const times = (count, make) => Array.from({ length: count }, () => make(random, instantIn(random, month), readers));
  const rows = [
    ...times(random.int(18, 24) + Math.floor(month.index / 4), sale),
    ...times(random.int(8, 12), spending),
    ...neutralRows(random, month),
  ];
  // The web layout has no word that tells a transfer from a sale, so gifts begin with the app's exports.
  if (month.index >= 3) rows.push(...times(random.int(1, 2), received));
  if (month.index % 3 === 1) rows.push(...ownRefund(random, month.start + 12 * DAY + 14 * HOUR + random.int(0, 3599) * 1000));
  return [...rows, withdrawal(random, month, rows)];
}

/** All rows of the account, by time. */
export function planAlipay(readers) {
  const random = createRandom('alipay account');
  const rows = months.flatMap((month) => monthRows(random, month, readers));
  rows.push({ ...sale(random, wall(2026, 10, 31, 19, 12, 3), readers), settledAt: wall(2026, 10, 31, 19, 12, 3) });
  return rows.filter((one) => one.at < periodEnd).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
