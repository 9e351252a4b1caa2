/**
 * Shopify customers: people with what the shop knows about them, as of the day of the export. Ids carry a leading apostrophe, so that spreadsheet
 * programs leave them alone; older files have none. Total Spent is kept as an attribute and never becomes money.
 */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, firstOf, mapped, person } from './person-columns';

const used = new Set([
  ...['Customer ID', 'First Name', 'Last Name', 'Note'],
  ...['City', 'Province', 'Country', 'Default Address City', 'Default Address Province Code', 'Default Address Country Code'],
]);

function map(row: SourceRow): RowOutcome {
  const id = row.get('Customer ID')?.replace(/^'/, '');
  const read = {
    Email: mapped(row.get('Email'), normaliseEmail),
    Phone: mapped(row.get('Phone'), (text) => normalisePhone(text, null)),
    'Default Address Phone': mapped(row.get('Default Address Phone'), (text) => normalisePhone(text, null)),
  };
  if (id && isDamagedId(id)) return quarantined('damaged-id', id, 'Customer ID');
  const phone = read.Phone || read['Default Address Phone'];
  const key = id || (read.Email ? `email:${read.Email}` : phone ? `phone:${phone}` : null);
  if (!key) return quarantined('missing-id', row.get('Email') ?? '', row.get('Customer ID') === undefined ? 'Email' : 'Customer ID');
  const name = [row.get('First Name'), row.get('Last Name')].filter(Boolean).join(' ');
  const payload = person({
    name: name === '' ? null : name,
    email: read.Email,
    phone: phone ?? read.Phone,
    city: firstOf(row, 'Default Address City', 'City'),
    province: firstOf(row, 'Default Address Province Code', 'Province'),
    country: firstOf(row, 'Default Address Country Code', 'Country'),
    note: row.get('Note'),
    attributes: attributesOf(row, used, read),
  });
  return records({ type: 'person', key, payload });
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, 0) };
}

const required = ['First Name', 'Last Name', 'Email', 'Total Spent', 'Total Orders', 'Tax Exempt'];

/** Customers of a Shopify shop. */
export const shopifyCustomers: Format = {
  id: 'shopify-customers',
  version: 1,
  platform: 'shopify',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'customers', required: [...required, 'Customer ID', 'Accepts Email Marketing'], confidence: 0.98 },
    { layout: 'customers-without-id', required: [...required, 'Accepts Email Marketing'], confidence: 0.95 },
    { layout: 'customers-before-sms', required: [...required, 'Accepts Marketing'], confidence: 0.9 },
  ],
  emptyCells: [],
  facts,
  map,
};
