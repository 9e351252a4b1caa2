/**
 * 头条号, list of works (`微头条_-_1-38.xlsx`): every work with its totals so far. The whole text of a short post stands for its title. Read times are
 * taken for seconds; the file names no unit.
 */
import { listRows } from './content-lists';
import { toutiaoMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/** Works of a 头条号. */
export const toutiaoWorks: Format = {
  id: 'toutiao-works',
  version: 2,
  platform: 'toutiao',
  evidence: 'probable',
  kind: 'snapshot',
  currency: null,
  headers: [{ layout: 'works', required: ['标题', '发布时间', 'ID', '展现量', '粉丝展现量', '阅读量'], confidence: 0.92 }],
  emptyCells: ['-', '--'],
  facts: namedFacts,
  ...listRows({ metrics: toutiaoMetrics, title: '标题', published: ['发布时间'], kind: () => 'post', id: 'ID' }),
};
