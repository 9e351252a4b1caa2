/**
 * 问卷星, responses in full, by the texts of the options or by their numbers. Questions are known by their number in the form. The file name
 * begins with the id of the survey; a renamed file is known by its questions.
 *
 * In the file by numbers, choices and matrix rows have a column each (`第3题(选项)`): these stay questions of their own, for the
 * file does not tell the two apart. The file by texts wins over the one by numbers for the same response.
 */
import { chinaOffset } from '../../../../shared/domain/time';
import type { FileFrame } from './format';
import { type Answer, beginning, numberIn } from './survey-columns';
import { surveyFormat } from './survey-format';

const title = /^(\d{1,4})\s*[、:：.．]\s*(.*)$/s;
const part = /^第\s*(\d{1,4})\s*题\s*[(（](.*)[)）]$/s;

/** The last number of the name says which file it is; the one before it counts responses. A browser adds `(1)` to a second download. */
function byNumbers({ columns, fileName }: FileFrame): boolean {
  return columns.some((column) => part.test(column)) || /^\d{5,}_(?:.*_)?2(?:[^\d_][^_]*)?\.\w+$/.test(fileName);
}

/** The options of `写作┋其他〖诗┋词〗`, whose own words may have the sign that stands between options. */
function choicesIn(cell: string): string[] {
  const choices: string[] = [];
  let isOwn = false;
  for (const piece of cell.split('┋')) {
    if (isOwn) choices.push(`${choices.pop() ?? ''}┋${piece}`);
    else choices.push(piece);
    const [opened, closed] = [piece.lastIndexOf('〖'), piece.lastIndexOf('〗')];
    isOwn = opened === closed ? isOwn : opened > closed;
  }
  return choices.map((choice) => choice.trim());
}

function answer(cell: string, frame: FileFrame): Answer | undefined {
  if (cell === '(跳过)' || cell === '（跳过）') return undefined;
  if (cell === '(空)' || cell === '（空）') return null;
  if (byNumbers(frame)) return cell === '-3' ? undefined : cell === '-2' ? null : cell;
  if (cell.includes('┋')) return choicesIn(cell);
  return /^[^〖]*[^〖\s]→/.test(cell) ? cell.split('→').map((choice) => choice.trim()) : cell;
}

/** Responses to a 问卷星 survey. */
export const wjxSurvey = surveyFormat({
  id: 'wjx-survey',
  version: 3,
  platform: 'wjx',
  evidence: 'exact',
  headers: [
    { layout: 'responses', required: ['序号', '提交答卷时间', '所用时间', '来源'], confidence: 0.95 },
    { layout: 'responses-few', required: ['序号', '提交答卷时间', '所用时间'], confidence: 0.9 },
    {
      layout: 'responses-chosen',
      required: ['序号', '提交答卷时间'],
      cells: { 序号: /^\d{1,7}$/, 提交答卷时间: /^\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d{2}:\d{2}$/ },
      confidence: 0.8,
    },
  ],
  emptyCells: [],
  offset: chinaOffset,
  home: 'CN',
  submitted: ['提交答卷时间'],
  duration: ['所用时间'],
  // Numbers are given anew when responses are deleted.
  number: { columns: ['序号'], global: false, withTime: true },
  rank: (frame) => (byNumbers(frame) ? 0 : 1),
  fileId: (name) => numberIn(name, /^(\d{5,12})_/),
  question(column) {
    const asked = title.exec(column);
    const row = part.exec(column);
    if (row) return { id: beginning(`${row[1]}(${row[2]})`, 200), title: column };
    return asked ? { id: asked[1] ?? null, title: asked[2] || column } : null;
  },
  answer,
});
