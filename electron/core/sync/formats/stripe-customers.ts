/**
 * Stripe customers (dashboard export): people with what Stripe knows about them, as of the day of the export; times UTC. Total Spend and the like
 * are kept as attributes and never become money. Guests have no id and are known by their address, as in the list of payments.
 */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, firstOf, instantOf, mapped, person } from './person-columns';

const used = new Set(['id', 'Name', 'Plan', 'Status', 'Card Address City', 'Card Address State', 'Card Address Country']);

function map(row: SourceRow): RowOutcome {
  const id = row.get('id');
  const email = mapped(row.get('Email'), normaliseEmail);
  const key = id ?? (email ? `email:${email}` : null);
  if (!key) return quarantined('missing-id', row.get('Email') ?? '', 'id');
  if (isDamagedId(key)) return quarantined('damaged-id', key, 'id');
  const read = {
    Email: email,
    Phone: mapped(row.get('Phone'), (text) => normalisePhone(text, null)),
    'Created (UTC)': instantOf(row, 'Created (UTC)', 0),
  };
  const payload = person({
    name: firstOf(row, 'Name', 'Card Name'),
    email,
    phone: read.Phone,
    city: row.get('Card Address City'),
    province: row.get('Card Address State'),
    country: row.get('Card Address Country'),
    firstSeenAt: read['Created (UTC)'],
    tier: row.get('Plan'),
    status: row.get('Status'),
    attributes: attributesOf(row, used, read),
  });
  return records({ type: 'person', key, payload });
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, 0) };
}

const notCustomers = ['Customer ID', 'Amount', 'Interval', 'Type'];

/** Customers of a Stripe account. */
export const stripeCustomers: Format = {
  id: 'stripe-customers',
  version: 2,
  platform: 'stripe',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'customers', required: ['id', 'Email', 'Created (UTC)', 'Delinquent'], forbidden: notCustomers, confidence: 0.98 },
    {
      layout: 'customers-chosen-columns',
      required: ['id', 'Email', 'Description', 'Created (UTC)'],
      forbidden: notCustomers,
      cells: { id: /^g?cus_/ },
      confidence: 0.9,
    },
  ],
  emptyCells: [],
  facts,
  map,
};
