/** The outcomes of rows, and the payloads of ledger lines, in the fixed field order that fingerprints rest on. */
import type { CanonicalRecord, LedgerLinePayload } from '../../../../shared/domain/records';
import type { IgnoreReason, ProblemCode, RowOutcome } from './format';

/** Problems quote no more than a user can read. */
const quoteLength = 200;

export function records(...made: CanonicalRecord[]): RowOutcome {
  return { outcome: 'records', records: made };
}

export function ignored(reason: IgnoreReason): RowOutcome {
  return { outcome: 'ignored', reason };
}

/** A row for the user to fix; `text` is what was not understood. */
export function quarantined(code: ProblemCode, text: string, column?: string): RowOutcome {
  const quote = text.length > quoteLength ? `${text.slice(0, quoteLength)}…` : text;
  return { outcome: 'quarantined', problem: column === undefined ? { code, text: quote } : { code, column, text: quote } };
}

type Optional<K extends keyof LedgerLinePayload> = { [P in K]: LedgerLinePayload[P] | undefined };
/** A line as a format states it: everything named, `undefined` = the layout has no such column (or the part is zero). */
export type StatedLine = Pick<LedgerLinePayload, 'kind' | 'at' | 'side' | 'soldOn' | 'paidVia' | 'currency' | 'amount'> &
  Partial<Optional<Exclude<keyof LedgerLinePayload, 'kind' | 'at' | 'side' | 'soldOn' | 'paidVia' | 'currency' | 'amount'>>>;

const parts = ['commission', 'channelFee', 'feeReversal', 'split', 'taxWithheld', 'payoutFee', 'returned'] as const;
const texts = ['product', 'counterparty'] as const;
const words = ['sourceKind', 'status', 'method', 'note'] as const;

/** The payload of a line: fixed field order, no zero parts, no absent fields. */
export function line(stated: StatedLine): LedgerLinePayload {
  const payload: LedgerLinePayload = {
    kind: stated.kind,
    at: stated.at,
    ...(stated.dateEstimated ? { dateEstimated: true } : null),
    side: stated.side,
    soldOn: stated.soldOn,
    paidVia: stated.paidVia,
    currency: stated.currency,
    amount: stated.amount,
  };
  for (const part of parts) if (stated[part]) payload[part] = stated[part];
  if (stated.originalAmount !== undefined) payload.originalAmount = stated.originalAmount;
  if (stated.originalCurrency !== undefined) payload.originalCurrency = stated.originalCurrency;
  for (const text of texts) if (stated[text] !== undefined) payload[text] = stated[text];
  if (stated.personKey !== undefined) payload.personKey = stated.personKey;
  if (stated.numbers !== undefined && stated.numbers.length > 0) payload.numbers = stated.numbers;
  for (const word of words) if (stated[word] !== undefined) payload[word] = stated[word];
  return payload;
}

/** The numbers that are stated, each once. */
export function numbersOf(...stated: readonly (string | null | undefined)[]): string[] {
  const numbers: string[] = [];
  for (const number of stated) if (number && !numbers.includes(number) && !isDamagedId(number)) numbers.push(number);
  return numbers;
}

/**
 * True for an id that a spreadsheet program has spoilt: written with an exponent, or longer than the 15 digits it keeps and nothing but
 * zeros after them. (A sound id of 20 or more digits ends like that once in 100,000 times at most.)
 */
export function isDamagedId(id: string): boolean {
  if (id.endsWith('00000')) return /^\d{15}0{5,}$/.test(id);
  return id.includes('+') && /^\d(\.\d+)?E\+\d+$/i.test(id);
}
