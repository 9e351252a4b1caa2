/**
 * 公众号 内容分析, 已通知内容: every article with its totals so far. The form of 2026 has a line of words above the header and compact dates. An
 * article is known by the numbers in its address (`__biz`, `mid`, `idx`); without an address that holds them, by title and day.
 */
import { listRows } from './content-lists';
import { wechatMpMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/**
 * The key of an address: account, message and place in it (`mid` starts at the same number for all accounts), or the code of a short address. Null
 * for what is no address of an article.
 */
function articleKey(url: string): string | null {
  const query = new URLSearchParams(url.split('#', 1)[0]?.split('?')[1]?.replaceAll('&amp;', '&') ?? '');
  const [biz, mid, idx] = [query.get('__biz'), query.get('mid'), query.get('idx')];
  if (mid && idx) return [biz, mid, idx].filter(Boolean).join('_');
  return /\/s\/([\w-]{6,64})/.exec(url)?.[1] ?? null;
}

/** Articles of a 公众号. */
export const wechatMpArticles: Format = {
  id: 'wechat-mp-articles',
  version: 3,
  platform: 'wechat-mp',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'times', required: ['内容标题', '发表时间', '总阅读人数'], confidence: 0.97 },
    { layout: 'days', required: ['内容标题', '发表日期', '阅读人数', '内容url'], confidence: 0.97 },
  ],
  emptyCells: ['-', '--'],
  facts: namedFacts,
  ...listRows({
    metrics: wechatMpMetrics,
    title: '内容标题',
    published: ['发表时间', '发表日期'],
    kind: () => 'article',
    id: '内容url',
    idMayLack: true,
    key: articleKey,
    url: '内容url',
  }),
};
