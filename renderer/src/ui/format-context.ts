/** Language and time zone of everything that is shown, and the formatting functions bound to them. */
import { createContext, useContext } from 'react';
import type { Day, DayWindow } from '../../../shared/domain/days';
import * as format from '../../../shared/domain/format';

export interface Format {
  readonly language: format.Language;
  /** IANA name of the workspace's time zone. */
  readonly zone: string;
  money(minor: number, currency: string): string;
  moneyShort(minor: number, currency: string): string;
  number(value: number): string;
  count(value: number): string;
  percent(share: number, digits?: number): string;
  delta(delta: number): string;
  bytes(bytes: number): string;
  /** `a, b and c`. */
  list(texts: readonly string[]): string;
  day(day: Day, short?: boolean): string;
  window(window: DayWindow): string | null;
  month(month: string, long?: boolean): string;
  when(at: string, style?: format.WhenStyle): string;
}

/** The formatting functions of shared/domain/format bound to one language and zone. */
export function createFormat(language: format.Language, zone: string): Format {
  return {
    language,
    zone,
    money: (minor, currency) => format.formatMoney(minor, currency, language),
    moneyShort: (minor, currency) => format.formatMoneyShort(minor, currency, language),
    number: (value) => format.formatNumber(value, language),
    count: (value) => format.formatCount(value, language),
    percent: (share, digits) => format.formatPercent(share, language, digits),
    delta: (delta) => format.formatDelta(delta, language),
    list: (texts) => new Intl.ListFormat(language).format(texts),
    bytes: (bytes) => format.formatBytes(bytes, language),
    day: (day, short) => format.formatDay(day, language, short),
    window: (window) => format.formatWindow(window, language),
    month: (month, long) => format.formatMonth(month, language, long),
    when: (at, style) => format.formatWhen(at, zone, language, style),
  };
}

export const FormatContext = createContext<Format>(createFormat('en', 'UTC'));

/** Formatting in the user's language and the workspace's time zone. */
export function useFormat(): Format {
  return useContext(FormatContext);
}
