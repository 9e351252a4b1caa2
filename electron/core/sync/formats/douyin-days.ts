/** 抖音 creator centre, figures of the account per day (投稿分析). Rates are fractions or percentages. */
import { dayRows } from './content-lists';
import { douyinMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/** Daily figures of a 抖音 account. */
export const douyinDays: Format = {
  id: 'douyin-days',
  version: 3,
  platform: 'douyin',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  // Other video platforms count 总播放量 by day as well.
  headers: ['投稿量', '5秒完播率', '2秒跳出率'].map((own) => ({ layout: 'days', required: ['日期', '总播放量', own], confidence: 0.93 })),
  emptyCells: ['-', '--'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  ...dayRows({ metrics: douyinMetrics, date: ['日期'], total: new Set(['合计', '总计', '累计']) }),
};
