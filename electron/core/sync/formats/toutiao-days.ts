/**
 * 头条号, `数据趋势_<account>_<first day>-<last day>` and `粉丝趋势_…` (xlsx or csv): figures and followers per day. The first row may sum up the others
 * (累计). The trend of one genre has the same columns; only a word in brackets at the end of the name tells it from that of the account.
 */
import { dayRows } from './content-lists';
import { toutiaoMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { FileFrame, Format } from './format';
import { archiveSeparator } from './frame-text';

function ownName({ fileName }: FileFrame): string {
  return fileName.split(archiveSeparator).at(-1) ?? fileName;
}

function accountOf(frame: FileFrame): string | null {
  return /趋势_(\d{6,20})_20\d{2}/.exec(ownName(frame))?.[1] ?? null;
}

/** `（文章)`: the platform writes brackets of either width. A number in brackets is that of a second download. */
function genreOf(frame: FileFrame): Record<string, string> {
  const genre = /[（(]\s*(\p{Script=Han}{1,8})\s*[)）]/u.exec(ownName(frame))?.[1];
  return genre === undefined || genre === '全部' ? {} : { genre };
}

/** Daily figures of a 头条号. */
export const toutiaoDays: Format = {
  id: 'toutiao-days',
  version: 2,
  platform: 'toutiao',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'content', required: ['时间', '展现量', '阅读(播放)量'], confidence: 0.95 },
    { layout: 'followers', required: ['时间', '总粉丝数', '粉丝变化数'], confidence: 0.93 },
  ],
  emptyCells: ['-', '--'],
  facts: (frame) => ({ ...namedFacts(frame), account: accountOf(frame), exportedAt: null }),
  map: dayRows({
    metrics: toutiaoMetrics,
    date: ['时间'],
    total: new Set(['累计', '合计', '总计']),
    account: accountOf,
    part: genreOf,
  }),
};
