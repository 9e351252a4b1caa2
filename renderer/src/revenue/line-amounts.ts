/** The five named amounts of a line, in the order they are always shown. */
import type { AmountName, LedgerLine } from '../../../shared/contract/revenue';

export const amountNames = ['gross', 'refund', 'deductions', 'net', 'payout'] as const satisfies readonly AmountName[];

/** Whether a line adds anything to any total. */
export function countsForSomething({ amounts }: Pick<LedgerLine, 'amounts'>): boolean {
  return amountNames.some((name) => amounts[name] !== 0);
}

/** Why a line counts as it does; also the key of the sentence that says so. */
export type CountingReason =
  | 'undecided'
  | 'mutedSale'
  | 'mutedRefund'
  | 'countsForGroup'
  | 'countsForRefund'
  | 'shareOnly'
  | 'held'
  | 'collected_for_others'
  | 'transfer'
  | 'expense'
  | 'payout'
  | 'plain';

/** The one sentence that explains a line best, given the other lines of its sale. */
export function countingReason(line: LedgerLine, group: readonly LedgerLine[]): CountingReason {
  if (line.countedBy !== null) return line.kind === 'refund' ? 'mutedRefund' : 'mutedSale';
  switch (line.kind) {
    case 'undecided':
    case 'held':
    case 'collected_for_others':
    case 'transfer':
    case 'expense':
    case 'payout':
      return line.kind;
    default:
      if (!line.grossKnown) return 'shareOnly';
      if (!group.some((other) => other.countedBy === line.id)) return 'plain';
      return line.kind === 'refund' ? 'countsForRefund' : 'countsForGroup';
  }
}
