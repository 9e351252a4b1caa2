/** Spotify for Podcasters, one figure of the show per day. Days are American (`10/13/2021`); which zone they are in is not stated. */
import { parseDay } from '../../../../shared/domain/time';
import { dayRows } from './content-lists';
import { spotifyMetrics } from './content-metrics';
import { namedFacts, statedDay } from './content-rows';
import type { Format } from './format';

/** The day of `MM/DD/YYYY`; null for other text. */
export function americanDay(text: string): string | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  return match ? parseDay(`${match[3]}-${match[1]}-${match[2]}`) : null;
}

/** Streams or audience size of a show on Spotify per day. */
export const spotifyDays: Format = {
  id: 'spotify-days',
  version: 3,
  platform: 'spotify',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'streams', required: ['Date', 'Streams'], alone: true, confidence: 0.9 },
    { layout: 'audience', required: ['Date', 'Audience size'], alone: true, confidence: 0.9 },
  ],
  emptyCells: ['-'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  ...dayRows({ metrics: spotifyMetrics, date: ['Date'], time: (text) => americanDay(text) ?? statedDay(text) }),
};
