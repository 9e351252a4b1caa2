/**
 * Google Forms, responses as a CSV or spreadsheet. Only the column of times is the same in all of them, so a file counts as one when that
 * column holds Google's times. Several choices are joined by commas that answers have too, so answers stay as written. Times without a zone
 * (the spreadsheet's own, which the file does not state) are read as Beijing time; the text stays in `meta`.
 */
import { chinaOffset } from '../../../../shared/domain/time';
import type { ArrangedTable, RawFile } from './format';
import { googleTime, hasDayFirst, isGoogleTime, isPlainTime } from './google-times';
import { surveyFormat } from './survey-format';

const stamps = new Set(['Timestamp', '时间戳记', '時間戳記']);
const responsesSheet = /^Form[ _]?Responses/i;
const british = 'Email address';
const addresses = ['Email Address', british, 'Username', '电子邮件地址', '電子郵件地址', '用户名'];
const meta = new Set([...stamps, ...addresses, 'Score', '得分', '分數']);
const stamp = 'Google Forms Timestamp';
const stampDayFirst = `${stamp} (day first)`;

/** The whole file tells the order of day and month; the name of the column hands it on. */
function arrange({ tables }: RawFile): ArrangedTable[] | null {
  const found = tables.flatMap(({ name, rows: [head, ...rows] }): ArrangedTable[] => {
    const columns = head?.cells.map((cell) => cell.trim()) ?? [];
    const stated = rows.map(({ cells }) => cells[0] ?? '').filter((cell) => cell !== '');
    if (!stamps.has(columns[0] ?? '') || columns.length < 2 || stated.length === 0) return [];
    // Sheets of a workbook keep their time as `2026-10-31 13:04:05`. Under `Timestamp` a log of anything has such times, unless Google named the sheet.
    const plain = columns[0] !== 'Timestamp' || responsesSheet.test(name);
    if (!stated.slice(0, 50).every((cell) => (isPlainTime(cell) ? plain : isGoogleTime(cell)))) return [];
    columns[0] = hasDayFirst(stated, columns[1] === british) ? stampDayFirst : stamp;
    return [{ name, columns, rows: rows.map(({ row, cells }) => ({ row, cells: [...cells] })) }];
  });
  return found.length > 0 ? found : null;
}

/** Responses to a Google form. */
export const googleForms = surveyFormat({
  id: 'google-forms',
  version: 3,
  platform: 'google-forms',
  evidence: 'exact',
  headers: [
    { layout: 'responses', required: [stamp], confidence: 0.85 },
    { layout: 'responses-day-first', required: [stampDayFirst], confidence: 0.85 },
  ],
  emptyCells: [],
  offset: chinaOffset,
  home: null,
  submitted: [stamp, stampDayFirst],
  time: (text, { columns }) => googleTime(text, columns.includes(stampDayFirst)) ?? undefined,
  who: { email: addresses },
  fileTitle: (name) => /^(.+?)\s*[(（](?:Responses|回复|回應|回覆)[)）]/i.exec(name)?.[1] ?? null,
  question: (column, _at, _frame, first) =>
    column === '' || column === stamp || column === stampDayFirst || (first && meta.has(column)) ? null : { id: null, title: column },
  arrange,
});
