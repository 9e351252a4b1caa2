/**
 * Google Forms, responses as a CSV or spreadsheet. Only the column of times is the same in all of them, so a file counts as one when that
 * column holds Google's times. Several choices are joined by commas that answers have too, so answers stay as written. Times without a zone
 * (the spreadsheet's own, which the file does not state) are read as Beijing time; the text stays in `meta`.
 */
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { ArrangedTable, RawFile } from './format';
import { surveyFormat } from './survey-format';

const stamps = new Set(['Timestamp', '时间戳记', '時間戳記']);
const meta = new Set([...stamps, 'Email Address', 'Username', '电子邮件地址', '電子郵件地址', '用户名', 'Score', '得分', '分數']);
const stamp = 'Google Forms Timestamp';

/** `10/31/2026 13:04:05`, `2026/10/31 1:04:05 PM GMT+8`, `2026/10/31 下午1:04:05 [GMT+8]`; days come first only where they cannot be months. */
function googleTime(text: string): string | null {
  const match =
    /^(\d{1,4})[/-](\d{1,2})[/-](\d{1,4})[ ,]+(上午|下午)?\s?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?(AM|PM|上午|下午))?(?:\s\[?(?:GMT|UTC|格林尼治标准时间)([+-]\d{1,2})?(?::?(\d{2}))?\]?)?$/i.exec(
      text,
    );
  if (!match) return null;
  const [, a = '', b = '', c = '', before, hours, minutes, seconds = '00', after, zone, more = '00'] = match;
  const dayFirst = Number(a) > 12;
  const [year, month, day] = a.length === 4 ? [a, b, c] : dayFirst ? [c, b, a] : [c, a, b];
  const half = (before ?? after ?? '').toUpperCase();
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half === 'PM' || half === '下午' ? 12 : 0);
  const stated = /GMT|UTC|格林/i.test(text);
  const offset = stated ? Number(zone ?? 0) * 60 + Math.sign(Number(zone ?? 0)) * Number(more) : chinaOffset;
  return parseLocalTime(`${year}-${month}-${day} ${String(hour).padStart(2, '0')}:${minutes}:${seconds}`, offset);
}

/** Sheets of a workbook keep their time as `2026-10-31 13:04:05`. */
function arrange({ tables }: RawFile): ArrangedTable[] | null {
  const found = tables.flatMap(({ name, rows: [head, ...rows] }): ArrangedTable[] => {
    const columns = head?.cells.map((cell) => cell.replace(/^[\s\uFEFF]+|\s+$/g, '')) ?? [];
    const at = columns.findIndex((column) => stamps.has(column));
    const stated = rows.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '');
    if (at !== 0 || columns.length < 2 || stated.length === 0) return [];
    if (!stated.slice(0, 50).every((cell) => googleTime(cell) ?? (/^\d{4}-\d{2}-\d{2} \d/.test(cell) && parseLocalTime(cell, 0))))
      return [];
    columns[at] = stamp;
    return [{ name, columns, rows: rows.map(({ row, cells }) => ({ row, cells: [...cells] })) }];
  });
  return found.length > 0 ? found : null;
}

/** Responses to a Google form. */
export const googleForms = surveyFormat({
  id: 'google-forms',
  version: 1,
  platform: 'google-forms',
  evidence: 'exact',
  headers: [{ layout: 'responses', required: [stamp], confidence: 0.85 }],
  emptyCells: [],
  offset: chinaOffset,
  home: null,
  submitted: [stamp],
  time: (text) => googleTime(text) ?? undefined,
  who: { email: ['Email Address', 'Username', '电子邮件地址', '電子郵件地址', '用户名'] },
  fileTitle: (name) => /^(.+?)\s*[(（](?:Responses|回复|回應|回覆)[)）]/i.exec(name)?.[1] ?? null,
  question: (column, _at, _frame, first) =>
    column === '' || column === stamp || (first && meta.has(column)) ? null : { id: null, title: column },
  arrange,
});
