/** The lines of the ledger (keyset pages) and their totals, for one view over one window. */
import { useMemo } from 'react';
import type { DayWindow } from '../../../shared/domain/days';
import { useApi, usePages } from '../app/api';
import { type LedgerView, ledgerFilter } from './ledger-view';

const nothingYet: DayWindow = { from: null, to: null };

/** `days` is null until the last day to show is known; nothing is read before. */
export function useLedger(view: LedgerView, days: DayWindow | null) {
  const filter = ledgerFilter(view, days ?? nothingYet);
  const enabled = days !== null;
  const pages = usePages('revenue.lines', { ...filter, descending: view.descending, limit: 100 }, { enabled });
  const totals = useApi('revenue.totals', filter, { enabled });
  const lines = useMemo(() => pages.data?.pages.flatMap((page) => page.lines) ?? [], [pages.data]);
  return { filter, pages, totals, lines, count: pages.data?.pages[0]?.total ?? null };
}
