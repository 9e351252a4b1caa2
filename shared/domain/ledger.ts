/** What a line counts for, by its kind: the step from a stated amount to the named amounts of the metrics. */
import type { LedgerLinePayload, LineKind } from './records';

/** Minor units of the line's currency. `share` is income whose gross nobody states (得到, 喜马拉雅, 流量主); net = gross + share − refund − deductions. */
export interface CountedAmounts {
  gross: number;
  share: number;
  refund: number;
  commission: number;
  channelFee: number;
  feeReversal: number;
  split: number;
  taxWithheld: number;
  payout: number;
  expense: number;
}

/** Seconds: an order and a payment of one amount within this time are hardly ever two, however often that amount is paid. */
export const atOnce = 120;

/** Kinds whose gross is what the buyer paid. */
export const grossKinds: readonly LineKind[] = ['sale', 'renewal', 'tip', 'ticket', 'sponsorship', 'commission'];
/** Kinds that state only the creator's share. */
export const shareKinds: readonly LineKind[] = ['ad_share', 'platform_share'];

type Stated = Pick<LedgerLinePayload, 'amount' | 'commission' | 'channelFee' | 'feeReversal' | 'split' | 'taxWithheld' | 'payoutFee'>;

/**
 * The amounts a line counts for. Deductions stated on the same row count for revenue kinds and refunds only; a payout counts what arrived
 * (withdrawn − withdrawal fee); held money, transfers, money collected for others and undecided lines count for nothing.
 */
export function countedAmounts(kind: LineKind, stated: Stated): CountedAmounts {
  const none: CountedAmounts = {
    gross: 0,
    share: 0,
    refund: 0,
    commission: 0,
    channelFee: 0,
    feeReversal: 0,
    split: 0,
    taxWithheld: 0,
    payout: 0,
    expense: 0,
  };
  const withDeductions = {
    ...none,
    commission: stated.commission ?? 0,
    channelFee: stated.channelFee ?? 0,
    feeReversal: stated.feeReversal ?? 0,
    split: stated.split ?? 0,
    taxWithheld: stated.taxWithheld ?? 0,
  };
  switch (kind) {
    case 'sale':
    case 'renewal':
    case 'tip':
    case 'ticket':
    case 'sponsorship':
    case 'commission':
      return { ...withDeductions, gross: stated.amount };
    case 'ad_share':
    case 'platform_share':
      return { ...withDeductions, share: stated.amount };
    case 'refund':
      return { ...withDeductions, refund: stated.amount };
    case 'fee':
      return { ...none, channelFee: stated.amount };
    case 'fee_reversal':
      return { ...none, feeReversal: stated.amount };
    case 'split':
      return { ...none, split: stated.amount };
    case 'tax_withheld':
      return { ...none, taxWithheld: stated.amount };
    case 'payout':
      return { ...none, payout: stated.amount - (stated.payoutFee ?? 0) };
    case 'payout_fee':
      return { ...none, payout: -stated.amount };
    case 'expense':
      // What came back of it stands on a line of its own (`returned`) and depends on other lines: the fold settles that.
      return { ...none, expense: stated.amount };
    case 'held':
    case 'collected_for_others':
    case 'transfer':
    case 'undecided':
      return none;
  }
}
