/**
 * Patreon members (Relationship manager, later Audience): who is a member, at which tier, as of the day of the export. Times are UTC.
 * The list of 2019 had other columns and was divided by rows that only name a reward.
 */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, firstOf, instantOf, mapped, person } from './person-columns';

const used = new Set([
  'Name',
  'FirstName',
  'LastName',
  'City',
  'State',
  'Country',
  'Full country name',
  'Tier',
  'Patron Status',
  'Status',
  'Additional Details',
  'User ID',
]);

function map(row: SourceRow): RowOutcome {
  const id = row.get('User ID');
  const email = mapped(row.get('Email'), normaliseEmail);
  const key = id ?? email;
  if (!key) return quarantined('missing-id', row.get('Email') ?? '', id === undefined ? 'Email' : 'User ID');
  if (isDamagedId(key)) return quarantined('damaged-id', key, 'User ID');
  const read = {
    Email: email,
    Phone: mapped(row.get('Phone'), (text) => normalisePhone(text, null)),
    'Patronage Since Date': instantOf(row, 'Patronage Since Date', 0),
    Start: instantOf(row, 'Start', 0),
    'Last Updated': instantOf(row, 'Last Updated', 0),
  };
  const payload = person({
    name: nameOf(row),
    email,
    phone: read.Phone,
    city: row.get('City'),
    province: row.get('State'),
    country: firstOf(row, 'Full country name', 'Country'),
    firstSeenAt: read['Patronage Since Date'] === undefined ? read.Start : read['Patronage Since Date'],
    lastSeenAt: instantOf(row, 'Last Charge Date', 0),
    tier: row.get('Tier'),
    status: firstOf(row, 'Patron Status', 'Status'),
    note: row.get('Additional Details'),
    attributes: attributesOf(row, used, read),
  });
  const asOf = read['Last Updated'];
  return records(asOf ? { type: 'person', key, asOf, payload } : { type: 'person', key, payload });
}

function nameOf(row: SourceRow): string | null | undefined {
  const name = row.get('Name');
  if (name !== undefined || row.get('FirstName') === undefined) return name;
  const full = [row.get('FirstName'), row.get('LastName')].filter(Boolean).join(' ');
  return full === '' ? null : full;
}

/** The dividing rows of 2019 name a reward and describe it; they have no e-mail, and hardly any cells. */
function frame(cells: readonly string[], columns: readonly string[]): 'data' | 'skip' {
  const email = columns.indexOf('Email');
  if (columns.includes('User ID') || email < 0) return 'data';
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  return filled <= 2 && !cells[email]?.includes('@') && /reward/i.test(cells[0] ?? '') ? 'skip' : 'data';
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, 0) };
}

/** Members of a Patreon creator. */
export const patreonMembers: Format = {
  id: 'patreon-members',
  version: 1,
  platform: 'patreon',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'members', required: ['Name', 'Email', 'Patron Status', 'Tier', 'Patronage Since Date'], confidence: 0.98 },
    { layout: 'members-chosen-columns', required: ['Name', 'Email', 'Patron Status', 'User ID'], confidence: 0.9 },
    {
      layout: 'rewards-2019',
      required: ['FirstName', 'LastName', 'Email', 'Pledge', 'Lifetime', 'Status', 'Start', 'MaxAmount', 'Complete'],
      confidence: 0.95,
    },
  ],
  emptyCells: [],
  frame,
  facts,
  map,
};
