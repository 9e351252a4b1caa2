import { z } from 'zod';
import { metricIds } from '../metrics/catalogue';
import { currency, day, minor, sourceFile, windowInput } from './common';
import { method } from './define';

export const metricId = z.enum(metricIds);

/** One metric value. Money in minor units of `currency`. */
export const metricValue = z.object({
  id: metricId,
  /** null when not available: unknown stays unknown. */
  value: z.number().nullable(),
  unit: z.enum(['money', 'people', 'lines']),
  currency: currency.nullable(),
  /** `currency`: lines of that currency only; `reporting`: all lines converted into the reporting currency. */
  scope: z.enum(['currency', 'reporting', 'all']),
  /** Rows the value rests on. */
  base: z.number().int(),
  /** Lines left out of a reporting value because no rate is known. */
  unconverted: z.number().int(),
  from: day.nullable(),
  to: day.nullable(),
  /** Last day that every feeding account covers. */
  dataThrough: day.nullable(),
  available: z.boolean(),
});
export type MetricValue = z.infer<typeof metricValue>;

export const tile = z.object({
  metric: metricValue,
  /** The previous equal window; null when withheld because the data do not reach. */
  previous: metricValue.nullable(),
  /** (value − previous) ÷ |previous|; null when withheld or previous is 0. */
  delta: z.number().nullable(),
});
export type Tile = z.infer<typeof tile>;

/** A figure that an import (or taking it back) changed. Money in minor units of `currency`; null where the figure is not available. */
export const figureChange = z.object({
  id: metricId,
  /** `YYYY-MM`; null: people in all. */
  month: z.string().nullable(),
  currency: currency.nullable(),
  before: z.number().nullable(),
  after: z.number().nullable(),
});
export type FigureChange = z.infer<typeof figureChange>;

export const monthAmount = z.object({ month: z.string(), platform: z.string(), net: minor, gross: minor });
export const attention = z.object({
  kind: z.enum(['undecided', 'quarantined', 'stale-account', 'unconverted', 'no-backup', 'ambiguous-people']),
  count: z.number().int(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Attention = z.infer<typeof attention>;

/** What one import has in a figure; without a batch: what was entered by hand. */
export const figureSource = sourceFile.extend({
  /** Lines, or people, of it that go into the figure. */
  records: z.number().int(),
  /** Its part of the figure: minor units of the reporting currency, or people. */
  amount: z.number().int(),
  /** Lines left out because no rate is known. */
  unconverted: z.number().int(),
});
export type FigureSource = z.infer<typeof figureSource>;

export const overviewMethods = {
  'overview.get': method(
    'core',
    windowInput,
    z.object({
      from: day.nullable(),
      to: day.nullable(),
      dataThrough: day.nullable(),
      /** Accounts that end the common coverage: `缺支付宝 22 天`. */
      missing: z.array(z.object({ account: z.string(), platform: z.string(), days: z.number().int() })),
      currency,
      tiles: z.array(tile),
      /** Up to 18 months by sold_on in the reporting currency. */
      months: z.array(monthAmount),
      attention: z.array(attention),
      accounts: z.number().int(),
      platforms: z.number().int(),
    }),
  ),
  /** Which imports a figure is made of, the largest part first; the parts add up to the figure (money in the reporting currency, people over all). */
  'overview.sources': method(
    'core',
    windowInput.extend({ id: metricId }),
    z.object({ metric: metricValue, sources: z.array(figureSource) }),
  ),
  'overview.metrics': method('core', windowInput.extend({ ids: z.array(metricId).default([]) }), z.array(metricValue)),
};
