/**
 * 知乎 creator centre, articles or answers one by one, each with its totals so far; the list of answers has plays beside reads. The address holds the
 * id, of a series of its own for each kind.
 */
import { listRows } from './content-lists';
import { zhihuMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/** `p/123` of an article, `answer/123`, `zvideo/123`, `pin/123`; null for other addresses. */
function workKey(url: string): string | null {
  const match = /zhihu\.com\/(?:question\/\d+\/)?(p|answer|zvideo|pin)\/(\d{1,20})(?!\d)/.exec(url);
  return match ? `${match[1]}/${match[2]}` : null;
}

/** Articles and answers of a 知乎 account. */
export const zhihuWorks: Format = {
  id: 'zhihu-works',
  version: 2,
  platform: 'zhihu',
  evidence: 'probable',
  kind: 'snapshot',
  currency: null,
  headers: [
    {
      layout: 'works',
      required: ['标题', '发布时间', '链接', '阅读', '点赞', '喜欢', '收藏', '分享'],
      cells: { 链接: /^(?:https?:)?\/\/[a-z.]*\bzhihu\.com\// },
      confidence: 0.9,
    },
  ],
  emptyCells: ['-', '--'],
  facts: namedFacts,
  ...listRows({
    metrics: zhihuMetrics,
    title: '标题',
    published: ['发布时间'],
    kind: (row) => {
      const key = workKey(row.get('链接') ?? '');
      return key?.startsWith('p/') ? 'article' : key?.startsWith('zvideo/') ? 'video' : 'post';
    },
    id: '链接',
    idMayLack: true,
    key: workKey,
    url: '链接',
  }),
};
