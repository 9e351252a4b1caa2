/** The form of a line added by hand: what was typed, what is wrong with it, and what it becomes. */
import type { Input } from '../../../shared/contract';
import { isDay } from '../../../shared/domain/days';
import { parseMoney } from '../../../shared/domain/format';
import { type LineKind, lineKinds } from '../../../shared/domain/records';
import { instantOf } from './zoned-time';

export type DecidedKind = Exclude<LineKind, 'undecided'>;
export const decidedKinds = lineKinds.filter((kind): kind is DecidedKind => kind !== 'undecided');

export interface ManualDraft {
  kind: DecidedKind;
  /** Major units as typed. */
  amount: string;
  currency: string;
  /** Calendar day and `HH:MM` in the workspace's time zone. */
  day: string;
  time: string;
  soldOn: string;
  paidVia: string | null;
  product: string;
  counterparty: string;
  personId: string | null;
  note: string;
}

export type DraftField = 'amount' | 'currency' | 'day' | 'time' | 'soldOn' | 'product' | 'counterparty' | 'note';
export type DraftProblem =
  | 'amountMissing'
  | 'amountForm'
  | 'amountZero'
  | 'currencyForm'
  | 'dayForm'
  | 'timeForm'
  | 'soldOnMissing'
  | 'tooLong';

const longest = { soldOn: 60, product: 300, counterparty: 300, note: 2000 } as const;

/** What is wrong with each field; an empty answer means that the line can be added. */
export function draftProblems(draft: ManualDraft): Partial<Record<DraftField, DraftProblem>> {
  const problems: Partial<Record<DraftField, DraftProblem>> = {};
  const amount = parseMoney(draft.amount, draft.currency);
  if (draft.amount.trim() === '') problems.amount = 'amountMissing';
  else if (amount === null || amount < 0) problems.amount = 'amountForm';
  else if (amount === 0) problems.amount = 'amountZero';
  if (!/^[A-Z]{3}$/.test(draft.currency)) problems.currency = 'currencyForm';
  if (!isDay(draft.day)) problems.day = 'dayForm';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(draft.time)) problems.time = 'timeForm';
  if (draft.soldOn.trim() === '') problems.soldOn = 'soldOnMissing';
  for (const [field, length] of Object.entries(longest) as [keyof typeof longest, number][]) {
    if (draft[field].trim().length > length) problems[field] = 'tooLong';
  }
  return problems;
}

/** The line to add, amount in minor units and time in UTC; null while something is wrong. */
export function toManualLine(draft: ManualDraft, zone: string): Input<'revenue.addLine'> | null {
  const amount = parseMoney(draft.amount, draft.currency);
  if (amount === null || Object.keys(draftProblems(draft)).length > 0) return null;
  const text = (value: string) => value.trim() || null;
  return {
    at: instantOf(draft.day, draft.time, zone),
    kind: draft.kind,
    soldOn: draft.soldOn.trim(),
    paidVia: draft.paidVia,
    currency: draft.currency,
    amount,
    product: text(draft.product),
    counterparty: text(draft.counterparty),
    personId: draft.personId,
    note: text(draft.note),
  };
}
