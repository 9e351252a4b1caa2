/** Who was removed since the window opened, so that a removal can be taken back after its notification has gone. */
import { useSyncExternalStore } from 'react';

export interface Removed {
  id: string;
  name: string;
}

let removed: readonly Removed[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Removed[]): void {
  removed = next;
  for (const listener of listeners) listener();
}

export function noteRemoved(people: readonly Removed[]): void {
  set([...people.map(({ id, name }) => ({ id, name })), ...removed]);
}

export function forgetRemoved(ids: readonly string[]): void {
  set(removed.filter(({ id }) => !ids.includes(id)));
}

/** Latest first. */
export function useRecentlyRemoved(): readonly Removed[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => removed,
  );
}
