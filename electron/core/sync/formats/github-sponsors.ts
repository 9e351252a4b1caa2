/**
 * GitHub Sponsors: one row per charge, US dollars, times with their own zone. The file names who sponsors at which tier; GitHub takes nothing from
 * personal sponsors and states no fee. One bill may hold several tiers, so the tier is part of the key. Transfers that were once invoiced have
 * neither id, tier nor status.
 *
 * | payment source | tier | status | becomes |
 * | --- | --- | --- | --- |
 * | github, empty | `… one time` | settled, empty | `tip` |
 * | github, empty | any other, none | settled, empty | `renewal` |
 * | patreon | any | settled, empty | undecided: Patreon states that money as well |
 */
import { normaliseEmail } from '../../../../shared/domain/contact';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { ruleBook } from './money-rules';
import { ignored, isDamagedId, line, numbersOf, quarantined, records } from './outcomes';
import { instantOf, mapped, mentioned } from './person-columns';
import { amountIn, timeIn } from './signed-money';

const currency = 'USD';

const lookUp = ruleBook([
  { type: ['github', ''], status: ['settled', ''], text: /one[- ]time/i, becomes: 'tip' },
  { type: ['github', ''], status: ['settled', ''], becomes: 'renewal' },
  { type: ['patreon'], status: ['settled', ''], becomes: 'undecided' },
]);

function map(row: SourceRow): RowOutcome {
  const id = row.get('Transaction ID') ?? null;
  if (id !== null && isDamagedId(id)) return quarantined('damaged-id', id, 'Transaction ID');
  const at = timeIn(row, ['Transaction Date'], 0);
  if (!at.ok) return { outcome: 'quarantined', problem: at.problem };
  const amount = amountIn(row, 'Processed Amount', currency);
  if (!amount.ok) return { outcome: 'quarantined', problem: amount.problem };
  if (amount.value === 0) return ignored('empty');
  const status = row.get('Status') ?? '';
  const tier = row.get('Tier Name') ?? '';
  const source = row.get('Payment Source') ?? '';
  const becomes = lookUp({ direction: '', type: source.toLowerCase(), status: status.toLowerCase(), funds: '', text: tier });
  if (amount.value < 0 || (becomes !== 'tip' && becomes !== 'renewal' && becomes !== 'undecided'))
    return quarantined('unknown-combination', `${source} · ${status} · ${row.get('Processed Amount') ?? ''}`, 'Status');
  const handle = row.get('Sponsor Handle') ?? null;
  const payload = line({
    kind: becomes,
    at: at.value,
    side: 'order',
    soldOn: 'github-sponsors',
    paidVia: null,
    currency,
    amount: amount.value,
    product: row.get('Tier Name'),
    counterparty: row.get('Sponsor Profile Name') ?? handle,
    personKey: handle ?? undefined,
    numbers: numbersOf(id),
    sourceKind: row.get('Payment Source'),
    status: row.get('Status'),
    note: row.get('Metadata'),
  });
  const key = id === null ? `~${handle ?? ''}|${at.value}|${amount.value}` : `${id}|${tier}`;
  const made: CanonicalRecord[] = [{ type: 'ledgerLine', key, payload }];
  if (handle !== null) made.push(sponsor(row, handle, at.value));
  return records(...made);
}

function sponsor(row: SourceRow, handle: string, at: string): CanonicalRecord {
  const payload = mentioned({
    name: row.get('Sponsor Profile Name'),
    nickname: handle,
    email: mapped(row.get('Sponsor Public Email'), normaliseEmail),
    province: row.get('Region') === 'undefined' ? null : row.get('Region'),
    country: row.get('Country') === 'undefined' ? null : row.get('Country'),
    firstSeenAt: instantOf(row, 'Sponsorship Started On', 0),
    lastSeenAt: at,
    tier: row.get('Tier Name'),
  });
  return { type: 'person', key: handle, asOf: at, payload };
}

/** The account stands in the name of the download: `<login>-sponsorships-all-time.csv`. */
function facts({ fileName }: FileFrame): FileFacts {
  const account = /^([0-9A-Za-z-]+)-sponsorships-/.exec(fileName)?.[1] ?? null;
  return { account, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Charges of a GitHub Sponsors profile. */
export const githubSponsors: Format = {
  id: 'github-sponsors',
  version: 1,
  platform: 'github-sponsors',
  evidence: 'exact',
  kind: 'ledger',
  currency,
  headers: [
    {
      layout: 'sponsorships',
      required: ['Sponsor Handle', 'Transaction ID', 'Processed Amount', 'Status', 'Transaction Date'],
      confidence: 0.98,
    },
  ],
  emptyCells: [],
  facts,
  map,
};
