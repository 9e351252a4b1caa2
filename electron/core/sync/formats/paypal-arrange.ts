/**
 * What can only be known from a whole PayPal activity, added to its rows as columns: the instant (order of day and month, clock), plain amounts, and
 * for a payment in a foreign currency what it was converted to. A conversion is two rows of their own that name the payment as their reference.
 */
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import type { ArrangedTable, RawFile } from './format';
import { beforeMarkdown } from './frame-text';
import { added, columnsOf, type Meaning, needed, plainName } from './paypal-columns';
import { conversion } from './paypal-rules';
import { dayOrder, instantOf, usesChinaClock, zoneOfIst } from './paypal-times';

/** Rows looked at for the header. */
const headRows = 60;

/** The tables of a PayPal activity with the added columns; null when the file is none. */
export function arrangeActivity(file: RawFile): ArrangedTable[] | null {
  const tables = file.tables.map(({ name, rows }) => arrangeTable(name, rows)).filter((table) => table !== null);
  return tables.length > 0 ? tables : null;
}

type Rows = RawFile['tables'][number]['rows'];

/** One data row with its cells by meaning. */
interface Entry {
  row: number;
  cells: readonly string[];
  get(meaning: Meaning): string;
}

function arrangeTable(name: string, rows: Rows): ArrangedTable | null {
  const header = beforeMarkdown(rows.slice(0, headRows)).find(({ cells }) => isHeader(cells));
  if (!header) return null;
  const columns = columnsOf(header.cells);
  const entries = rows
    .filter(({ row, cells }) => row > header.row && cells.some((cell) => cell !== '') && !isHeader(cells))
    .map(({ row, cells }): Entry => ({ row, cells, get: (meaning) => cells[columns.get(meaning) ?? -1]?.trim() ?? '' }));
  // Dutch statements write the month first whatever their clock is.
  const instants = instantsOf(entries, !header.cells.some((cell) => plainName(cell) === 'Tijdzone'));
  const conversions = conversionsOf(entries);
  return {
    name,
    columns: [...header.cells.map(plainName), ...Object.values(added)],
    rows: entries.map((entry) => {
      const settled = conversions.get(entry);
      const extra = {
        instant: instants(entry) ?? '',
        gross: plainAmount(entry.get('gross')),
        fee: plainAmount(entry.get('fee')),
        net: plainAmount(entry.get('net')),
        settledCurrency: settled?.currency ?? '',
        settledNet: settled?.amount ?? '',
      } satisfies Record<keyof typeof added, string>;
      const cells = header.cells.map((_, at) => entry.cells[at] ?? '');
      return { row: entry.row, cells: [...cells, ...(Object.keys(added) as (keyof typeof added)[]).map((key) => extra[key])] };
    }),
  };
}

function isHeader(cells: readonly string[]): boolean {
  const columns = columnsOf(cells);
  return needed.every((meaning) => columns.has(meaning));
}

function instantsOf(entries: readonly Entry[], zoneTells: boolean): (entry: Entry) => string | null {
  const dates = entries.map((entry) => entry.get('date'));
  const order = dayOrder(dates, zoneTells || !dates.some((date) => date.includes('/')) ? entries.map((entry) => entry.get('zone')) : []);
  if (order === null) return () => null;
  const months = entries.map((entry) => {
    const at = instantOf(entry.get('date'), '', 'UTC', order, false);
    return { month: Number(at?.slice(5, 7) ?? 0), zone: entry.get('zone'), currency: entry.get('currency') };
  });
  const chinaClock = usesChinaClock(months);
  const ist = zoneOfIst(months);
  return (entry) => {
    const zone = entry.get('zone');
    return instantOf(entry.get('date'), entry.get('time'), zone === 'IST' && ist !== null ? ist : zone, order, chinaClock);
  };
}

/**
 * `-1.234,56`, `1 234,56` and `1,234.56` with a point for the decimals and nothing else. PayPal's currencies have two decimals or none, so a mark
 * before the last one or two digits is the decimal one and all others are thousands.
 */
export function plainAmount(text: string): string {
  const bare = text.replace(/[\s\u00a0\u202f']/g, '').replace(/^[−–]/, '-');
  if (bare === '...' || !/^[-+]?[\d.,]+$/.test(bare)) return bare === '...' ? '' : text.trim();
  const decimals = /[.,](\d{1,2})$/.exec(bare);
  const whole = (decimals ? bare.slice(0, -decimals[0].length) : bare).replace(/[.,]/g, '');
  return decimals ? `${whole}.${decimals[1]}` : whole;
}

interface Settled {
  currency: string;
  amount: string;
}

/** For every payment with one pair of conversion rows that takes its net: the other currency and what its net became there. */
function conversionsOf(entries: readonly Entry[]): Map<Entry, Settled> {
  const legs = new Map<string, Entry[]>();
  for (const entry of entries) {
    const reference = entry.get('reference');
    if (reference === '' || !isConversion(entry)) continue;
    legs.set(reference, [...(legs.get(reference) ?? []), entry]);
  }
  const settled = new Map<Entry, Settled>();
  for (const entry of entries) {
    const pair = legs.get(entry.get('id')) ?? [];
    const out = pair.find((leg) => leg.get('currency') === entry.get('currency') && opposite(leg, entry));
    const into = pair.find((leg) => leg.get('currency') !== entry.get('currency'));
    if (pair.length !== 2 || !out || !into || isConversion(entry)) continue;
    settled.set(entry, { currency: into.get('currency'), amount: plainAmount(into.get('net')) });
  }
  return settled;
}

function isConversion(entry: Entry): boolean {
  return conversion.test(entry.get('type').toLowerCase());
}

function opposite(leg: Entry, payment: Entry): boolean {
  const currency = parseCurrency(payment.get('currency'));
  if (currency === null) return false;
  const [a, b] = [leg, payment].map((entry) => parseAmount(plainAmount(entry.get('net')), currency));
  return a !== null && b !== null && a !== undefined && b !== undefined && a !== 0 && a === -b;
}
