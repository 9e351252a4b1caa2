/** The last check before a record leaves the formats: what the database and the folds rely on. */
import type { CanonicalRecord, LedgerLinePayload, OrderPayload, PersonPayload } from '../../../shared/domain/records';
import { isInstant } from '../../../shared/domain/time';
import type { RowProblem } from './formats/format';

const maxKey = 512;
/** Longer texts are no cell of an export; they are quarantined, never cut. */
const maxText = 4_000;

/** What is wrong with a record, or null. */
export function validateRecord(record: CanonicalRecord): RowProblem | null {
  const { key, asOf, rank } = record;
  if (key === '') return { code: 'missing-id', text: '' };
  if (key.length > maxKey || !isPlain(key)) return { code: 'damaged-id', text: quote(key) };
  if (asOf !== undefined && !isInstant(asOf)) return { code: 'bad-date', text: quote(asOf) };
  if (rank !== undefined && !Number.isSafeInteger(rank)) return { code: 'invalid-record', text: `rank ${rank}` };
  switch (record.type) {
    case 'ledgerLine':
      return lineProblem(record.payload);
    case 'order':
      return orderProblem(record.payload);
    case 'person':
      return personProblem(record.payload);
  }
}

const amounts = [
  'amount',
  'commission',
  'channelFee',
  'feeReversal',
  'split',
  'taxWithheld',
  'payoutFee',
  'returned',
  'originalAmount',
] as const;

function lineProblem(payload: LedgerLinePayload): RowProblem | null {
  if (!isInstant(payload.at)) return { code: 'bad-date', text: quote(payload.at) };
  for (const field of amounts) if (!isAmount(payload[field])) return { code: 'bad-amount', column: field, text: String(payload[field]) };
  if (!isCurrency(payload.currency)) return { code: 'bad-currency', text: quote(payload.currency) };
  if (payload.originalCurrency !== undefined && !isCurrency(payload.originalCurrency))
    return { code: 'bad-currency', text: quote(payload.originalCurrency) };
  for (const number of payload.numbers ?? [])
    if (number.length > maxKey || !isPlain(number)) return { code: 'invalid-record', column: 'numbers', text: quote(number) };
  return textProblem(payload);
}

function orderProblem(payload: OrderPayload): RowProblem | null {
  if (!isInstant(payload.createdAt)) return { code: 'bad-date', text: quote(payload.createdAt) };
  if (payload.paidAt !== null && !isInstant(payload.paidAt)) return { code: 'bad-date', text: quote(payload.paidAt) };
  if (!isAmount(payload.amount)) return { code: 'bad-amount', text: String(payload.amount) };
  if (!isAmount(payload.refunded)) return { code: 'bad-amount', text: String(payload.refunded) };
  if (!isCurrency(payload.currency)) return { code: 'bad-currency', text: quote(payload.currency) };
  return textProblem(payload);
}

function personProblem(payload: PersonPayload): RowProblem | null {
  for (const field of ['firstSeenAt', 'lastSeenAt'] as const) {
    const instant = payload[field];
    if (instant && !isInstant(instant)) return { code: 'bad-date', column: field, text: quote(instant) };
  }
  return textProblem(payload) ?? textProblem(payload.attributes ?? {});
}

function textProblem(payload: object): RowProblem | null {
  for (const field in payload) {
    const value: unknown = payload[field as keyof typeof payload];
    if (typeof value === 'string' && (value.length > maxText || !isPlain(value)))
      return { code: 'invalid-record', column: field, text: quote(value) };
  }
  return null;
}

function isAmount(amount: number | undefined): boolean {
  return amount === undefined || (Number.isSafeInteger(amount) && amount >= 0);
}

function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

/** No control characters but TAB and line ends. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return false;
  }
  return true;
}

function quote(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
