/** 知乎 creator centre, `日报表.xls` (text with commas, whatever its name): figures of the account per day. */
import { dayRows } from './content-lists';
import { zhihuMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/** Daily figures of a 知乎 account. */
export const zhihuDays: Format = {
  id: 'zhihu-days',
  version: 3,
  platform: 'zhihu',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [
    {
      layout: 'days',
      required: ['日期', '阅读', '播放', '点赞', '喜欢'],
      alone: { known: new Set(['评论', '收藏', '分享']), others: 1 },
      confidence: 0.9,
    },
  ],
  emptyCells: ['-', '--'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  ...dayRows({ metrics: zhihuMetrics, date: ['日期'], total: new Set(['合计', '总计', '累计']) }),
};
