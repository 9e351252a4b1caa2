import { z } from 'zod';
import { currency, cursor, done, instant, limit, lineKind, minor, none, provenance, sourceFile, windowInput } from './common';
import { method } from './define';

export const ledgerFilter = windowInput.extend({
  /** sold_on. */
  platform: z.string().nullable().default(null),
  paidVia: z.string().nullable().default(null),
  kinds: z.array(lineKind).default([]),
  currency: currency.nullable().default(null),
  /** `counted`: feeds a total; `muted`: stated again by another file of the same sale; `undecided`: waits for the user. */
  status: z.enum(['all', 'counted', 'muted', 'undecided', 'edited', 'manual']).default('all'),
  personId: z.string().nullable().default(null),
  /** Lines that this import states, whichever file counts them; with the status `counted` those alone that count by it. */
  importId: z.string().nullable().default(null),
  search: z.string().max(200).default(''),
});
export type LedgerFilter = z.infer<typeof ledgerFilter>;

/** The five named amounts of shared/metrics, per line or summed. Minor units of one currency. */
export const amounts = z.object({
  gross: minor,
  refund: minor,
  deductions: minor,
  net: minor,
  payout: minor,
});
export type Amounts = z.infer<typeof amounts>;
export const amountName = amounts.keyof();
export type AmountName = z.infer<typeof amountName>;

export const deductionParts = z.object({ commission: minor, channelFee: minor, feeReversal: minor, split: minor, taxWithheld: minor });

export const ledgerLine = z.object({
  id: z.number().int(),
  at: instant,
  dateEstimated: z.boolean(),
  kind: lineKind,
  soldOn: z.string(),
  paidVia: z.string().nullable(),
  side: z.enum(['order', 'bill', 'manual']),
  currency,
  /** As stated on the row, whatever it counts for. */
  stated: minor,
  originalAmount: minor.nullable(),
  originalCurrency: currency.nullable(),
  amounts,
  parts: deductionParts,
  /** Gross is not known for share-only platforms. */
  grossKnown: z.boolean(),
  /** The line of the same sale that counts instead of this one. */
  countedBy: z.number().int().nullable(),
  product: z.string().nullable(),
  counterparty: z.string().nullable(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  sourceKind: z.string().nullable(),
  status: z.string().nullable(),
  note: z.string().nullable(),
  edited: z.boolean(),
  source: provenance.nullable(),
});
export type LedgerLine = z.infer<typeof ledgerLine>;

export const ledgerTotals = z.object({
  currency,
  lines: z.number().int(),
  amounts,
  parts: deductionParts,
  withoutGross: z.number().int(),
});
export type LedgerTotals = z.infer<typeof ledgerTotals>;

/** What the lines of one import have in a total of the ledger. */
export const totalSource = sourceFile.extend({ currency, lines: z.number().int(), amount: minor });
export type TotalSource = z.infer<typeof totalSource>;

export const undecidedGroup = z.object({
  /** Lines with the same counterparty and type are decided together and remembered. */
  counterparty: z.string().nullable(),
  sourceKind: z.string().nullable(),
  paidVia: z.string().nullable(),
  currency,
  lines: z.number().int(),
  amount: minor,
  lastAt: instant,
});
export type UndecidedGroup = z.infer<typeof undecidedGroup>;

/** Two lines that may be the same money though no number says so. */
export const lineMatch = z.object({
  /** `sale`: an order and what a bill received for it; `payout`: what a platform paid out and where it arrived. */
  kind: z.enum(['sale', 'payout']),
  /** The order's sale, or the payout. */
  one: ledgerLine,
  /** The line of a bill. */
  other: ledgerLine,
  /** Seconds from the first to the second. */
  seconds: z.number().int(),
  /** What the user said, and when; null while they have not. */
  said: z.object({ same: z.boolean(), at: instant }).nullable(),
});
export type LineMatch = z.infer<typeof lineMatch>;

export const manualLine = z.object({
  at: instant,
  kind: lineKind.exclude(['undecided']),
  soldOn: z.string().min(1).max(60),
  paidVia: z.string().max(60).nullable(),
  currency,
  amount: minor.positive(),
  product: z.string().max(300).nullable(),
  counterparty: z.string().max(300).nullable(),
  personId: z.string().nullable(),
  note: z.string().max(2000).nullable(),
});
export type ManualLine = z.infer<typeof manualLine>;

export const revenueMethods = {
  'revenue.lines': method(
    'core',
    ledgerFilter.extend({ descending: z.boolean().default(true), cursor, limit }),
    z.object({ lines: z.array(ledgerLine), next: z.string().nullable(), total: z.number().int() }),
  ),
  /** Per currency, over exactly the lines that `revenue.lines` shows for the same filter. */
  'revenue.totals': method('core', ledgerFilter, z.array(ledgerTotals)),
  /** Which imports one of the totals is made of, by currency; the largest part first. The parts of a currency add up to its total. */
  'revenue.sources': method('core', ledgerFilter.extend({ amount: amountName }), z.array(totalSource)),
  'revenue.line': method(
    'core',
    z.object({ id: z.number().int() }),
    z.object({
      line: ledgerLine,
      /** Every live row that states this line, newest first, with the original cells by column name. */
      sources: z.array(provenance.extend({ cells: z.array(z.object({ column: z.string(), text: z.string() })) })),
      /** The other lines of the same sale. */
      group: z.array(ledgerLine),
    }),
  ),
  'revenue.undecided': method('core', none, z.array(undecidedGroup)),
  /** Decides all undecided lines of the group, now and in later imports. */
  'revenue.decide': method(
    'core',
    z.object({ counterparty: z.string().nullable(), sourceKind: z.string().nullable(), kind: lineKind.exclude(['undecided']) }),
    z.object({ lines: z.number().int() }),
  ),
  'revenue.undoDecision': method(
    'core',
    z.object({ counterparty: z.string().nullable(), sourceKind: z.string().nullable() }),
    z.object({ lines: z.number().int() }),
  ),
  /** Pairs that wait for a word, or those that have got one; the latest first. */
  'revenue.matches': method(
    'core',
    z.object({ said: z.boolean().default(false), limit: z.number().int().min(0).max(500).default(500) }),
    z.object({ matches: z.array(lineMatch), total: z.number().int() }),
  ),
  /** Says of pairs whether they are the same money; null takes it back. */
  'revenue.match': method(
    'core',
    z.object({
      pairs: z
        .array(z.object({ one: z.number().int(), other: z.number().int() }))
        .min(1)
        .max(500),
      same: z.boolean().nullable(),
    }),
    done,
  ),
  'revenue.addLine': method('core', manualLine, ledgerLine),
  /** Overwrites fields of one line; the edit stays whatever later files say. */
  'revenue.updateLine': method(
    'core',
    z.object({
      id: z.number().int(),
      fields: z
        .object({
          kind: lineKind,
          product: z.string().max(300).nullable(),
          note: z.string().max(2000).nullable(),
          personId: z.string().nullable(),
        })
        .partial(),
    }),
    ledgerLine,
  ),
  /** Manual lines only. */
  'revenue.removeLine': method('core', z.object({ id: z.number().int() }), done),
  'revenue.filters': method(
    'core',
    none,
    z.object({
      platforms: z.array(z.string()),
      paidVia: z.array(z.string()),
      currencies: z.array(currency),
      first: instant.nullable(),
      last: instant.nullable(),
    }),
  ),
};
