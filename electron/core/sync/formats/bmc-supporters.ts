/**
 * Buy Me a Coffee supporters: one row per time somebody bought coffees. The amount is count times price; the platform's share is not stated. There is
 * no id, so address, time and amount stand for it. The name of the column with the time is not known for certain: the first one named after a date
 * whose text is one is taken, as UTC.
 */

import type { CanonicalRecord } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import { supporterOf } from './bmc-text';
import type { Format, RowOutcome, SourceRow } from './format';
import { plainText } from './html-text';
import { ignored, line, quarantined, records } from './outcomes';
import { firstOf, mapped, mentioned } from './person-columns';
import { amountIn, currencyIn } from './signed-money';
import { listFacts } from './subscriber-list';

const dateColumn = /\b(?:date|created|time)\b|\bon$/i;

function map(row: SourceRow): RowOutcome {
  const at = timeOf(row);
  if (typeof at !== 'string') return at;
  const currency = currencyIn(row, 'Support Currency');
  if (!currency.ok) return { outcome: 'quarantined', problem: currency.problem };
  const price = amountIn(row, 'Coffee Price', currency.value);
  if (!price.ok) return { outcome: 'quarantined', problem: price.problem };
  const count = row.get('Coffee Count') ?? '';
  if (!/^\d{1,6}$/.test(count) || price.value < 0) return quarantined('bad-amount', count, 'Coffee Count');
  const amount = price.value * Number(count);
  if (amount === 0) return ignored('empty');
  const { name, email, deleted } = supporterOf(row);
  const personKey = email ? `email:${email}` : undefined;
  const payload = line({
    kind: 'tip',
    at,
    side: 'order',
    soldOn: 'buymeacoffee',
    paidVia: null,
    currency: currency.value,
    amount,
    counterparty: name,
    personKey,
    sourceKind: `${count} × ${row.get('Coffee Price') ?? ''}`,
    note: mapped(firstOf(row, 'Support Note', 'Message', 'Note'), plainText),
  });
  const made: CanonicalRecord[] = [{ type: 'ledgerLine', key: `~${email ?? name ?? ''}|${at}|${currency.value}|${amount}`, payload }];
  if (email && personKey) {
    const about = mentioned({ name, email, firstSeenAt: at, lastSeenAt: at, status: deleted ? 'deleted' : null });
    made.push({ type: 'person', key: personKey, asOf: at, payload: about });
  }
  return records(...made);
}

function timeOf(row: SourceRow): string | RowOutcome {
  const columns = row.columns.filter((column) => dateColumn.test(column));
  if (columns.length === 0) return quarantined('missing-column', 'Date');
  for (const column of columns) {
    const at = parseLocalTime(row.get(column) ?? '', 0);
    if (at !== null) return at;
  }
  return quarantined('bad-date', row.get(columns[0] ?? '') ?? '', columns[0]);
}

/** Coffees bought for a creator on Buy Me a Coffee. */
export const bmcSupporters: Format = {
  id: 'bmc-supporters',
  version: 1,
  platform: 'buymeacoffee',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [
    {
      layout: 'supporters',
      required: ['Supporter Name', 'Supporter Email', 'Coffee Count', 'Coffee Price', 'Support Currency'],
      confidence: 0.97,
    },
  ],
  emptyCells: [],
  facts: listFacts,
  map,
};
