/** Spotify for Podcasters, list of episodes with their totals so far. Episodes have no id; title and day of release stand for it. */
import { parseLocalTime } from '../../../../shared/domain/time';
import { listRows } from './content-lists';
import { spotifyMetrics } from './content-metrics';
import { namedFacts } from './content-rows';
import type { Format } from './format';
import { americanDay } from './spotify-days';

/** Episodes of a show on Spotify. */
export const spotifyEpisodes: Format = {
  id: 'spotify-episodes',
  version: 3,
  platform: 'spotify',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [{ layout: 'episodes', required: ['name', 'streams', 'audience_size', 'releaseDate'], confidence: 0.97 }],
  emptyCells: ['-'],
  facts: namedFacts,
  ...listRows({
    metrics: spotifyMetrics,
    title: 'name',
    published: ['releaseDate'],
    kind: () => 'episode',
    offsetMinutes: 0,
    time: (text) => parseLocalTime(americanDay(text) ?? text, 0),
  }),
};
