/**
 * 抖音 creator centre, 作品列表: every work with its totals so far. The whole text of a work, topics and line ends included, stands for its title;
 * works have no id, so that text and time stand for it.
 */
import { listRows } from './content-lists';
import { douyinMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/** Works of a 抖音 account. */
export const douyinWorks: Format = {
  id: 'douyin-works',
  version: 3,
  platform: 'douyin',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  // Other video platforms list 作品名称 and 播放量 as well.
  headers: ['5s完播率', '2s跳出率'].map((own) => ({
    layout: 'works',
    required: ['作品名称', '发布时间', '播放量', own],
    confidence: 0.95,
  })),
  emptyCells: ['-', '--'],
  facts: namedFacts,
  ...listRows({
    metrics: douyinMetrics,
    title: '作品名称',
    published: ['发布时间'],
    kind: (row) => (row.get('体裁')?.includes('图文') || row.get('体裁')?.includes('文章') ? 'post' : 'video'),
    duration: '作品时长',
    status: ['审核状态', '发布状态'],
    attributes: ['体裁'],
  }),
};
