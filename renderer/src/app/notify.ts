/** Short messages at the corner of the window. Their code and styles load with the first message, not at start. */
import type { AppError } from '../../../shared/contract/errors';
import { styled } from '../ui/styled';
import { errorText, i18n } from './i18n';

export interface Notice {
  message: string;
  /** `done` (default), `look` for something the user should look at, `risk` for money or data at risk. */
  tone?: 'done' | 'look' | 'risk';
  /** Offers an Undo button; what it throws is shown as an error. */
  undo?: () => Promise<unknown>;
  /** Another button instead of Undo. */
  action?: { label: string; run: () => void };
}

/** Shows one message; everything that changes data offers its undo here. */
export function notify(notice: Notice): void {
  void styled(() => import('./notifications')).then(({ show }) => show(notice));
}

/** Tells of a failure in the user's words. A cancelled dialog or job is no failure and stays silent. */
export function notifyError(error: AppError): void {
  if (error.code === 'cancelled') return;
  notify({ message: errorText(i18n.t, error), tone: 'risk' });
}
