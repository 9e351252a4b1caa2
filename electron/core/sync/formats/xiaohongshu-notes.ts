/**
 * 小红书 creator service, `笔记列表明细表.xlsx`: every note with its totals so far. A banner stands above the header, in one merged cell or repeated in
 * all of them. Notes have no id; title and time stand for it. At most 1000 notes are exported.
 */
import { listRows } from './content-lists';
import { xiaohongshuMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/** Notes of a 小红书 account. */
export const xiaohongshuNotes: Format = {
  id: 'xiaohongshu-notes',
  version: 3,
  platform: 'xiaohongshu',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [{ layout: 'notes', required: ['笔记标题', '首次发布时间', '体裁'], preamble: /最多导出排序后/, confidence: 0.97 }],
  emptyCells: ['-', '--'],
  facts: namedFacts,
  ...listRows({
    metrics: xiaohongshuMetrics,
    title: '笔记标题',
    published: ['首次发布时间'],
    kind: (row) => (row.get('体裁')?.includes('视频') ? 'video' : 'post'),
    attributes: ['体裁'],
  }),
};
