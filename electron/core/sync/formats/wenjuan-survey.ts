/**
 * 问卷网, responses by the texts of the options or by codes. By codes a choice of several has a column for each option (`Q2|A1`), and one for the
 * text of one's own (`Q2|A1|open`). Numbers are given within the survey and anew when responses are deleted.
 */
import { chinaOffset } from '../../../../shared/domain/time';
import { surveyFormat } from './survey-format';
import { digits } from './survey-marks';

const meta = new Set([
  ...['答题序号', '来源', '开始时间', '提交时间', '答题时长', 'IP省份', 'IP城市', 'IP地址', '浏览器', '操作系统'],
  ...['seq', 'source', 'start', 'finish', 'time_used', 'ip_province', 'ip_city', 'ip', 'browser', 'os'],
]);

/** `Q3`, `Q3|A1`, `Q3|A1|open`, `Q3:您读哪类书`. */
const coded = /^Q(\d{1,4})(?:\|(.+)|\s*[、.:：．]\s*(.*))?$/s;

/** Responses to a 问卷网 survey. */
export const wenjuanSurvey = surveyFormat({
  id: 'wenjuan-survey',
  version: 3,
  platform: 'wenjuan',
  evidence: 'exact',
  headers: [
    { layout: 'texts', required: ['答题序号', '来源', '开始时间', '提交时间', '答题时长'], confidence: 0.98 },
    { layout: 'codes', required: ['seq', 'source', 'start', 'finish', 'time_used'], confidence: 0.95 },
  ],
  emptyCells: [],
  offset: chinaOffset,
  home: 'CN',
  submitted: ['提交时间', 'finish'],
  started: ['开始时间', 'start'],
  duration: ['答题时长', 'time_used'],
  number: { columns: ['答题序号', 'seq'], global: false, withTime: true },
  // The file by texts says more than the one by codes.
  rank: ({ columns }) => (columns.includes('seq') ? 0 : 1),
  marks: { ...digits, words: /\|open$/ },
  question(column, _at, { columns }, first) {
    if (column === '' || (first && meta.has(column))) return null;
    const [, number, part, text] = coded.exec(column) ?? [];
    if (number === undefined) return { id: null, title: column };
    const id = `Q${number}`;
    if (part !== undefined) return { id, title: id, option: part };
    // A choice with a text of one's own beside it: both are answers to one question.
    const hasParts = columns.some((other) => other.startsWith(`${id}|`));
    return { id, title: text || column, ...(hasParts ? { option: '' } : {}) };
  },
});
