/** What the ids of Stripe's objects say about each other. */

/**
 * The part that a charge, its refunds and its balance transactions have in common (`ch_3MmlLrLkdIwHu7ix0snN0B15` → `3MmlLrLkdIwHu7ix`), in a form
 * that is no id of anything; undefined for ids of before 2020, which have none. It names second and account, so two charges of one second share
 * it: it may tie statements whose sums are compared, never say alone which charge is meant.
 */
function chargeStem(id: string | null | undefined): string | undefined {
  const match = /^(?:ch|py|pi|re|pyr)_(3[0-9A-Za-z]{15})[0-9A-Za-z]{8}$/.exec(id ?? '');
  return match ? `stripe:${match[1]}` : undefined;
}

/**
 * What ties a refund in the list of payments to the same refund in the balance history, which names no charge: the common part of their ids, for
 * ids of before 2020 minute and amount. Two refunds that share it are compared by their sums, so neither is lost.
 * `at` is null where the file has no time of the refund.
 */
export function refundTie(id: string | null | undefined, at: string | null, currency: string, amount: number): string | undefined {
  return chargeStem(id) ?? (at === null ? undefined : `stripe:${at.slice(0, 16)}Z ${currency} ${amount}`);
}

/** True for the id of something that was paid: a charge, or a payment by another means than a card. */
export function isCharge(id: string | null | undefined): id is string {
  return /^(?:ch|py)_[0-9A-Za-z]+$/.test(id ?? '');
}

/** True for the id of a payout; until 2017 payouts were transfers. */
export function isPayout(id: string | null | undefined): id is string {
  return /^(?:po|tr)_[0-9A-Za-z]+$/.test(id ?? '');
}
