/**
 * Where window presets end: today in the workspace's zone, or the last day with money when the newest file is older than that. What was found is
 * remembered on this machine, so that the next start can ask for its first page without asking for this day first.
 */
import { useEffect } from 'react';
import { type Day, dayOf, isDay } from '../../../shared/domain/days';
import { useStarted } from '../ui/after-start';
import { setLastDay } from '../ui/time-window';
import { fetchApi, useApi } from './api';

const storageKey = 'tonghao.lastDay';

interface Remembered {
  path: string;
  zone: string;
  /** Day of the last line; null without any. */
  lastLine: Day | null;
}

function earlier(lastLine: Day | null, zone: string): Day {
  const today = dayOf(Date.now(), zone);
  return lastLine !== null && lastLine < today ? lastLine : today;
}

function dayOfLine(at: string | null | undefined, zone: string): Day | null {
  return at ? dayOf(at, zone) : null;
}

function remember(value: Remembered): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(value));
  } catch {
    // The next start asks, that is all.
  }
}

/** What the last start found, or null; the day still has to be checked against the data. */
export function rememberedDay(): { path: string; last: Day } | null {
  try {
    const value = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Partial<Remembered> | null;
    const { path, zone, lastLine = null } = value ?? {};
    if (typeof path !== 'string' || typeof zone !== 'string' || (lastLine !== null && !isDay(lastLine))) return null;
    return { path, last: earlier(lastLine, zone) };
  } catch {
    return null;
  }
}

/** Finds the last day ahead of the first paint. */
export async function findLastDay(zone: string): Promise<Day> {
  const last = await fetchApi('revenue.filters', {}).then(
    (filters) => earlier(dayOfLine(filters.last, zone), zone),
    () => earlier(null, zone),
  );
  setLastDay(last);
  return last;
}

/** Keeps the last day right as imports come and go, and remembers it. */
export function useLastDay(path: string | null, zone: string): void {
  const { data, isError } = useApi('revenue.filters', {}, { enabled: useStarted() });
  const lastLine = dayOfLine(data?.last, zone);
  const isKnown = data !== undefined;
  const last = isKnown || isError ? earlier(lastLine, zone) : null;
  useEffect(() => {
    if (last) setLastDay(last);
  }, [last]);
  useEffect(() => {
    if (isKnown && path !== null) remember({ path, zone, lastLine });
  }, [isKnown, path, zone, lastLine]);
}
