/** 公众号 用户分析, `user_analysis.xls` (an HTML table): followers won, lost and left per day. */
import { dayRows } from './content-lists';
import { wechatMpMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

const date = ['时间', '日期'];

/** Followers of a 公众号 per day. */
export const wechatMpFollowers: Format = {
  id: 'wechat-mp-followers',
  version: 3,
  platform: 'wechat-mp',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: date.map((name) => ({
    layout: 'days',
    required: [name, '新关注人数', '取消关注人数', '净增关注人数'],
    alone: { known: new Set(['累积关注人数', '累计关注人数']), others: 1 },
    confidence: 0.96,
  })),
  emptyCells: ['-', '--'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  ...dayRows({ metrics: wechatMpMetrics, date, total: new Set(['合计', '总计']) }),
};
