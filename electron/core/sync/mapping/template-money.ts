/** Rows of money: sales, what comes in and goes out, what is spent. */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { RowOutcome, SourceRow } from '../formats/format';
import { ignored, isDamagedId, line, records } from '../formats/outcomes';
import { directionOf } from './directions';
import { statusMeaning } from './statuses';
import type { TemplateReader } from './template-row';
import { termsOf } from './template-term';

interface Sale {
  at: string;
  currency: string;
  /** Signed minor units. */
  amount: number;
  fee: number;
  refunded: number;
  meaning: 'paid' | 'refunded';
  number: string | null | undefined;
  status: string | null | undefined;
}

/** A sale, or what went back of one. */
export function sale(from: TemplateReader, row: SourceRow): RowOutcome {
  const at = from.time(row, 'at');
  if (!at) return from.wrong(row, 'at', 'bad-date');
  const currency = from.currency(row);
  if (!currency) return from.wrong(row, 'currency', 'bad-currency');
  const [amount, fee, refunded] = [
    from.money(row, 'amount', currency),
    from.money(row, 'fee', currency),
    from.money(row, 'refunded', currency),
  ];
  if (amount === null || amount === undefined) return from.wrong(row, 'amount', 'bad-amount');
  if (fee === null) return from.wrong(row, 'fee', 'bad-amount');
  if (refunded === null) return from.wrong(row, 'refunded', 'bad-amount');
  const status = from.get(row, 'status');
  const meaning = status ? meaningOf(from, status) : 'paid';
  if (meaning === null || meaning === 'open') return from.wrong(row, 'status', 'unknown-combination');
  if (meaning === 'ignored') return ignored('not-settled');
  const number = from.get(row, 'number');
  if (number && isDamagedId(number)) return from.wrong(row, 'number', 'damaged-id');
  return saleRecords(from, row, {
    at,
    currency,
    amount,
    fee: Math.abs(fee ?? 0),
    refunded: Math.abs(refunded ?? 0),
    meaning,
    number,
    status,
  });
}

function saleRecords(from: TemplateReader, row: SourceRow, sale: Sale): RowOutcome {
  const found = from.mentioned(row, sale.at);
  const product = from.get(row, 'product');
  const base = {
    at: sale.at,
    side: 'order' as const,
    soldOn: from.template.platform,
    paidVia: null,
    currency: sale.currency,
    product,
    counterparty: from.nameOf(row),
    personKey: found?.key,
    numbers: sale.number ? [sale.number] : undefined,
    status: sale.status,
    note: from.get(row, 'note'),
  };
  const key = sale.number || `~${[sale.at, sale.amount, from.whoseRow(row), product ?? ''].join('|')}`;
  const isRefund = sale.amount < 0 || (sale.meaning === 'refunded' && sale.refunded === 0 && sale.number === undefined);
  const made: CanonicalRecord[] = [];
  const fee = isRefund ? {} : { channelFee: sale.fee };
  made.push({
    type: 'ledgerLine',
    key: isRefund ? `${key}:refund` : key,
    payload: line({ ...base, kind: isRefund ? 'refund' : 'sale', amount: Math.abs(sale.amount), ...fee }),
  });
  // A sale whose status says that all of it went back, and that does not say how much, went back whole.
  const back = sale.refunded || (sale.meaning === 'refunded' ? sale.amount : 0);
  if (!isRefund && back > 0) {
    made.push({
      type: 'ledgerLine',
      key: `${key}:refund`,
      payload: line({ ...base, kind: 'refund', amount: back, dateEstimated: true }),
    });
  }
  if (found) made.push(found);
  const membership = { plan: product ?? null, status: sale.status ?? null, saidAt: sale.at };
  return records(...made, ...termsOf(from, row, found?.key, membership));
}

/** Money that came in or went out, by a word, by two columns of amounts, or by its sign. */
export function cashbookEntry(from: TemplateReader, row: SourceRow): RowOutcome {
  const entry = entryOf(from, row);
  if ('outcome' in entry) return entry;
  const { currency } = entry;
  const [amount, came, went] = [
    from.money(row, 'amount', currency),
    from.money(row, 'amountIn', currency),
    from.money(row, 'amountOut', currency),
  ];
  if (amount === null) return from.wrong(row, 'amount', 'bad-amount');
  if (came === null) return from.wrong(row, 'amountIn', 'bad-amount');
  if (went === null) return from.wrong(row, 'amountOut', 'bad-amount');
  const word = from.get(row, 'direction');
  const direction = word ? directionOf(word) : null;
  if (word && direction === null) return from.wrong(row, 'direction', 'unknown-combination');
  if (direction === 'neither') return ignored('own-transfer');
  const moved: Moved[] = [];
  // Money that went out is written with a minus or without one where a word says so, too.
  const isOut = direction === 'out' || (direction === null && (amount ?? 0) < 0);
  if (amount) moved.push({ column: 'amount', kind: isOut ? 'expense' : 'sale', amount: isOut ? Math.abs(amount) : amount });
  if (came) moved.push({ column: 'amountIn', kind: 'sale', amount: came });
  if (went) moved.push({ column: 'amountOut', kind: 'expense', amount: Math.abs(went) });
  if (moved.length > 0) return entryRecords(from, row, entry, moved);
  return amount === 0 || came === 0 || went === 0 ? ignored('no-amount') : from.wrong(row, 'amount', 'bad-amount');
}

/** Money that was spent; an amount below zero came back. */
export function expense(from: TemplateReader, row: SourceRow): RowOutcome {
  const entry = entryOf(from, row);
  if ('outcome' in entry) return entry;
  const amount = from.money(row, 'amount', entry.currency);
  if (amount === null || amount === undefined) return from.wrong(row, 'amount', 'bad-amount');
  return amount === 0 ? ignored('no-amount') : entryRecords(from, row, entry, [{ column: 'amount', kind: 'expense', amount }]);
}

interface Entry {
  at: string;
  currency: string;
  number: string | null | undefined;
  status: string | null | undefined;
  /** All of it went back later, as its status says. */
  wentBack: boolean;
}

/** Signed minor units: below zero it went the other way. */
interface Moved {
  /** Where the row says it. */
  column: 'amount' | 'amountIn' | 'amountOut';
  kind: 'sale' | 'expense';
  amount: number;
  /** What came back, as a status says. The row does not say when: its own time stands for it. */
  dateEstimated?: true;
}

function entryOf(from: TemplateReader, row: SourceRow): Entry | RowOutcome {
  const at = from.time(row, 'at');
  if (!at) return from.wrong(row, 'at', 'bad-date');
  const currency = from.currency(row);
  if (!currency) return from.wrong(row, 'currency', 'bad-currency');
  const number = from.get(row, 'number');
  if (number && isDamagedId(number)) return from.wrong(row, 'number', 'damaged-id');
  const status = from.get(row, 'status');
  const meaning = status ? meaningOf(from, status) : 'paid';
  if (meaning === null || meaning === 'open') return from.wrong(row, 'status', 'unknown-combination');
  return meaning === 'ignored' ? ignored('not-settled') : { at, currency, number, status, wentBack: meaning === 'refunded' };
}

function entryRecords(from: TemplateReader, row: SourceRow, entry: Entry, moved: readonly Moved[]): RowOutcome {
  const back = moved.filter(({ amount }) => amount > 0).map((one): Moved => ({ ...one, amount: -one.amount, dateEstimated: true }));
  return records(...[...moved, ...(entry.wentBack ? back : [])].map((one) => entryRecord(from, row, entry, one)));
}

function entryRecord(
  from: TemplateReader,
  row: SourceRow,
  { at, currency, number, status }: Entry,
  { column, kind, amount, dateEstimated }: Moved,
): CanonicalRecord {
  const product = from.get(row, 'purpose');
  const counterparty = from.get(row, 'party');
  const back = amount < 0;
  const place = dateEstimated ? `${column}|back` : column;
  const returned = back && kind === 'expense' ? { amount: 0, returned: -amount } : { amount: Math.abs(amount) };
  return {
    type: 'ledgerLine',
    // All of an entry that has a number may be put right. Without one, two of one day may be truly alike: those are told apart by their order.
    key: number ? `${number}|${place}` : `~${[at, counterparty ?? '', product ?? '', place, kind, amount].join('|')}`,
    payload: line({
      ...returned,
      kind: back && kind === 'sale' ? 'refund' : kind,
      at,
      side: 'order',
      soldOn: from.template.platform,
      paidVia: null,
      currency,
      product,
      counterparty,
      numbers: number ? [number] : undefined,
      sourceKind: from.get(row, 'category'),
      status,
      note: from.get(row, 'note'),
      ...(dateEstimated ? { dateEstimated } : {}),
    }),
  };
}

/** What a status word means: said in the template, else plainly. */
function meaningOf({ template: { statuses } }: TemplateReader, status: string) {
  return (Object.hasOwn(statuses, status) ? statuses[status] : undefined) ?? statusMeaning(status);
}
