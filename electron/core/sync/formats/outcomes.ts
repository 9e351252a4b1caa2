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

/** A line as a format states it: `undefined` = the layout has no such column. */
export type StatedLine = Readonly<LedgerLinePayload>;

/**
 * The payload of a line in its fixed field order. Zero parts and fields that the layout lacks are `undefined`, which JSON leaves out; one
 * shape for all lines keeps large bills fast.
 */
export function line(stated: StatedLine): LedgerLinePayload {
  return {
    kind: stated.kind,
    at: stated.at,
    dateEstimated: stated.dateEstimated,
    side: stated.side,
    soldOn: stated.soldOn,
    paidVia: stated.paidVia,
    currency: stated.currency,
    amount: stated.amount,
    commission: stated.commission || undefined,
    channelFee: stated.channelFee || undefined,
    feeReversal: stated.feeReversal || undefined,
    split: stated.split || undefined,
    taxWithheld: stated.taxWithheld || undefined,
    payoutFee: stated.payoutFee || undefined,
    returned: stated.returned || undefined,
    originalAmount: stated.originalAmount,
    originalCurrency: stated.originalCurrency,
    product: stated.product,
    counterparty: stated.counterparty,
    personKey: stated.personKey,
    numbers: stated.numbers && stated.numbers.length > 0 ? stated.numbers : undefined,
    sourceKind: stated.sourceKind,
    status: stated.status,
    method: stated.method,
    note: stated.note,
  };
}

/** The numbers that are stated, each once. */
export function numbersOf(...stated: readonly (string | null | undefined)[]): string[] {
  const numbers: string[] = [];
  for (const number of stated) if (number && !numbers.includes(number) && !isDamagedId(number)) numbers.push(number);
  return numbers;
}

/**
 * True for an id that a spreadsheet program has spoilt: written with an exponent, or longer than the 15 digits it keeps and nothing but
 * zeros after them. (A sound id of 20 or more digits ends like that once in 100,000 times at most.) So is one with a byte that could not be read.
 */
export function isDamagedId(id: string): boolean {
  if (id.includes('\uFFFD')) return true;
  if (id.endsWith('00000')) return /^\d{15}0{5,}$/.test(id);
  return id.includes('+') && /^\d(\.\d+)?E\+\d+$/i.test(id);
}
