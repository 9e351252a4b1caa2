/** The reporting currency: dated rates, the original amounts kept. A rate causes no movement of its own. */
import { currencyExponent } from '../domain/money';

/** 1 unit of `currency` = `rate` units of the reporting currency, from `day` on. */
export interface DatedRate {
  currency: string;
  /** Calendar day in the workspace's time zone. */
  day: string;
  rate: number;
}

/** Looks up the rate of a currency on a day: that day's, else the last known before; null when none is. The reporting currency itself has the rate 1. */
export function rateLookup(rates: readonly DatedRate[], reporting: string): (currency: string, day: string) => number | null {
  const byCurrency = new Map<string, DatedRate[]>();
  for (const rate of [...rates].sort((a, b) => (a.day < b.day ? -1 : 1)))
    byCurrency.set(rate.currency, [...(byCurrency.get(rate.currency) ?? []), rate]);
  return (currency, day) => {
    if (currency === reporting) return 1;
    return byCurrency.get(currency)?.findLast((rate) => rate.day <= day)?.rate ?? null;
  };
}

/** What minor units of `currency` are multiplied with besides the rate to become minor units of `reporting`: 100 from JPY to CNY. */
export function minorScale(currency: string, reporting: string): number {
  return 10 ** (currencyExponent(reporting) - currencyExponent(currency));
}

/** Added before rounding, so that the binary remainder of a decimal product (1.005 × 100 = 100.49999…) does not tip a half down. */
export const halfUp = 0.5 + 1e-7;

/** One amount in minor units of another currency, rounded half-up on the magnitude. `factor` = rate × `minorScale`. */
export function convertMinor(amount: number, factor: number): number {
  const product = amount * factor;
  return Math.trunc(product < 0 ? product - halfUp : product + halfUp) + 0;
}
