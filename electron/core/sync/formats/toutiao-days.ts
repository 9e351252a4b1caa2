/**
 * 头条号, `数据趋势_<account>_<first day>-<last day>` and `粉丝趋势_…` (xlsx or csv): figures and followers per day. The first row may sum up the others
 * (累计). The trend of one genre has the same columns; only a word in brackets at the end of the name tells it from that of the account.
 */
import { dayRows } from './content-lists';
import { toutiaoMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { FileFrame, Format } from './format';

/** `（文章)`, with brackets of either width. What else stands in brackets is the number of a download or the user's own word. */
function genreOf({ fileName }: FileFrame): Record<string, string> {
  const genre = /[（(]\s*(文章|视频|小视频|微头条|图文|图集|问答|音频)\s*[)）]/.exec(fileName)?.[1];
  return genre === undefined ? {} : { genre };
}

/** Daily figures of a 头条号. */
export const toutiaoDays: Format = {
  id: 'toutiao-days',
  version: 3,
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
  ...dayRows({
    metrics: toutiaoMetrics,
    date: ['时间'],
    total: new Set(['累计', '合计', '总计']),
    part: genreOf,
  }),
};
