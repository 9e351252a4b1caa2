/** Choices that core keeps: a box follows the click at once, and goes back with a message when core refuses. */
import { useEffect, useRef, useState } from 'react';
import { asAppError } from './api';
import { notifyError } from './notify';

interface Made<T> {
  value: T;
  /** Choices that core has not answered yet. */
  open: number;
}

/**
 * Shows what the user chose last until `stored` has caught up. Choices reach core one after the other, in the order in which they were made.
 * `store` settles when what it changes has been read again; it rejects with core's refusal.
 */
export function useChoice<T extends string | number | boolean | null>(
  stored: T,
  store: (value: T) => Promise<unknown>,
): [shown: T, choose: (value: T) => void] {
  const [made, setMade] = useState<Made<T> | null>(null);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (made?.open === 0 && made.value === stored) setMade(null);
  }, [made, stored]);
  const choose = (value: T) => {
    setMade((before) => ({ value, open: (before?.open ?? 0) + 1 }));
    last.current = last.current
      .then(() => store(value))
      .then(
        () => setMade((before) => before && { ...before, open: before.open - 1 }),
        (error: unknown) => {
          notifyError(asAppError(error));
          setMade((before) => (before && before.open > 1 ? { ...before, open: before.open - 1 } : null));
        },
      );
  };
  return [made ? made.value : stored, choose];
}
