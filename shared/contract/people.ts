import { z } from 'zod';
import { currency, cursor, day, done, instant, jobStarted, limit, lineKind, minor, provenance } from './common';
import { method } from './define';

export const personSort = z.enum(['name', 'firstSeen', 'lastSeen', 'paid']);
const money = z.object({ currency, amount: minor });

export const personRow = z.object({
  id: z.string(),
  name: z.string(),
  platforms: z.array(z.string()),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  /** Σ (gross − refund) by currency, decided lines only. */
  paid: z.array(money),
  firstSeenAt: instant.nullable(),
  lastSeenAt: instant.nullable(),
  tier: z.string().nullable(),
  tags: z.array(z.string()),
  isTeam: z.boolean(),
});
export type PersonRow = z.infer<typeof personRow>;

export const identity = z.object({
  /** Number of the record, for `people.separate`. */
  record: z.number().int(),
  platform: z.string(),
  /** The platform's id of the person as shown there. */
  externalId: z.string(),
  nickname: z.string().nullable(),
  status: z.string().nullable(),
  tier: z.string().nullable(),
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  /** As of which date the platform said so. */
  asOf: instant.nullable(),
  source: provenance.nullable(),
});

/** Fields the user may overwrite; an edit stays whatever later files say. null blanks the field, '' is not accepted. */
export const personFields = z.object({
  name: z.string().min(1).max(200).nullable(),
  email: z.string().max(320).nullable(),
  phone: z.string().max(40).nullable(),
  gender: z.enum(['female', 'male', 'other']).nullable(),
  birthDate: z
    .string()
    .regex(/^\d{4}(-\d{2}-\d{2})?$/)
    .nullable(),
  city: z.string().max(100).nullable(),
  province: z.string().max(100).nullable(),
  country: z.string().max(100).nullable(),
  isTeam: z.boolean(),
});
export type PersonFields = z.infer<typeof personFields>;

export const person = personRow.extend({
  fields: personFields,
  /** Names of the fields whose value is the user's own edit. */
  edited: z.array(z.string()),
  isManual: z.boolean(),
  identities: z.array(identity),
  /** People whom the user merged into this one, latest first; `id` for `people.unmerge`. */
  merges: z.array(z.object({ id: z.number().int(), name: z.string(), at: instant })),
  notes: z.array(z.object({ id: z.string(), at: instant, text: z.string() })),
});
export type Person = z.infer<typeof person>;

/** What speaks for two people being one; `value` is what they share, as it is shown (a masked phone stays masked). */
export const likenessReason = z.object({
  code: z.enum(['email', 'phone', 'accountId', 'name', 'city', 'birthDate', 'maskedPhone', 'emailName']),
  value: z.string(),
});
export type LikenessReason = z.infer<typeof likenessReason>;

const pair = z.object({ a: personRow, b: personRow });
export const suggestion = pair.extend({
  /** 1–99; from 80 on an exact key is shared. */
  score: z.number().int(),
  strength: z.enum(['strong', 'likely', 'weak']),
  reasons: z.array(likenessReason),
});
export type Suggestion = z.infer<typeof suggestion>;

/** Who is left of a person, and who came out of them (null: a record whose import is undone at present). */
const parted = z.object({ id: z.string().nullable(), other: z.string().nullable() });
const twoPeople = z.object({ a: z.string(), b: z.string() });

export const timelineEntry = z.object({
  at: instant,
  dateEstimated: z.boolean(),
  type: z.enum(['ledgerLine', 'order', 'seen', 'note']),
  kind: lineKind.nullable(),
  platform: z.string().nullable(),
  title: z.string().nullable(),
  currency: currency.nullable(),
  amount: minor.nullable(),
  lineId: z.number().int().nullable(),
  source: provenance.nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** A file that still holds somebody: a backup of this workspace, or a copy of it in the same folder. */
export const erasureCopy = z.object({ fileName: z.string(), at: instant, place: z.enum(['backup', 'copy']) });
export type ErasureCopy = z.infer<typeof erasureCopy>;

/** What an erasure would meet; nothing is changed by asking. */
export const erasurePreview = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  identities: z.number().int(),
  tags: z.number().int(),
  notes: z.number().int(),
  /** Lines of the ledger that stay without a name. */
  lines: z.number().int(),
  copies: z.array(erasureCopy),
});
export type ErasurePreview = z.infer<typeof erasurePreview>;

/** What an erasure cleared. */
export const erasureResult = z.object({
  people: z.number().int(),
  /** Rows of files whose cells were cleared or rewritten, statements that went, rows to fix that went. */
  rows: z.number().int(),
  statements: z.number().int(),
  rowsToFix: z.number().int(),
  notes: z.number().int(),
  tags: z.number().int(),
  edits: z.number().int(),
  /** Lines of the ledger that stayed, without a name. */
  linesKept: z.number().int(),
  /** False when the disk had no room to write the file anew: that is done when the file is opened next. */
  cleaned: z.boolean(),
  copies: z.array(erasureCopy),
});
export type ErasureResult = z.infer<typeof erasureResult>;

const ids = z.object({ ids: z.array(z.string()).min(1).max(10_000) });

/** What one import states of a person. */
export const personSource = z.object({
  batchId: z.string(),
  fileName: z.string(),
  format: z.string(),
  platform: z.string(),
  account: z.string().nullable(),
  appliedAt: instant,
  /** Records by type: `person`, `order`, `ledgerLine`, … */
  records: z.record(z.string(), z.number().int()),
  /** The first of its rows that state them, and how many there are. */
  rows: z.array(z.number().int()),
  rowCount: z.number().int(),
});
export type PersonSource = z.infer<typeof personSource>;

export const peopleMethods = {
  'people.list': method(
    'core',
    z.object({
      search: z.string().max(200).default(''),
      platform: z.string().nullable().default(null),
      tag: z.string().nullable().default(null),
      /** First seen on this day or later. */
      since: day.nullable().default(null),
      /** First seen before this day. */
      until: day.nullable().default(null),
      sort: personSort.default('lastSeen'),
      descending: z.boolean().default(true),
      cursor,
      limit,
    }),
    z.object({ people: z.array(personRow), next: z.string().nullable(), total: z.number().int() }),
  ),
  'people.get': method('core', z.object({ id: z.string() }), person),
  /** Which files the person is made of, newest import first, and what the user has written of them. */
  'people.sources': method(
    'core',
    z.object({ id: z.string() }),
    z.object({
      sources: z.array(personSource),
      byHand: z.object({ lines: z.number().int(), fields: z.number().int(), tags: z.number().int(), notes: z.number().int() }),
    }),
  ),
  'people.timeline': method(
    'core',
    z.object({ id: z.string(), cursor, limit }),
    z.object({ entries: z.array(timelineEntry), next: z.string().nullable() }),
  ),
  'people.create': method('core', personFields.partial().extend({ name: z.string().min(1).max(200) }), person),
  'people.update': method(
    'core',
    z.object({ id: z.string(), fields: personFields.partial(), reset: z.array(z.string()).default([]) }),
    person,
  ),
  /** Leaves a tombstone that later imports respect; `people.restore` takes it back. */
  'people.remove': method('core', ids, z.object({ removed: z.number().int() })),
  'people.restore': method('core', ids, z.object({ restored: z.number().int() })),
  /** What would go, what would stay, and which backups and copies hold the people. Throws `person-missing`. */
  'people.erasePreview': method('core', ids, erasurePreview),
  /** Erases people for good: there is no way back, and no file brings them back. Job; `people.erased` has the result. */
  'people.erase': method('core', ids, jobStarted),
  'people.erased': method('core', z.object({ jobId: z.string() }), erasureResult),
  'people.addTag': method('core', ids.extend({ tag: z.string().min(1).max(50) }), done),
  'people.removeTag': method('core', ids.extend({ tag: z.string().min(1).max(50) }), done),
  /** Two people who may be one, the likeliest first; at most 5,000. `person`: only those of one. */
  'people.suggestions': method(
    'core',
    z.object({ person: z.string().nullable().default(null), cursor, limit }),
    z.object({ suggestions: z.array(suggestion), next: z.string().nullable(), total: z.number().int() }),
  ),
  /** Makes two people one: `keep` stays, with everything of both. `people.unmerge` takes it back. */
  'people.merge': method(
    'core',
    z.object({ keep: z.string(), other: z.string() }),
    z.object({ id: z.string(), mergeId: z.number().int() }),
  ),
  /** Gives each of two merged people back what was theirs; what came since stays with who was kept. */
  'people.unmerge': method('core', z.object({ mergeId: z.number().int() }), parted),
  /** Makes one of a person's identities a person of its own; `people.merge` takes it back. */
  'people.separate': method('core', z.object({ id: z.string(), record: z.number().int() }), parted),
  /** Says that people are not the same, or takes that back; imports respect it. */
  'people.decide': method('core', z.object({ pairs: z.array(twoPeople).min(1).max(500), different: z.boolean() }), done),
  /** Pairs that the user called different, latest first. */
  'people.dismissed': method(
    'core',
    z.object({ cursor, limit }),
    z.object({ pairs: z.array(pair.extend({ at: instant })), next: z.string().nullable(), total: z.number().int() }),
  ),
  'people.tags': method('core', z.object({}).strict(), z.array(z.object({ tag: z.string(), people: z.number().int() }))),
  'people.platforms': method('core', z.object({}).strict(), z.array(z.object({ platform: z.string(), people: z.number().int() }))),
  'people.addNote': method('core', z.object({ id: z.string(), text: z.string().min(1).max(10_000) }), done),
  'people.removeNote': method('core', z.object({ id: z.string(), noteId: z.string() }), done),
};
