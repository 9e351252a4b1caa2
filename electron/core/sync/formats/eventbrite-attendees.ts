/**
 * Eventbrite attendees of several generations: one row per attendee, with the answers to the organiser's own questions as further columns. A ticket
 * is money of the buyer, taking part is the attendee's; both are people. The columns are known, how dates and prices of the older generations are
 * written is not: English month names and ISO dates are read, prices must say their currency.
 *
 * | Attendee Status / Order Type | price | becomes |
 * | --- | --- | --- |
 * | any known | none, free or 0 | attendance |
 * | Attending, Checked In, none; any order type | above 0 | attendance + `ticket` (price, × quantity where rows have no barcode, or Total Paid) |
 * | Not Attending, Refunded, Cancelled, Deleted; order type that says so | above 0 | attendance + `ticket` + `refund` of it (date estimated) |
 * Other statuses are quarantined. Key: Barcode number, else order, attendee and ticket type (of a `ticket` the price, which no choice of columns leaves
 * out): the number of an attendee is in files of one event only, and the same ticket has to have one key in those of all events too. Tickets that one
 * file lists with barcodes and another without share the order, and `revenue/money-groups.ts` counts them once.
 */
import type { AttendancePayload, CanonicalRecord } from '../../../../shared/domain/records';
import { eventTime, feeIn, nameIn, orderNumber, type Price, priceIn, someone } from './eventbrite-columns';
import type { FileFacts, Format, MapContext, RowOutcome, SourceRow } from './format';
import { isDamagedId, line, numbersOf, quarantined, records } from './outcomes';
import { attributesOf, firstOf } from './person-columns';

const gone = /^(not attending|refunded|cancell?ed|deleted)$/i;
const present = /^(|attending|checked in|checked-in|attended)$/i;

const used = new Set([
  ...[
    'Order ID',
    'Order No.',
    'Order no.',
    'Order #',
    'Order date',
    'Order Date',
    'Barcode number',
    'Attendee Status',
    'Event name',
    'Event Name',
  ],
  ...['Attendee first name', 'Attendee last name', 'Attendee email', 'First Name', 'Last Name', 'Surname', 'Name', 'Email'],
  ...[
    'Event start date',
    'Event start time',
    'Event timezone',
    'Currency',
    'Ticket price',
    'Ticket Price',
    'Total Paid',
    'Eventbrite Fees',
    'Eventbrite Payment Processing',
  ],
  ...[
    'Buyer first name',
    'Buyer last name',
    'Buyer email',
    'Buyer First Name',
    'Buyer Last Name',
    'Buyer Name',
    'Buyer Email',
    'Phone number',
  ],
]);

/** In the key of a ticket that has no barcode where others have one: it is no ticket of theirs under another name. */
const unmarked = '|no barcode';

interface Ticket {
  order: string;
  key: string;
  /** Of the lines; '' when nothing was paid. */
  lineKey: string;
  orderedAt: string;
  event: string;
  price: (Price & { each: number; commission: number; channelFee: number }) | null;
  returned: boolean;
  status: string | null | undefined;
}

function map(row: SourceRow, { frame }: MapContext): RowOutcome {
  const ticket = readTicket(row, frame.fileName);
  if ('outcome' in ticket) return ticket;
  const attendee = someone(firstOf(row, 'Attendee email', 'Email'), {
    name: attendeeName(row),
    phone: row.get('Phone number'),
    city: row.get('Purchaser city'),
    at: ticket.orderedAt,
  });
  const buyer = someone(firstOf(row, 'Buyer email', 'Buyer Email'), { name: buyerName(row), at: ticket.orderedAt }) ?? attendee;
  const made: CanonicalRecord[] = [
    { type: 'attendance', key: ticket.key, rank: ticket.returned ? 1 : 0, payload: attendance(row, ticket, attendee?.key) },
  ];
  made.push(...lineRecords(row, ticket, buyer?.key));
  if (attendee) made.push(attendee);
  if (buyer && buyer.key !== attendee?.key) made.push(buyer);
  return records(...made);
}

const attendeeName = (row: SourceRow) =>
  nameIn(row, 'Name', 'Attendee first name', 'Attendee last name') ??
  nameIn(row, 'Name', 'First Name', row.get('Surname') === undefined ? 'Last Name' : 'Surname');
const buyerName = (row: SourceRow) =>
  nameIn(row, 'Buyer Name', 'Buyer first name', 'Buyer last name') ?? nameIn(row, 'Buyer Name', 'Buyer First Name', 'Buyer Last Name');

function readTicket(row: SourceRow, fileName: string): Ticket | RowOutcome {
  const order = firstOf(row, 'Order ID', 'Order No.', 'Order no.', 'Order #');
  if (!order) return quarantined('missing-id', '', 'Order ID');
  const barcode = row.get('Barcode number');
  for (const id of [order, barcode ?? '']) if (isDamagedId(id)) return quarantined('damaged-id', id, 'Order ID');
  const status = row.get('Attendee Status');
  const type = row.get('Order Type') ?? '';
  if (!gone.test(status ?? '') && !present.test(status ?? '')) return quarantined('unknown-combination', status ?? '', 'Attendee Status');
  const ordered = firstOf(row, 'Order date', 'Order Date') ?? '';
  const orderedAt = eventTime(row, ordered);
  if (orderedAt === null) return quarantined('bad-date', ordered, 'Order date');
  const named = firstOf(row, 'Event name', 'Event Name');
  if (named === null) return quarantined('missing-id', '', 'Event name');
  const price = paidFor(row);
  if ('outcome' in price) return price;
  const attendee = firstOf(row, 'Attendee email', 'Email') ?? attendeeName(row) ?? '';
  const keyWith = (what: string) => barcode || `~${[order, attendee, what].join('|')}`;
  return {
    order,
    key: keyWith(firstOf(row, 'Ticket tier', 'Ticket type', 'Ticket Type') ?? ''),
    lineKey: price.value === null ? '' : keyWith(`${price.value.each} ${price.value.currency}${barcode === null ? unmarked : ''}`),
    orderedAt,
    // Files of one event need not name it.
    event: named ?? fileName.replace(/\.[^.]*$/, ''),
    price: price.value,
    returned: gone.test(status ?? '') || /refund|cancell?ed/i.test(type),
    status: status ?? (type || undefined),
  };
}

/** A price is that of one ticket, of which there is one per barcode; Total Paid is that of the row. */
function paidFor(row: SourceRow): { value: Ticket['price'] } | RowOutcome {
  const column = ['Ticket price', 'Ticket Price', 'Total Paid'].find((name) => row.get(name) !== undefined) ?? 'Ticket price';
  const price = priceIn(row, column);
  if (!price.ok) return { outcome: 'quarantined', problem: price.problem };
  const stated = firstOf(row, 'Ticket quantity', 'Ticket Quantity', 'Quantity');
  const quantity = column === 'Total Paid' || row.get('Barcode number') || !stated ? 1 : Number(stated);
  if (!Number.isSafeInteger(quantity) || quantity < 1) return quarantined('bad-amount', stated ?? '', 'Ticket quantity');
  if (price.value === null) return { value: null };
  const { amount, currency } = price.value;
  const commission = feeIn(row, 'Eventbrite Fees', currency);
  const channelFee = feeIn(row, 'Eventbrite Payment Processing', currency);
  if (commission === null || channelFee === null) return quarantined('bad-amount', row.get('Eventbrite Fees') ?? '', 'Eventbrite Fees');
  return { value: { amount: amount * quantity, each: amount, currency, commission, channelFee } };
}

function attendance(row: SourceRow, ticket: Ticket, personKey: string | undefined): AttendancePayload {
  const started = [row.get('Event start date'), row.get('Event start time')].filter(Boolean).join(' ');
  const at = started === '' ? null : eventTime(row, started);
  const attributes = attributesOf(row, used, {});
  return {
    kind: 'event',
    activity: ticket.event,
    ...(personKey !== undefined ? { personKey } : null),
    name: attendeeName(row),
    at,
    ...(ticket.status !== undefined ? { status: ticket.status } : null),
    attributes: { Order: ticket.order, ...(started !== '' && at === null ? { 'Event start date': started } : null), ...attributes },
  };
}

function lineRecords(
  row: SourceRow,
  { order, lineKey, orderedAt, event, price, returned, status }: Ticket,
  personKey: string | undefined,
): CanonicalRecord[] {
  if (price === null) return [];
  const tier = firstOf(row, 'Ticket tier', 'Ticket type', 'Ticket Type');
  const common = {
    at: orderedAt,
    side: 'order' as const,
    soldOn: 'eventbrite',
    paidVia: /paypal/i.test(row.get('Order Type') ?? '') ? 'paypal' : null,
    currency: price.currency,
    amount: price.amount,
    product: tier ? `${event} · ${tier}` : event,
    counterparty: buyerName(row) ?? attendeeName(row),
    personKey,
    numbers: numbersOf(`eventbrite:${order}`),
    sourceKind: row.get('Order Type'),
    status,
  };
  const rank = returned ? 1 : 0;
  const fees = { commission: price.commission, channelFee: price.channelFee };
  const made: CanonicalRecord[] = [
    { type: 'ledgerLine', key: `${lineKey}|ticket`, rank, payload: line({ ...common, ...fees, kind: 'ticket' }) },
  ];
  if (returned)
    made.push({ type: 'ledgerLine', key: `${lineKey}|returned`, rank, payload: line({ ...common, kind: 'refund', dateEstimated: true }) });
  return made;
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Attendees of Eventbrite events. */
export const eventbriteAttendees: Format = {
  id: 'eventbrite-attendees',
  version: 2,
  platform: 'eventbrite',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [
    {
      layout: 'attendees',
      required: ['Order ID', 'Order date', 'Attendee first name', 'Attendee last name', 'Attendee email', 'Event name', 'Ticket price'],
      confidence: 0.98,
    },
    {
      layout: 'attendees-chosen-columns',
      required: ['Order ID', 'Order date', 'Attendee email', 'Event name'],
      cells: { 'Order ID': orderNumber },
      confidence: 0.9,
    },
    {
      layout: 'attendees-with-status',
      required: ['Order ID', 'Order Date', 'Attendee Status', 'Name', 'Email', 'Event Name', 'Ticket Price'],
      confidence: 0.98,
    },
    {
      layout: 'attendees-with-status-and-names',
      required: ['Order ID', 'Order Date', 'Attendee Status', 'First Name', 'Last Name', 'Email', 'Event Name', 'Ticket Price'],
      confidence: 0.98,
    },
    {
      layout: 'attendees-with-order-type',
      required: ['Order No.', 'Order Date', 'First Name', 'Last Name', 'Email', 'Ticket Type', 'Total Paid', 'Event Name'],
      confidence: 0.98,
    },
    {
      layout: 'attendees-of-one-event',
      required: ['Order no.', 'Order Date', 'First Name', 'Surname', 'Email', 'Ticket Type', 'Total Paid', 'Attendee Status'],
      confidence: 0.98,
    },
    {
      layout: 'attendees-of-one-event-american',
      required: ['Order #', 'Order Date', 'First Name', 'Last Name', 'Email', 'Ticket Type', 'Total Paid', 'Attendee Status'],
      confidence: 0.98,
    },
  ],
  emptyCells: [],
  facts,
  map,
};
