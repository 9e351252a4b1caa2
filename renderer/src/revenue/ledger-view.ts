/**
 * What the Revenue page shows, as its address says it:
 * `#/revenue?from=…&to=…&kind=sale,refund&platform=…&via=…&currency=…&status=…&person=…&import=…&q=…&order=up&line=…&tab=undecided|matches`.
 */
import type { Input } from '../../../shared/contract';
import type { LedgerFilter } from '../../../shared/contract/revenue';
import { type DayWindow, isDay } from '../../../shared/domain/days';
import { type LineKind, lineKinds } from '../../../shared/domain/records';
import { chooseWindow, type WindowChoice } from '../ui/time-window';

export const ledgerStatuses = ['counted', 'muted', 'undecided', 'edited', 'manual'] as const;
export type LedgerStatus = (typeof ledgerStatuses)[number];

const ledgerTabs = ['ledger', 'undecided', 'matches'] as const;
export type LedgerTab = (typeof ledgerTabs)[number];

export interface LedgerView {
  platform: string | null;
  paidVia: string | null;
  kinds: readonly LineKind[];
  currency: string | null;
  status: LedgerStatus | null;
  person: string | null;
  /** Id of the import whose lines are shown. */
  import: string | null;
  search: string;
  descending: boolean;
  /** Id of the line whose drawer is open. */
  line: number | null;
  tab: LedgerTab;
}

function known<T extends string>(values: readonly T[], text: string | null): T | null {
  return values.find((value) => value === text) ?? null;
}

/** Reads the address; anything that is not understood counts as not given. */
export function readLedgerView(params: URLSearchParams): LedgerView {
  const currency = params.get('currency');
  const line = params.get('line') ?? '';
  return {
    platform: params.get('platform'),
    paidVia: params.get('via'),
    kinds: (params.get('kind') ?? '').split(',').flatMap((kind) => known(lineKinds, kind) ?? []),
    currency: currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : null,
    status: known(ledgerStatuses, params.get('status')),
    person: params.get('person'),
    import: params.get('import'),
    search: params.get('q') ?? '',
    descending: params.get('order') !== 'up',
    line: /^\d{1,15}$/.test(line) ? Number(line) : null,
    tab: known(ledgerTabs, params.get('tab')) ?? 'ledger',
  };
}

/** The view over a window of days as the filter that lines and totals share. */
export function ledgerFilter(view: LedgerView, days: DayWindow): Input<'revenue.totals'> {
  const { platform, paidVia, kinds, currency, status, person, search } = view;
  const filter: Partial<LedgerFilter> = {
    platform,
    paidVia,
    kinds: [...kinds],
    currency,
    status: status ?? 'all',
    personId: person,
    importId: view.import,
    search: search.trim(),
  };
  return { ...filter, ...days };
}

/** Whether anything but the window narrows the ledger. */
export function isNarrowed({ platform, paidVia, kinds, currency, status, person, search, ...view }: LedgerView): boolean {
  return (
    [platform, paidVia, currency, status, person, view.import].some((part) => part !== null) || kinds.length > 0 || search.trim() !== ''
  );
}

/** Takes every filter out of the address. */
export const cleared = {
  platform: null,
  via: null,
  kind: null,
  currency: null,
  status: null,
  person: null,
  import: null,
  q: null,
} as const;

/** The window of days that an address asks for; null when it asks for none and the shared one stays. */
export function askedWindow(params: URLSearchParams): WindowChoice | null {
  const day = (name: string) => {
    const value = params.get(name);
    return value !== null && isDay(value) ? value : null;
  };
  const from = day('from');
  const to = day('to');
  if (from !== null || to !== null) return { preset: 'custom', from, to };
  return params.get('window') === 'all' ? { preset: 'all' } : null;
}

/** Makes the address's window the one that all pages share, and takes it out of the address. */
export function adoptWindow(params: URLSearchParams, change: (changes: Record<string, string | null>) => void): void {
  const asked = askedWindow(params);
  if (asked) chooseWindow(asked);
  if (['from', 'to', 'window'].some((name) => params.has(name))) change({ from: null, to: null, window: null });
}
