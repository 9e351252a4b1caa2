/** Codes of the import area as words. A code that has no text yet is shown as itself, never as nothing. */
import type { TFunction } from 'i18next';
import type { StagedFile, StagedRow } from '../../../shared/contract/sync';
import { statedAmount } from '../../../shared/domain/anomalies';
import { currencyExponent } from '../../../shared/domain/format';
import { platformName } from '../app/names';
import type { Format } from '../ui/format-context';
import { changedRecords } from './file-view';

/** The text of a key, or null when the catalogue has none. */
function known(t: TFunction, key: string, params: Record<string, string | number> = {}): string | null {
  return t(key, { ...params, defaultValue: '' }) || null;
}

/** Name of a layout within a format; null when it has no name worth showing. */
export function layoutName(t: TFunction, format: string | null, layout: string | null): string | null {
  return format && layout ? known(t, `formats:${format}.layouts.${layout}`) : null;
}

/** Steps of getting the export from its platform. */
export function howToSteps(t: TFunction, id: string): string[] {
  return t(`formats:${id}.howTo`)
    .split('\n')
    .filter((step) => step !== '');
}

/** Why a row was ignored or could not be used. */
export function reasonText(t: TFunction, reason: { code: string; column?: string | null | undefined; text: string }): string {
  const ignored = known(t, `sync:ignored.${reason.code}`);
  if (ignored) return ignored;
  const said = known(t, `sync:reason.${reason.code}`, { text: reason.text }) ?? t('sync:reason.unknown', { text: reason.text });
  return reason.column ? t('sync:reason.column', { column: reason.column, reason: said }) : said;
}

/** Why rows were ignored, `自己的花销`. */
export function ignoredText(t: TFunction, code: string): string {
  return known(t, `sync:ignored.${code}`) ?? code;
}

/** What a line or record becomes, `销售`. */
export function becomesText(t: TFunction, becomes: string): string {
  return known(t, `common:kind.${becomes}`) ?? known(t, `sync:becomes.${becomes}`) ?? becomes;
}

/** A warning in words; numbers and amounts (`12.00 CNY`) are written the way the user's language does. */
export function warningText(t: TFunction, format: Format, warning: StagedFile['warnings'][number]): string {
  const params = Object.fromEntries(Object.entries(warning.params).map(([name, value]) => [name, paramText(format, value)]));
  return known(t, `sync:warnings.${warning.code}`, params) ?? t('sync:warnings.unknown', { code: warning.code });
}

function paramText(format: Format, value: string | number): string {
  if (typeof value === 'number') return format.number(value);
  const amount = statedAmount(value);
  return amount ? format.money(amount.minor, amount.currency) : value;
}

/** `412 笔流水，12 位用户`; null when an import brings no records. */
export function recordsText(t: TFunction, format: Format, counts: readonly [string, number][]): string | null {
  if (counts.length === 0) return null;
  return counts.map(([type, count]) => recordText(t, format, type, count)).join(t('sync:comma'));
}

function recordText(t: TFunction, format: Format, type: string, count: number): string {
  const params = { count, formatted: format.number(count) };
  return known(t, `sync:records.${type}`, params) ?? t('sync:records.other', params);
}

/** What a file or import brings or changes, in words. */
export function bringsText(t: TFunction, format: Format, records: StagedFile['records']): string | null {
  return recordsText(t, format, changedRecords(records));
}

type Change = StagedRow['changes'][number];
export interface ShownChange {
  field: string;
  before: string | null;
  after: string | null;
}

const moneyFields = new Set('amount commission channelFee feeReversal split taxWithheld payoutFee refunded'.split(' '));
const timeFields = new Set('at createdAt paidAt firstSeenAt lastSeenAt'.split(' '));

/** Changes of one row as the user reads them: money as money, times in the workspace's zone, further fields by the file's own column names. */
export function shownChanges(t: TFunction, format: Format, row: Pick<StagedRow, 'changes' | 'currency'>): ShownChange[] {
  const shown = row.changes.flatMap((change) =>
    change.field === 'attributes' ? attributeChanges(change) : [namedChange(t, format, row.currency, change)],
  );
  // An order and its ledger line say the same of one row.
  return shown.filter((change, index) => shown.findIndex((other) => sameChange(other, change)) === index);
}

function sameChange(a: ShownChange, b: ShownChange): boolean {
  return a.field === b.field && a.before === b.before && a.after === b.after;
}

function namedChange(t: TFunction, format: Format, currency: string | null, change: Change): ShownChange {
  const show = (text: string | null) => (text === null ? null : fieldText(t, format, change.field, currency, text));
  return { field: known(t, `sync:field.${change.field}`) ?? change.field, before: show(change.before), after: show(change.after) };
}

function fieldText(t: TFunction, format: Format, field: string, currency: string | null, text: string): string {
  if (field === 'kind') return becomesText(t, text);
  if (field === 'soldOn' || field === 'paidVia') return platformName(t, text);
  if (timeFields.has(field) && !Number.isNaN(Date.parse(text))) return format.when(text);
  if (moneyFields.has(field) && /^-?\d+$/.test(text))
    return currency ? format.money(Number(text), currency) : (Number(text) / 10 ** currencyExponent('CNY')).toFixed(2);
  if (field === 'numbers') return text.replace(/^\[|\]$|"/g, '').replaceAll(',', ' ');
  return text;
}

function attributeChanges(change: Change): ShownChange[] {
  const before = attributes(change.before);
  const after = attributes(change.after);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((each) => each.before !== each.after);
}

function attributes(text: string | null): Record<string, string | null> {
  if (text === null) return {};
  const value: unknown = JSON.parse(text);
  return value !== null && typeof value === 'object' ? (value as Record<string, string | null>) : {};
}
