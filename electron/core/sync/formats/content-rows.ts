/** Reading rows of content statistics: figures by their unit, days, and the records they become. */
import { parseAmount, parseCurrency, parseDecimal } from '../../../../shared/domain/money';
import type { CanonicalRecord, ContentMetricPayload, ContentPayload } from '../../../../shared/domain/records';
import { chinaOffset, parseDay } from '../../../../shared/domain/time';
import { type MetricColumns, type MetricName, type MetricUnit, metricUnits } from './content-metrics';
import { clock, longestFigure, unitOfCells } from './content-units';
import type { FileFacts, FileFrame, MapContext, SourceRow } from './format';
import { endOfNamedDay, namedPeriod } from './frame-text';

/**
 * The figures of a row: counts plain, rates 0..1, durations in seconds, money in minor units of `currency`; those that keep the name of their column,
 * as they are written.
 */
export interface Figures {
  metrics: Record<string, number>;
  currency: string | undefined;
  /** Columns that are neither used nor a figure, with their text. */
  texts: Record<string, string>;
  /** A known figure that could not be read. */
  unread: { column: string; text: string } | null;
}

/** Reads all columns but the `used` ones. `currency` is that of amounts whose column names none. */
export function figuresOf(row: SourceRow, columns: MetricColumns, used: ReadonlySet<string>, currency: string | null = null): Figures {
  const figures: Figures = { metrics: {}, currency: undefined, texts: {}, unread: null };
  for (const column of new Set(row.columns)) {
    if (column === '' || used.has(column)) continue;
    const text = row.get(column);
    if (text) addFigure(figures, { column, text, cells: unitOfCells(row.columns, column) }, columns, currency);
  }
  return figures;
}

interface StatedFigure {
  column: string;
  text: string;
  /** The unit that other cells of the column state. */
  cells: ReturnType<typeof unitOfCells>;
}

function addFigure(figures: Figures, stated: StatedFigure, columns: MetricColumns, currency: string | null): void {
  const { column, text } = stated;
  const { stem, suffix } = splitColumn(column);
  const name = nameOf(columns, plainColumn(column)) ?? nameOf(columns, stem, suffix);
  // Of two columns for one figure, the second keeps its own name.
  if (name === undefined || Object.hasOwn(figures.metrics, name)) {
    addUnnamed(figures, stated, name !== undefined);
    return;
  }
  const home = currencyOf(suffix) ?? currency;
  const unit = metricUnits[name];
  const value = readFigure(text, unit, suffix, home);
  if (value === null) {
    figures.unread ??= { column, text };
    return;
  }
  if (unit === 'money' && home !== null) figures.currency = home;
  figures.metrics[name] = value;
}

/** A figure under the column's own name, which says its unit: the number stays as it is written. */
function addUnnamed(figures: Figures, stated: StatedFigure, isKnown: boolean): void {
  const { column, text } = stated;
  const written = asWritten(stated);
  if (written !== null) {
    if (!Object.hasOwn(figures.metrics, written.column)) figures.metrics[written.column] = written.value;
  } else if (isKnown) figures.unread ??= { column, text };
  else figures.texts[column] = text;
}

/** The number of a cell, and the column with the unit that stands in its cells alone; null when the text is no figure. */
function asWritten({ column, text, cells }: StatedFigure): { column: string; value: number } | null {
  if (text.length > longestFigure) return null;
  const { stem, suffix } = splitColumn(column);
  const percent = /^(.*?)\s*[%％]$/.exec(text)?.[1];
  const [own, value] = percent === undefined ? clockOrNumber(text) : ['%', plainNumber(percent)];
  if (value === null) return null;
  const unit = own ?? (cells === '%' && suffix !== null ? null : cells);
  const named = { column: unit === null || unit === suffix ? column : `${stem} (${unit})`, value };
  return own === null && unit === 's' ? { ...named, value: seconds(text, suffix) ?? value } : named;
}

function clockOrNumber(text: string): [string | null, number | null] {
  return clock.test(text) ? ['s', seconds(text, null)] : [null, plainNumber(text.replace(/元$/, ''))];
}

/** The figure of a column; a share of a count (`Views (%)`) is not the count. */
function nameOf(columns: MetricColumns, column: string, suffix: string | null = null): MetricName | undefined {
  const name = Object.hasOwn(columns, column) ? columns[column] : undefined;
  return name !== undefined && suffix === '%' && metricUnits[name] !== 'rate' ? undefined : name;
}

function plainColumn(column: string): string {
  return column.replaceAll('（', '(').replaceAll('）', ')');
}

const suffixes = new Set(['%', 'hours', 'minutes', 'seconds', 's', '秒', '分钟', '小时', '小時', '単位: 時間', 'Stunden', '元']);

/** A column name and the unit in brackets at its end. */
function splitColumn(column: string): { stem: string; suffix: string | null } {
  const plain = plainColumn(column);
  const match = /^(.*\S)\s*\(([^()]*)\)$/.exec(plain);
  const [, stem = '', suffix = ''] = match ?? [];
  if (match && (suffixes.has(suffix) || currencyOf(suffix) !== null)) return { stem, suffix };
  return { stem: plain, suffix: null };
}

function currencyOf(suffix: string | null): string | null {
  if (suffix === '元') return 'CNY';
  return suffix !== null && /^[A-Z]{3}$/.test(suffix) ? parseCurrency(suffix) : null;
}

/** One figure; null when the text is none. A bare rate is a fraction unless its column says percent. */
export function readFigure(text: string, unit: MetricUnit, suffix: string | null, currency: string | null): number | null {
  if (text.length > longestFigure) return null;
  switch (unit) {
    case 'number':
      return plainNumber(text);
    case 'rate':
      return rate(text, suffix === '%');
    case 'seconds':
      return seconds(text, suffix);
    case 'money':
      return currency === null ? null : parseAmount(text.replace(/元$/, ''), currency);
  }
}

/** `3,593`, `0.5`, and the rounded `1.2万` and `3亿`. */
function plainNumber(text: string): number | null {
  const match = /^(.*?)\s*([万亿wW])?\+?$/.exec(text);
  const digits = parseDecimal(match?.[1] ?? '', 4);
  if (digits === null) return null;
  const size = match?.[2];
  return size === undefined ? digits / 10_000 : size === '亿' ? digits * 10_000 : digits;
}

function rate(text: string, percent: boolean): number | null {
  const signed = /^(.*?)\s*[%％]$/.exec(text);
  const digits = parseDecimal(signed?.[1] ?? text, 8);
  return digits === null ? null : digits / (signed || percent ? 1e10 : 1e8);
}

const spoken = /^(?:(\d+(?:\.\d+)?)\s*(?:小时|时|h))?\s*(?:(\d+(?:\.\d+)?)\s*(?:分钟|分|min|m))?\s*(?:(\d+(?:\.\d+)?)\s*(?:秒|s))?$/;
const secondsIn: Readonly<Record<string, number>> = {
  hours: 3600,
  小时: 3600,
  小時: 3600,
  '単位: 時間': 3600,
  Stunden: 3600,
  minutes: 60,
  分钟: 60,
};

/** `0:05:12`, `5:12`, `1分20秒`, `13.77秒`, or a bare number in the unit of its column (seconds where it names none); three decimals. */
export function seconds(text: string, suffix: string | null): number | null {
  const parts = clock.exec(text) ?? spoken.exec(text);
  if (parts && parts[0] !== '') {
    const [, hours = '0', minutes = '0', rest = '0'] = parts;
    return rounded(Number(hours) * 3600 + Number(minutes) * 60 + Number(rest));
  }
  const digits = parseDecimal(text, 6);
  return digits === null ? null : rounded((digits * (secondsIn[suffix ?? ''] ?? 1)) / 1e6);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** A day as statistics print it: also `20260830`, `2026年07月26日`. `YYYY-MM-DD`, or null when it is none. */
export function statedDay(text: string): string | null {
  return parseDay(plainTime(text));
}

/** `2026年07月26日14时05分22秒` and `20260830` in the form that parseLocalTime reads. */
export function plainTime(text: string): string {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return `${compact[1]}-${compact[2]}-${compact[3]}`;
  const match = /^(\d{4})年(\d{1,2})月(\d{1,2})日?\s*(?:(\d{1,2})[时:](\d{1,2})(?:[分:](\d{1,2})秒?|分)?)?$/.exec(text);
  if (!match) return text;
  const [, year, month, day, hours, minutes = '00', rest = '00'] = match;
  const date = `${year}-${month}-${day}`;
  return hours === undefined ? date : `${date} ${hours}:${minutes.padStart(2, '0')}:${rest.padStart(2, '0')}`;
}

/** The calendar day after `day`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The day that the file describes: its own date in the platform's zone, else the one that the user states. */
export function dayOfFile({ facts, snapshotDay }: MapContext, offsetMinutes = chinaOffset): string | null {
  if (facts.exportedAt === null) return snapshotDay ?? null;
  return new Date(Date.parse(facts.exportedAt) + offsetMinutes * 60_000).toISOString().slice(0, 10);
}

/** Facts of files that state nothing around their table: a day or a period may stand in the name. */
export function namedFacts({ fileName }: FileFrame): FileFacts {
  const period = namedPeriod(fileName);
  return {
    account: null,
    periodFrom: period?.from ?? null,
    periodTo: period?.to ?? null,
    exportedAt: endOfNamedDay(fileName, chinaOffset),
  };
}

export interface StatedFigures {
  contentKey?: string | undefined;
  /** The show or account, where a platform's files name one. */
  account?: string | undefined;
  scope: ContentMetricPayload['scope'];
  from: string | null;
  /** Open end of a period; the day itself for totals as of a day. */
  to: string | null;
  dimension?: Record<string, string> | undefined;
  figures: Figures;
}

/**
 * The record of a row's figures; none when it states none. Its key is what the figures are about and when, so that files with other columns
 * complete one another.
 */
export function metricRecords(stated: StatedFigures): CanonicalRecord[] {
  const { contentKey, account, scope, from, to, figures } = stated;
  if (Object.keys(figures.metrics).length === 0) return [];
  const dimension = stated.dimension && Object.keys(stated.dimension).length > 0 ? stated.dimension : undefined;
  const about = contentKey === undefined ? (account ?? '') : contentKey;
  const time = scope === 'lifetime' ? `until ${to ?? '?'}` : `${from ?? '?'}..${to ?? '?'}`;
  const parts = Object.entries(dimension ?? {}).map(([name, value]) => `${name}=${value}`);
  return [
    {
      type: 'contentMetric',
      key: [contentKey === undefined ? 'account' : 'content', about, time, ...parts.sort()].join('|'),
      payload: { contentKey, scope, from, to, dimension, currency: figures.currency, metrics: figures.metrics },
    },
  ];
}

/** Figures of one day. */
export function dayFigures(day: string, figures: Figures, rest: Partial<StatedFigures> = {}): CanonicalRecord[] {
  return metricRecords({ scope: 'during', from: day, to: nextDay(day), figures, ...rest });
}

/** A content payload in its fixed field order; fields that the layout lacks are `undefined`, which JSON leaves out. */
export function content(stated: Readonly<ContentPayload>): ContentPayload {
  const { attributes } = stated;
  return {
    title: stated.title,
    kind: stated.kind,
    publishedAt: stated.publishedAt,
    url: stated.url,
    series: stated.series,
    durationSeconds: stated.durationSeconds,
    status: stated.status,
    attributes: attributes && Object.keys(attributes).length > 0 ? attributes : undefined,
  };
}

/** The key of something without an id: when it was published and the beginning of what it is called. */
export function titleKey(published: string, title: string): string {
  return `${published}|${Array.from(title.replace(/\s+/g, ' ').trim()).slice(0, 80).join('')}`;
}

/** Where the whole text of a post stands for its title: the first line of it. */
export function firstLine(text: string): string {
  const line = text.split(/[\r\n]/).find((one) => one.trim() !== '') ?? text;
  const letters = Array.from(line.trim());
  return letters.length > 120 ? `${letters.slice(0, 120).join('')}…` : letters.join('');
}
