/** Tells main, once, that the first page shows its data and answers the user. */
import { useEffect } from 'react';
import { startLateWork } from '../ui/after-start';
import { call } from './api';

let told = false;

function tell(): void {
  if (told) return;
  told = true;
  // After the next paint: what was rendered is on the screen and events are being handled.
  requestAnimationFrame(() =>
    setTimeout(() => {
      void call('app.ready', {}).catch(() => undefined);
      startLateWork();
    }),
  );
}

/** To be used by whatever can be the first page; `when` turns true as its data are there. */
export function useReady(when: boolean): void {
  useEffect(() => {
    if (when) tell();
  }, [when]);
}
