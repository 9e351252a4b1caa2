/**
 * SurveyMonkey, all responses, with two header rows: a question stands over its first column only, the row below names the option, row or kind of
 * answer of each column. Respondent ids are unique everywhere. Times are read as UTC, for the file names no zone.
 */
import { parseLocalTime } from '../../../../shared/domain/time';
import type { FileFrame } from './format';
import { fingerprint } from './survey-columns';
import { surveyFormat } from './survey-format';

const meta = new Set([
  ...['Respondent ID', 'Collector ID', 'Start Date', 'End Date', 'Date Created', 'Date Modified', 'IP Address', 'Email Address'],
  ...['First Name', 'Last Name', 'Custom Data 1', 'Custom Data', 'Language'],
]);
/** What the second row says where a question has one answer. */
const whole = new Set(['', 'Response', 'Open-Ended Response']);

/** `10/31/2026 13:04:05`, `10/31/26 1:04 PM`; months come first. */
function monkeyTime(text: string): string | null | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(AM|PM)?$/i.exec(text.trim());
  if (!match) return undefined;
  const [, month, day, year = '', hours, minutes, seconds = '00', half] = match;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  return parseLocalTime(`${year.padStart(4, '20')}-${month}-${day} ${String(hour).padStart(2, '0')}:${minutes}:${seconds}`, 0);
}

const started = ['Start Date', 'Date Created'];

function optionAt({ subheader }: FileFrame, at: number): string {
  return (subheader[0]?.[at] ?? '').trim();
}

/** Column of the question's name: that of the column itself, or the nearest one before it. */
function questionStart({ columns }: FileFrame, at: number): number {
  let start = at;
  while (start > 0 && columns[start] === '') start--;
  return start;
}

/** Responses to a SurveyMonkey survey. */
export const surveyMonkey = surveyFormat({
  id: 'surveymonkey',
  version: 3,
  platform: 'surveymonkey',
  evidence: 'exact',
  headers: [
    { layout: 'responses', required: ['Respondent ID', 'Collector ID', 'Start Date', 'End Date'], confidence: 0.98 },
    { layout: 'responses-dated', required: ['Respondent ID', 'Collector ID', 'Date Created', 'Date Modified'], confidence: 0.95 },
  ],
  emptyCells: [],
  offset: 0,
  home: null,
  submitted: ['End Date', 'Date Modified'],
  started,
  time: monkeyTime,
  number: { columns: ['Respondent ID'], global: true },
  who: { email: ['Email Address'], name: ['First Name', 'Last Name'] },
  marks: null,
  // The row of options has neither an id nor a time.
  frame: (cells, columns) => (['Respondent ID', ...started].some((column) => cells[columns.indexOf(column)]) ? 'data' : 'skip'),
  question(column, at, frame, first) {
    if (first && meta.has(column)) return null;
    const start = questionStart(frame, at);
    const title = frame.columns[start] ?? '';
    const option = optionAt(frame, at);
    if (title === '' || (column === '' && (option === '' || meta.has(title)))) return null;
    const earlier = frame.columns.slice(0, start).filter((name) => name === title).length;
    const id = earlier === 0 ? null : `${fingerprint(title)}-${earlier + 1}`;
    const alone = (frame.columns[start + 1] ?? 'end') !== '' || optionAt(frame, start + 1) === '';
    if (at === start && alone && whole.has(option)) return { id, title };
    return { id, title, option: at === start && whole.has(option) ? '' : option };
  },
});
