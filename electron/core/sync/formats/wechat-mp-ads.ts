/**
 * 公众号 流量主, figures of advertisements per day. Income here is the platform's daily count before settlement (it still takes invalid clicks off), so it is
 * kept as a figure with its currency; income that was settled comes with the settlement.
 */
import { dayRows } from './content-lists';
import { wechatAdMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

const dates = ['时间', '日期'];
/** What an advertiser's or another network's list of the same words does not have. */
const own = ['拉取量', 'eCPM(元)', '千次曝光收益(元)'];
const incomes = ['收入(元)', '收入', '总收入(元)', '预估收入(元)', '广告收入(元)', '收益(元)'];

/** Advertisement figures of a 公众号 per day. */
export const wechatMpAds: Format = {
  id: 'wechat-mp-ads',
  version: 3,
  platform: 'wechat-mp',
  evidence: 'probable',
  kind: 'ledger',
  currency: 'CNY',
  headers: dates.flatMap((date) =>
    incomes.flatMap((income) =>
      own.map((name) => ({ layout: 'days', required: [date, '曝光量', '点击量', income, name], forbidden: ['消耗'], confidence: 0.85 })),
    ),
  ),
  emptyCells: ['-', '--'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  ...dayRows({
    metrics: wechatAdMetrics,
    date: dates,
    dimensions: { 广告位: 'adSlot', 广告位类型: 'adSlot' },
    whole: new Set(['全部', '全部广告位']),
    currency: 'CNY',
    total: new Set(['合计', '总计', '汇总']),
  }),
};
