/** Where window presets end: today in the workspace's zone, or the last day with money when the newest file is older than that. */
import { useEffect } from 'react';
import { type Day, dayOf } from '../../../shared/domain/days';
import { setLastDay } from '../ui/time-window';
import { fetchApi, useApi } from './api';

function lastOf(lastLineAt: string | null | undefined, zone: string): Day {
  const today = dayOf(Date.now(), zone);
  const lastLine = lastLineAt ? dayOf(lastLineAt, zone) : today;
  return lastLine < today ? lastLine : today;
}

/** Finds the last day ahead of the first paint. */
export async function findLastDay(zone: string): Promise<Day> {
  const last = await fetchApi('revenue.filters', {}).then(
    (filters) => lastOf(filters.last, zone),
    () => dayOf(Date.now(), zone),
  );
  setLastDay(last);
  return last;
}

/** Keeps the last day right as imports come and go. */
export function useLastDay(zone: string): void {
  const { data, isError } = useApi('revenue.filters', {});
  const last = data || isError ? lastOf(data?.last, zone) : null;
  useEffect(() => {
    if (last) setLastDay(last);
  }, [last]);
}
