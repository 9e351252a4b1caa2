/** What the reading club sells. Prices in fen. */
import { wall } from './calendar.mjs';

/** Products of the shop with the weight of being chosen. The annual membership was raised with the 2026 edition. */
export function productsAt(at) {
  const membership =
    at < wall(2026, 1, 1)
      ? { name: '山中读书社·年度会员', spec: '2025版', price: 39_800, weight: 30, annual: true }
      : { name: '山中读书社·年度会员', spec: '2026版', price: 49_800, weight: 30, annual: true };
  return [
    membership,
    { name: '非虚构写作工作坊', spec: '八周', price: 59_900, weight: 15 },
    // The comma is meant: bills escape it, spreadsheets quote it.
    { name: '慢读经典十二讲,第一季', spec: '', price: 19_900, weight: 20 },
    { name: '亲子共读训练营', spec: '21天', price: 29_900, weight: 12 },
    { name: '古诗夜读二十课', spec: '', price: 12_900, weight: 9 },
    { name: '一对一读书顾问', spec: '三次', price: 128_000, weight: 4 },
    { name: '秋日书单(电子手册)', spec: '', price: 1_990, weight: 6 },
    { name: '单篇解锁·山居笔记', spec: '', price: 1_250, weight: 4 },
  ];
}

/** Sold at reading evenings over the counter, straight through the merchant account. */
export const counterGoods = [
  { name: '线下读书夜门票', price: 5_800, weight: 8 },
  { name: '二手书义卖', price: 2_500, weight: 5 },
  { name: '手冲咖啡', price: 1_250, weight: 4 },
  { name: '布面笔记本', price: 4_500, weight: 3 },
];
