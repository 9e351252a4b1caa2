/** Apple Podcasts Connect, episodes: every episode of a show with its totals so far. Durations are seconds, consumption is 0..1. */
import { listRows } from './content-lists';
import { applePodcastMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';

const required = ['Show Name', 'Episode ID', 'Episode Title', 'Plays'];

/** Episodes of a show in Apple Podcasts. */
export const applePodcastsEpisodes: Format = {
  id: 'apple-podcasts-episodes',
  version: 3,
  platform: 'apple-podcasts',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'episodes', required: [...required, 'Unique Engaged Listeners'], confidence: 0.97 },
    // Other podcast hosts have such columns; Apple's ids are known by their form.
    { layout: 'episodes', required, cells: { 'Episode ID': /^1000\d{9}$/ }, confidence: 0.97 },
  ],
  emptyCells: ['-', 'NaN'],
  facts: namedFacts,
  ...listRows({
    metrics: applePodcastMetrics,
    title: 'Episode Title',
    published: ['Release Date'],
    kind: () => 'episode',
    id: 'Episode ID',
    duration: 'Duration',
    series: 'Show Name',
    attributes: ['Episode GUID', 'Episode Number'],
    offsetMinutes: 0,
  }),
};
