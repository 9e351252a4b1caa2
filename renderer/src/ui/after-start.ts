/** Work that would only slow the start: it waits for the first page to be usable. */
import { useSyncExternalStore } from 'react';

let begun = false;
const waiting = new Set<() => void>();

/** Runs `work` when the first page is usable; at once when it already is. */
export function afterStart(work: () => void): () => void {
  if (begun) {
    work();
    return () => undefined;
  }
  waiting.add(work);
  return () => waiting.delete(work);
}

/** Called when the first page is usable. */
export function startLateWork(): void {
  begun = true;
  for (const work of waiting) work();
  waiting.clear();
}

/** False until the first page is usable: parts that can wait render nothing (in a room kept for them) so long. */
export function useStarted(): boolean {
  return useSyncExternalStore(afterStart, () => begun);
}
