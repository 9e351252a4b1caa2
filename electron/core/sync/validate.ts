/** The last check before a record leaves the formats: what the database and the folds rely on. */
import type { CanonicalRecord, LedgerLinePayload, OrderPayload, PersonPayload } from '../../../shared/domain/records';
import { isInstant } from '../../../shared/domain/time';
import type { RowProblem } from './formats/format';
import { payloadProblem } from './validate-payload';
import { isCurrency, isPlain, isText, quote, textProblem } from './validate-text';

const maxKey = 512;

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
    default:
      return payloadProblem(record);
  }
}

function lineProblem(payload: LedgerLinePayload): RowProblem | null {
  if (!isInstant(payload.at)) return { code: 'bad-date', text: quote(payload.at) };
  if (!hasAmounts(payload)) return { code: 'bad-amount', text: String(payload.amount) };
  if (!isCurrency(payload.currency)) return { code: 'bad-currency', text: quote(payload.currency) };
  if (payload.originalCurrency !== undefined && !isCurrency(payload.originalCurrency)) {
    return { code: 'bad-currency', text: quote(payload.originalCurrency) };
  }
  for (const number of payload.numbers ?? []) {
    if (number.length > maxKey || !isPlain(number)) return { code: 'invalid-record', column: 'numbers', text: quote(number) };
  }
  const { product, counterparty, sourceKind, status, method, note, personKey } = payload;
  return isText(product) &&
    isText(counterparty) &&
    isText(sourceKind) &&
    isText(status) &&
    isText(method) &&
    isText(note) &&
    isText(personKey)
    ? null
    : textProblem(payload);
}

function hasAmounts(payload: LedgerLinePayload): boolean {
  const { amount, commission, channelFee, feeReversal, split, taxWithheld, payoutFee, returned, originalAmount } = payload;
  return (
    isAmount(amount) &&
    isAmount(commission) &&
    isAmount(channelFee) &&
    isAmount(feeReversal) &&
    isAmount(split) &&
    isAmount(taxWithheld) &&
    isAmount(payoutFee) &&
    isAmount(returned) &&
    isAmount(originalAmount)
  );
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

function isAmount(amount: number | undefined): boolean {
  return amount === undefined || (Number.isSafeInteger(amount) && amount >= 0);
}
