/**
 * Qualtrics, responses with their three header rows: short names, texts, and `{"ImportId":"QID1"}` (in 2016 `{'ImportId': 'QID1-1'}`); older files
 * have the first two, and `V1` to `V10` for what is no question. Questions are known by their import id, else by their short name, responses by an
 * id that is unique everywhere. Rows with neither such an id nor a time are further headers. Times are read as UTC where the import ids name no zone.
 */
import { parseLocalTime } from '../../../../shared/domain/time';
import type { FileFrame } from './format';
import { beginning } from './survey-columns';
import { surveyFormat } from './survey-format';

const meta = new Set([
  ...['StartDate', 'EndDate', 'Status', 'IPAddress', 'Progress', 'Duration (in seconds)', 'Finished', 'RecordedDate', 'ResponseId'],
  ...['RecipientLastName', 'RecipientFirstName', 'RecipientEmail', 'ExternalReference', 'ExternalDataReference', 'LocationLatitude'],
  ...['LocationLongitude', 'LocationAccuracy', 'DistributionChannel', 'UserLanguage', 'ResponseID', 'ResponseSet', 'Name', 'EmailAddress'],
]);

/** The import id of a column; null where the file has no such row. */
function importId({ subheader }: FileFrame, at: number): string | null {
  for (const cells of subheader) {
    const id = /["']ImportId["']\s*:\s*["']([^"']{1,200})["']/.exec(cells[at] ?? '')?.[1];
    if (id !== undefined) return id;
  }
  return null;
}

/** Response, set, name, reference, address, IP, status, start, end, finished. */
const legacyMeta = /^(?:V(?:[1-9]|10)|Location(?:Latitude|Longitude|Accuracy))$/;

function isLegacy(columns: readonly string[]): boolean {
  return !columns.includes('ResponseId') && columns.includes('V1');
}

function idColumn(columns: readonly string[]): number {
  if (isLegacy(columns)) return columns.indexOf('V1');
  return columns.indexOf(columns.includes('ResponseId') ? 'ResponseId' : 'ResponseID');
}

const submitted = ['RecordedDate', 'EndDate', 'V9'];
const started = ['StartDate', 'V8'];
const saved = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** `3/15/2022 12:33`, as a spreadsheet saves it; only a day above 12, here or in the first response, tells it from the month. */
function savedTime(text: string, { first }: FileFrame): string | undefined {
  const [, a = '', b = '', year, hours, minutes, seconds = '00'] = saved.exec(text) ?? [];
  if (year === undefined) return undefined;
  const others = [...submitted, ...started].map((column) => saved.exec(first?.get(column) ?? ''));
  const isDay = (part: 1 | 2) => [saved.exec(text), ...others].some((date) => Number(date?.[part]) > 12);
  if (!isDay(1) && !isDay(2) && a !== b) return undefined;
  const [month, day] = isDay(1) ? [b, a] : [a, b];
  return parseLocalTime(`${year}-${month}-${day} ${hours}:${minutes}:${seconds}`, 0) ?? undefined;
}

/** Responses to a Qualtrics survey. */
export const qualtrics = surveyFormat({
  id: 'qualtrics',
  version: 3,
  platform: 'qualtrics',
  evidence: 'exact',
  headers: [
    { layout: 'responses', required: ['ResponseId', 'StartDate', 'EndDate', 'Finished'], confidence: 0.95 },
    {
      layout: 'legacy',
      required: ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9', 'V10'],
      // Statistics programs call the columns of any table so.
      cells: { V1: /^(?:Response ?ID|R_\w+)$/i },
      confidence: 0.9,
    },
    { layout: 'responses-2016', required: ['ResponseID', 'ResponseSet', 'StartDate', 'EndDate', 'Finished'], confidence: 0.9 },
    { layout: 'responses-few', required: ['ResponseId', 'RecordedDate'], confidence: 0.9 },
  ],
  emptyCells: [],
  offset: 0,
  home: null,
  submitted,
  started,
  time: savedTime,
  duration: ['Duration (in seconds)'],
  number: { columns: ['ResponseId', 'ResponseID', 'V1'], global: true },
  who: { email: ['RecipientEmail', 'V5'], name: ['RecipientFirstName', 'RecipientLastName'] },
  frame(cells, columns) {
    const isTimed = [...submitted, ...started].some((column) => /^\d/.test(cells[columns.indexOf(column)] ?? ''));
    return isTimed || /^R_\w{5,}$/.test(cells[idColumn(columns)] ?? '') ? 'data' : 'skip';
  },
  question(column, at, frame, first) {
    // A question may be called like a column of the platform's: its import id says which it is.
    const isMeta = isLegacy(frame.columns) ? legacyMeta.test(column) : meta.has(column) && !/^QID/.test(importId(frame, at) ?? '');
    if (column === '' || (first && isMeta)) return null;
    const text = frame.subheader.find((cells) => cells[at] && !cells[at]?.includes('ImportId'))?.[at]?.trim();
    return { id: importId(frame, at) ?? beginning(column, 200), title: text || column };
  },
});
