/** 视频号 assistant, figures of the account per day. Known by the names of its columns alone. */
import { dayRows } from './content-lists';
import { channelsMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/** Daily figures of a 视频号. */
export const channelsDays: Format = {
  id: 'channels-days',
  version: 2,
  platform: 'channels',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'days', required: ['时间', '播放', '推荐', '喜欢', '评论', '分享', '关注'], confidence: 0.88 }],
  emptyCells: ['-', '--'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  ...dayRows({ metrics: channelsMetrics, date: ['时间'], total: new Set(['合计', '总计', '累计']) }),
};
