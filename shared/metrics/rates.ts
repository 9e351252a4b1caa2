/** The reporting currency: dated rates, the original amounts kept. A rate causes no movement of its own. */

/** 1 unit of `currency` = `rate` units of the reporting currency, from `day` on. */
export interface DatedRate {
  currency: string;
  day: string;
  rate: number;
}

export interface DayAmount {
  currency: string;
  /** Calendar day in the workspace's time zone. */
  day: string;
  /** Minor units of `currency`. */
  amount: number;
  lines: number;
}

/** Looks up the rate of a currency on a day: that day's, else the last known before; null when none is. */
export function rateLookup(rates: readonly DatedRate[], reporting: string): (currency: string, day: string) => number | null {
  const byCurrency = new Map<string, DatedRate[]>();
  for (const rate of [...rates].sort((a, b) => (a.day < b.day ? -1 : 1)))
    byCurrency.set(rate.currency, [...(byCurrency.get(rate.currency) ?? []), rate]);
  return (currency, day) => {
    if (currency === reporting) return 1;
    return byCurrency.get(currency)?.findLast((rate) => rate.day <= day)?.rate ?? null;
  };
}

/**
 * Sums amounts in the reporting currency, rounded half-up per day and currency to its minor unit. Amounts without a rate are left out and their
 * lines counted. `exponent` gives the decimal places of a currency.
 */
export function convert(
  amounts: readonly DayAmount[],
  rates: readonly DatedRate[],
  reporting: string,
  exponent: (currency: string) => number,
): { value: number; lines: number; unconverted: number } {
  const rateOf = rateLookup(rates, reporting);
  let value = 0;
  let lines = 0;
  let unconverted = 0;
  for (const { currency, day, amount, lines: count } of amounts) {
    const rate = rateOf(currency, day);
    if (rate === null) unconverted += count;
    else {
      lines += count;
      value += roundHalfUp(amount * rate * 10 ** (exponent(reporting) - exponent(currency)));
    }
  }
  return { value, lines, unconverted };
}

/** Half away from zero; tiny binary remainders of a product do not tip it. */
export function roundHalfUp(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value) + 1e-9);
}
