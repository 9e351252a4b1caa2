/**
 * Eventbrite orders: one row per order with its net sales. The list of attendees states every ticket at its price; this list states what was
 * left of an order, so it is the bill of the same sale (`bill`): where both files are imported, the tickets count, alone it counts itself.
 *
 * | Net sales | becomes |
 * | --- | --- |
 * | above 0 | `order` + `ticket` of Net sales |
 * | none, free or 0 | the buyer only |
 */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { eventTime, nameIn, orderNumber, priceIn, someone } from './eventbrite-columns';
import type { FileFacts, Format, RowOutcome, SourceRow } from './format';
import { ignored, isDamagedId, line, numbersOf, quarantined, records } from './outcomes';

function map(row: SourceRow): RowOutcome {
  const number = row.get('Order ID');
  if (!number) return quarantined('missing-id', '', 'Order ID');
  if (isDamagedId(number)) return quarantined('damaged-id', number, 'Order ID');
  const at = eventTime(row, row.get('Order date') ?? '');
  if (at === null) return quarantined('bad-date', row.get('Order date') ?? '', 'Order date');
  const price = priceIn(row, 'Net sales');
  if (!price.ok) return { outcome: 'quarantined', problem: price.problem };
  const name = nameIn(row, 'Buyer name', 'Buyer first name', 'Buyer last name');
  const buyer = someone(row.get('Buyer email'), { name, phone: row.get('Phone number'), at });
  const made: CanonicalRecord[] = buyer ? [buyer] : [];
  if (price.value !== null) {
    const { amount, currency } = price.value;
    const product = row.get('Event name') ?? null;
    const person = buyer ? { personKey: buyer.key } : {};
    const payload = line({
      kind: 'ticket',
      at,
      side: 'bill',
      soldOn: 'eventbrite',
      paidVia: null,
      currency,
      amount,
      product,
      counterparty: name,
      ...person,
      numbers: numbersOf(`eventbrite:${number}`),
    });
    made.unshift(
      {
        type: 'order',
        key: number,
        payload: { number, createdAt: at, paidAt: at, status: 'paid', currency, amount, refunded: 0, product, ...person },
      },
      { type: 'ledgerLine', key: `order:${number}`, payload },
    );
  }
  return made.length > 0 ? records(...made) : ignored('empty');
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

const required = ['Order ID', 'Order date', 'Buyer email', 'Net sales', 'Event name'];

/** Orders of Eventbrite events. */
export const eventbriteOrders: Format = {
  id: 'eventbrite-orders',
  version: 1,
  platform: 'eventbrite',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [
    {
      layout: 'orders',
      required: [...required, 'Buyer first name', 'Buyer last name', 'Ticket quantity', 'Event location'],
      forbidden: ['Attendee email'],
      confidence: 0.98,
    },
    {
      layout: 'orders',
      required,
      forbidden: ['Attendee email'],
      cells: { 'Order ID': orderNumber },
      confidence: 0.98,
    },
  ],
  emptyCells: [],
  facts,
  idColumns: ['Order ID'],
  map,
};
