/** Buy Me a Coffee members: who pays how much since when, and who has cancelled or paused, as of the day of the export. No payments. */
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import { supporterOf } from './bmc-text';
import type { Format, RowOutcome, SourceRow } from './format';
import { quarantined, records } from './outcomes';
import { attributesOf, firstOf, instantOf, mapped, person } from './person-columns';
import { dayIn, flagOf, listFacts, term } from './subscriber-list';

const used = new Set([
  'Supporter Name',
  'Supporter Email',
  'Start date',
  'Subscription cancelled on',
  'Paused',
  'Amount',
  'Currency',
  'Support Currency',
]);

function statusOf(row: SourceRow): string {
  if (row.get('Subscription cancelled on')) return 'cancelled';
  return flagOf(row.get('Paused')) === true ? 'paused' : 'active';
}

function map(row: SourceRow): RowOutcome {
  const { name, email, deleted } = supporterOf(row);
  if (email === null) return quarantined('missing-id', row.get('Supporter Email') ?? '', 'Supporter Email');
  const personKey = `email:${email}`;
  const started = row.get('Start date');
  const startedAt = dayIn(row, 'Start date') ?? null;
  if (started && startedAt === null) return quarantined('bad-date', started, 'Start date');
  const cancelled = row.get('Subscription cancelled on');
  const canceledAt = dayIn(row, 'Subscription cancelled on');
  if (cancelled && canceledAt === null) return quarantined('bad-date', cancelled, 'Subscription cancelled on');
  const currency = mapped(firstOf(row, 'Currency', 'Support Currency'), parseCurrency);
  const amount = mapped(row.get('Amount'), (text) => (currency ? parseAmount(text, currency) : null));
  if (row.get('Amount') && amount === null) return quarantined('bad-amount', row.get('Amount') ?? '', 'Amount');
  const payload = person({
    name,
    email,
    firstSeenAt: instantOf(row, 'Start date', 0),
    status: deleted ? 'deleted' : statusOf(row),
    attributes: attributesOf(row, used, {}),
  });
  const period = term({ personKey, plan: null, status: statusOf(row), startedAt, endsAt: null, canceledAt, amount, currency });
  return records({ type: 'person', key: personKey, payload }, { type: 'term', key: `${personKey}|${startedAt ?? ''}`, payload: period });
}

/** Members of a creator on Buy Me a Coffee. */
export const bmcMembers: Format = {
  id: 'bmc-members',
  version: 1,
  platform: 'buymeacoffee',
  evidence: 'probable',
  kind: 'snapshot',
  currency: null,
  headers: [
    {
      layout: 'members',
      required: ['Supporter Name', 'Supporter Email', 'Amount', 'Start date', 'Subscription cancelled on'],
      confidence: 0.97,
    },
  ],
  emptyCells: [],
  facts: listFacts,
  map,
};
