/** 头条号, `数据趋势_*.xlsx` and `粉丝趋势_*.xlsx`: figures and followers per day. The first row may sum up the others (累计). */
import { dayRows } from './content-lists';
import { toutiaoMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/** Daily figures of a 头条号. */
export const toutiaoDays: Format = {
  id: 'toutiao-days',
  version: 1,
  platform: 'toutiao',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'content', required: ['时间', '展现量', '阅读(播放)量'], confidence: 0.95 },
    { layout: 'followers', required: ['时间', '总粉丝数', '粉丝变化数'], confidence: 0.93 },
  ],
  emptyCells: ['-', '--'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  map: dayRows({ metrics: toutiaoMetrics, date: ['时间'], total: new Set(['累计', '合计', '总计']) }),
};
