/** Rows of the chart and of its table: one per month without gaps, one series per platform. Pure. */
import type { Output } from '../../../shared/contract';

type MonthAmount = Output<'overview.get'>['months'][number];

/** Series beyond the sixth are added up: more colours than that cannot be told apart. */
const seriesLimit = 6;
export const otherPlatforms = 'other';

export interface MonthRow {
  /** `YYYY-MM`. */
  month: string;
  /** Net by series, minor units. */
  net: Record<string, number>;
  total: number;
}

export interface MonthTable {
  /** Platform ids, largest first; `other` last where there are more than six. */
  series: string[];
  /** Oldest first. */
  rows: MonthRow[];
}

function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Months between the first and the last that have money; a month without any is a row of zeros, not a hole. */
export function monthTable(months: readonly MonthAmount[]): MonthTable {
  const sums = new Map<string, number>();
  for (const { platform, net } of months) sums.set(platform, (sums.get(platform) ?? 0) + Math.abs(net));
  const ranked = [...sums.keys()].sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0));
  const own = ranked.length > seriesLimit ? ranked.slice(0, seriesLimit) : ranked;
  const series = ranked.length > seriesLimit ? [...own, otherPlatforms] : own;
  const present = months.map(({ month }) => month).sort();
  const [first] = present;
  const last = present.at(-1);
  const rows: MonthRow[] = [];
  if (!first || !last) return { series, rows };
  for (let month = first; month <= last; month = nextMonth(month)) {
    const net = Object.fromEntries(series.map((name) => [name, 0]));
    for (const amount of months) {
      if (amount.month !== month) continue;
      const name = own.includes(amount.platform) ? amount.platform : otherPlatforms;
      net[name] = (net[name] ?? 0) + amount.net;
    }
    rows.push({ month, net, total: Object.values(net).reduce((sum, value) => sum + value, 0) });
  }
  return { series, rows };
}

/** Whether the data stop before the month does: its bar is not the whole month. */
export function isPartial(month: string, dataThrough: string | null): boolean {
  if (dataThrough === null || month < dataThrough.slice(0, 7)) return false;
  if (month > dataThrough.slice(0, 7)) return true;
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Number(dataThrough.slice(8, 10)) < new Date(Date.UTC(year, number, 0)).getUTCDate();
}
