/** The shape of subscriber and member lists: a person per row, known by the platform's id or the e-mail address, and the paid period where it is stated. */
import { normaliseEmail } from '../../../../shared/domain/contact';
import type { CanonicalRecord, PersonPayload, TermPayload } from '../../../../shared/domain/records';
import { parseDay } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { isDamagedId, quarantined } from './outcomes';
import { attributesOf, firstOf, instantOf, mapped, person } from './person-columns';

export interface SubscriberLayout {
  /** Column with the platform's own id; rows without one are known by their address. */
  id?: string;
  email: string;
  /** Columns of the name; several are parts of it. */
  name: readonly string[];
  /** Columns with the time of joining (UTC), first one stated. */
  joined: readonly string[];
  tier?: (row: SourceRow) => string | null | undefined;
  /** The state in the platform's words: subscribed, unsubscribed, cleaned, deleted. */
  status?: (row: SourceRow) => string | null | undefined;
  note?: string;
  country?: string;
  province?: string;
  /** Columns that need not be kept as attributes, because `tier`, `status` or a term says all of it. */
  used?: readonly string[];
}

export interface Subscriber {
  key: string;
  email: string | null | undefined;
  payload: PersonPayload;
}

/** The person of a row, or the problem of a row that names nobody. */
export function subscriberOf(row: SourceRow, layout: SubscriberLayout): Subscriber | RowOutcome {
  const text = row.get(layout.email);
  const email = mapped(text, normaliseEmail);
  const id = layout.id === undefined ? null : row.get(layout.id);
  const key = id ?? (email ? `email:${email}` : null);
  if (key === null) return quarantined('missing-id', text ?? '', layout.email);
  if (isDamagedId(key)) return quarantined('damaged-id', key, layout.id);
  const joined = layout.joined.find((column) => row.get(column));
  const firstSeenAt = instantOf(row, joined ?? layout.joined[0] ?? '', 0);
  const used = new Set([layout.id, ...layout.name, layout.note, layout.country, layout.province, ...(layout.used ?? [])]);
  const payload = person({
    name: nameOf(row, layout.name),
    email,
    province: layout.province === undefined ? undefined : row.get(layout.province),
    country: layout.country === undefined ? undefined : row.get(layout.country),
    firstSeenAt,
    tier: layout.tier?.(row),
    status: layout.status?.(row),
    note: layout.note === undefined ? undefined : row.get(layout.note),
    attributes: attributesOf(row, new Set([...used].filter((column) => column !== undefined)), {
      [layout.email]: email,
      ...(joined === undefined ? null : { [joined]: firstSeenAt }),
    }),
  });
  return { key, email, payload };
}

function nameOf(row: SourceRow, columns: readonly string[]): string | null | undefined {
  if (columns.every((column) => row.get(column) === undefined)) return undefined;
  return (
    columns
      .map((column) => row.get(column))
      .filter(Boolean)
      .join(' ') || null
  );
}

/** The person record of a subscriber. */
export function subscriberRecord({ key, payload }: Subscriber): CanonicalRecord {
  return { type: 'person', key, payload };
}

/** The UTC day of the first of the columns that states one. */
export function dayIn(row: SourceRow, ...columns: readonly string[]): string | null | undefined {
  return mapped(firstOf(row, ...columns), parseDay);
}

/** A term payload in its fixed field order, without the fields that the layout lacks. */
export function term(stated: Readonly<TermPayload>): TermPayload {
  const { personKey, plan, status, startedAt, endsAt, canceledAt, amount, currency, interval, attributes } = stated;
  return {
    personKey,
    plan,
    status,
    startedAt,
    endsAt,
    ...(canceledAt !== undefined ? { canceledAt } : null),
    ...(amount !== undefined ? { amount } : null),
    ...(currency !== undefined ? { currency } : null),
    ...(interval !== undefined ? { interval } : null),
    ...(attributes && Object.keys(attributes).length > 0 ? { attributes } : null),
  };
}

/** Yes, true or 1 as lists write it; null when it is neither that nor its contrary. */
export function flagOf(text: string | null | undefined): boolean | null {
  const word = text?.toLowerCase();
  if (word === 'yes' || word === 'true' || word === '1') return true;
  return word === 'no' || word === 'false' || word === '0' ? false : null;
}

/** Lists state no day of their own; names of downloads often do. */
export function listFacts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, 0) };
}
