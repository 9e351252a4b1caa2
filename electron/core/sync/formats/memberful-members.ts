/**
 * Memberful members: one row per person and plan, as of the day of the export; days and times UTC. A person with several plans has several rows, so
 * the state belongs to the paid period and not to the person.
 */
import type { Format, RowOutcome } from './format';
import { records } from './outcomes';
import { mentioned } from './person-columns';
import { dayIn, flagOf, listFacts, subscriberOf, term } from './subscriber-list';

const map: Format['map'] = (row): RowOutcome => {
  const member = subscriberOf(row, {
    id: 'Memberful ID',
    email: 'Email',
    name: ['Full Name'],
    joined: ['Created at'],
    used: ['Plan', 'Active', 'Expiration date'],
  });
  if ('outcome' in member) return member;
  const { key } = member;
  const person = { type: 'person' as const, key, payload: mentioned(member.payload) };
  const plan = row.get('Plan') ?? null;
  if (plan === null) return records(person);
  const active = flagOf(row.get('Active'));
  const startedAt = dayIn(row, 'Created at') ?? null;
  const endsAt = dayIn(row, 'Expiration date') ?? null;
  const unread = row.get('Expiration date') && endsAt === null ? { 'Expiration date': row.get('Expiration date') ?? null } : undefined;
  const status = active === null ? (row.get('Active') ?? null) : active ? 'active' : 'inactive';
  const payload = term({ personKey: key, plan, status, startedAt, endsAt, ...(unread ? { attributes: unread } : null) });
  return records(person, { type: 'term', key: `${key}|${plan}|${startedAt ?? ''}`, payload });
};

/** Members of a Memberful site. */
export const memberfulMembers: Format = {
  id: 'memberful-members',
  version: 1,
  platform: 'memberful',
  evidence: 'probable',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'members', required: ['Full Name', 'Email', 'Plan', 'Active', 'Memberful ID'], confidence: 0.97 },
    {
      // Any club has such a list: there is nothing else in it, and flags are Memberful's.
      layout: 'members-without-id',
      required: ['Full Name', 'Email', 'Plan', 'Active', 'Expiration date'],
      alone: { known: new Set(['Created at', 'Stripe Customer ID', 'Referrer']), others: 0 },
      cells: { Active: /^(?:Yes|No)$/i },
      confidence: 0.93,
    },
  ],
  emptyCells: [],
  facts: listFacts,
  map,
};
