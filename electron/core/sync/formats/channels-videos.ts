/** 视频号 assistant, 单篇视频: every video with its totals so far. The description, which may have several lines, stands for the title. */
import { listRows } from './content-lists';
import { channelsMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

/** Videos of a 视频号. */
export const channelsVideos: Format = {
  id: 'channels-videos',
  version: 3,
  platform: 'channels',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [{ layout: 'videos', required: ['视频描述', '视频ID', '发布时间', '推荐', '喜欢'], confidence: 0.97 }],
  emptyCells: ['-', '--'],
  facts: namedFacts,
  ...listRows({
    metrics: channelsMetrics,
    title: '视频描述',
    published: ['发布时间'],
    kind: () => 'video',
    id: '视频ID',
  }),
};
