/**
 * 腾讯问卷, responses. Questions are known by their number (`1.题`); a choice of several has a column for each option (`2.题:选项`), blanks inside a
 * question have columns of their own (`3.题_填空1`). The line ends with an empty column, and names may repeat.
 */
import { chinaOffset } from '../../../../shared/domain/time';
import type { FileFrame } from './format';
import { numberIn } from './survey-columns';
import { surveyFormat } from './survey-format';

const numbered = /^(\d{1,4})\s*[.．、]\s*(.*)$/s;

/** Title and option of `题:选项`, where several columns have that number and title before the colon. */
function optionOf(number: string, text: string, { columns }: FileFrame): { title: string; option: string } | null {
  for (const colon of text.matchAll(/[:：]/g)) {
    const title = text.slice(0, colon.index);
    const alike = columns.filter((column) => {
      const asked = numbered.exec(column);
      return asked?.[1] === number && asked[2]?.startsWith(text.slice(0, colon.index + 1));
    });
    if (alike.length > 1) return { title, option: text.slice(colon.index + 1).trim() };
  }
  return null;
}

/** Responses to a 腾讯问卷 survey. */
export const tencentSurvey = surveyFormat({
  id: 'tencent-survey',
  version: 3,
  platform: 'tencent-survey',
  evidence: 'exact',
  headers: [
    { layout: 'responses', required: ['编号', '开始答题时间', '结束答题时间', '答题时长'], confidence: 0.95 },
    { layout: 'responses-few', required: ['编号', '结束答题时间'], confidence: 0.85 },
  ],
  emptyCells: [],
  offset: chinaOffset,
  home: 'CN',
  submitted: ['结束答题时间'],
  started: ['开始答题时间'],
  duration: ['答题时长'],
  number: { columns: ['编号'], global: false, withTime: true },
  who: { nickname: ['昵称'] },
  fileId: (name) => numberIn(name, /^(\d{5,12})_/),
  question(column, _at, frame) {
    const [, number, text = ''] = numbered.exec(column) ?? [];
    if (number === undefined) return null;
    const blank = /^(.*)_填空(\d{1,3})$/s.exec(text);
    if (blank) return { id: `${number}_${blank[2]}`, title: text };
    const option = optionOf(number, text, frame);
    return option ? { id: number, ...option } : { id: number, title: text || column };
  },
});
