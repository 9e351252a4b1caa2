/** Everything that imports state besides money and people, as plain lists: what is there, and where it comes from. */
import { z } from 'zod';
import { listedTypes } from '../domain/listed-types';
import { cursor, limit, none, provenance } from './common';
import { method } from './define';

const listedType = z.enum(listedTypes);

/** One number of a record: `money` in minor units of the record's currency, `rate` 0..1, `seconds`, else a plain number. */
export const figure = z.object({ name: z.string(), value: z.number(), unit: z.enum(['number', 'rate', 'seconds', 'money']) });
export type Figure = z.infer<typeof figure>;

export const listedRecord = z.object({
  id: z.number().int(),
  platform: z.string(),
  /** As stated: a UTC instant, a day, or a time local to `zone`. */
  at: z.string().nullable(),
  /** End of what has one; for entries of calendars and periods of figures the day after the last, where it is a day (see `spanTexts`). */
  until: z.string().nullable(),
  /** IANA zone of local times; null when floating. */
  zone: z.string().nullable(),
  title: z.string().nullable(),
  who: z.string().nullable(),
  /** What else tells it apart: a status, a place, a role, the words of a note. */
  detail: z.string().nullable(),
  currency: z.string().nullable(),
  figures: z.array(figure),
  /** The latest statement; null only where none is live any more. */
  source: provenance.nullable(),
});
export type ListedRecord = z.infer<typeof listedRecord>;

export const recordMethods = {
  'sync.recordCounts': method('core', none, z.array(z.object({ type: listedType, count: z.number().int() }))),
  /** Latest first; records without a time come last. `search` is looked for in title, person and detail. */
  'sync.records': method(
    'core',
    z.object({ type: listedType, search: z.string().max(200).default(''), cursor, limit }),
    z.object({ rows: z.array(listedRecord), total: z.number().int(), next: z.string().nullable() }),
  ),
};
