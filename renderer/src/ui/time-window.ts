/**
 * The window of days that pages look through. It is kept while moving between pages and until the app closes.
 * Presets end with the last day to show (`useLastDay`): today, or the last day that has data when the newest export is older —
 * an export that is not there yet must not look like a fall.
 */
import { useSyncExternalStore } from 'react';
import { type Day, type DayWindow, resolvePreset, type WindowPreset } from '../../../shared/domain/days';

export type WindowChoice = { preset: WindowPreset } | { preset: 'custom'; from: Day | null; to: Day | null };

const storageKey = 'tonghao.window';
export const defaultChoice: WindowChoice = { preset: '30d' };

function stored(): WindowChoice {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    if (value && typeof value === 'object' && 'preset' in value) return value as WindowChoice;
  } catch {
    // Unreadable or refused storage: begin with the default.
  }
  return defaultChoice;
}

let choice = stored();
let lastDay: Day | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce(): void {
  for (const listener of listeners) listener();
}

/** What is chosen now, outside a component. */
export function currentChoice(): WindowChoice {
  return choice;
}

/** Chooses another window for all pages. */
export function chooseWindow(next: WindowChoice): void {
  choice = next;
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Only the memory of the choice is lost.
  }
  announce();
}

/** Tells where presets end; called by the app when the workspace or its data change. */
export function setLastDay(day: Day | null): void {
  if (day === lastDay) return;
  lastDay = day;
  announce();
}

/** The days a choice means, given the last day to show. */
export function resolveChoice(current: WindowChoice, last: Day): DayWindow {
  return current.preset === 'custom' ? { from: current.from, to: current.to } : resolvePreset(current.preset, last);
}

/** What is chosen, and the days it means: pass `days` to any method that takes a window. `days` is null until the last day is known. */
export function useTimeWindow(): { choice: WindowChoice; days: DayWindow | null } {
  const current = useSyncExternalStore(subscribe, () => choice);
  const last = useSyncExternalStore(subscribe, () => lastDay);
  return { choice: current, days: last === null ? null : resolveChoice(current, last) };
}
