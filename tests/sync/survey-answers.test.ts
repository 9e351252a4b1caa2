/** No answer of a survey is lost: what all rows of a file have in a column tells marks from answers. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SurveyResponsePayload } from '../../shared/domain/records';
import { recordsOfLines } from '../support/mapped';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeAll(async () => {
  dir = await scratchDir();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

type Answers = SurveyResponsePayload['answers'];

/** The answers of each row by the titles of the questions, or by their keys where those have titles alike. */
async function answers(name: string, lines: readonly string[], by: 'title' | 'question' = 'title'): Promise<Answers[]> {
  const all = (await recordsOfLines(join(dir, name), lines)).flat();
  const names = new Map(all.flatMap(({ type, payload }) => (type === 'surveyQuestion' ? [[payload.question, payload[by]] as const] : [])));
  return all.flatMap(({ type, payload }) =>
    type === 'surveyResponse'
      ? [Object.fromEntries(Object.entries(payload.answers).map(([key, answer]) => [names.get(key) ?? key, answer]))]
      : [],
  );
}

describe('LimeSurvey', () => {
  const head = 'Response ID,Date submitted,Last page,Start language';
  const row = (id: number, cells: string) => `${id},2026-10-31 13:09:44,2,en,${cells}`;

  test('No is an answer to a matrix, also in the responses that have nothing but Yes and No there', async () => {
    const found = await answers('matrix.csv', [
      `${head},Is it clear? [The talk],Is it clear? [The room]`,
      row(1, 'Yes,No'),
      row(2, 'No,No'),
      row(3, 'Uncertain,No'),
    ]);
    expect(found).toEqual([
      { 'Is it clear?': ['The talk: Yes', 'The room: No'] },
      { 'Is it clear?': ['The talk: No', 'The room: No'] },
      { 'Is it clear?': ['The talk: Uncertain', 'The room: No'] },
    ]);
  });

  test('a place left empty beside a No says that they are answers: a choice of several has Yes or No everywhere', async () => {
    const found = await answers('gap.csv', [`${head},Will you come? [Monday],Will you come? [Friday]`, row(1, 'Yes,Yes'), row(2, ',No')]);
    expect(found).toEqual([{ 'Will you come?': ['Monday: Yes', 'Friday: Yes'] }, { 'Will you come?': ['Friday: No'] }]);
  });

  test('a choice of several keeps what was chosen, and whatever stands under Other', async () => {
    const found = await answers('choice.csv', [
      `${head},Which topics? [History],Which topics? [Poetry],Which topics? [Other]`,
      row(1, 'Yes,No,No'),
      row(2, 'No,No,Yes'),
      row(3, 'No,No,'),
      row(4, 'N/A,N/A,'),
    ]);
    expect(found).toEqual([
      { 'Which topics?': ['History', 'Other: No'] },
      { 'Which topics?': ['Other: Yes'] },
      { 'Which topics?': null },
      {},
    ]);
  });

  test('an option that only begins like Other is one', async () => {
    const found = await answers('options.csv', [`${head},Which? [History],Which? [Other books]`, row(1, 'Yes,No'), row(2, 'No,Yes')]);
    expect(found).toEqual([{ 'Which?': ['History'] }, { 'Which?': ['Other books'] }]);
  });

  test('a choice of one that may be answered in own words keeps its No', async () => {
    const found = await answers('one.csv', [
      `${head},Would you come again?,Would you come again? [Other]`,
      row(1, 'No,'),
      row(2, 'Other,no idea'),
    ]);
    expect(found).toEqual([{ 'Would you come again?': ['No'] }, { 'Would you come again?': ['Other', 'Other: no idea'] }]);
  });
});

describe('digits', () => {
  test('问卷网: own words and rows with other figures are no marks', async () => {
    const found = await answers('codes.csv', [
      'seq,source,Q1|A1,Q1|A2,Q1|A2|open,Q2,Q2|A1|open,Q3|R1,Q3|R2,start,finish,time_used',
      '1,link,0,1,0,0,1,0,1,2026-11-01 08:00:00,2026-11-01 08:00:50,50',
      '2,link,1,0,,1,,5,0,2026-11-02 08:00:00,2026-11-02 08:00:50,50',
    ]);
    expect(found).toEqual([
      { Q1: ['A2', 'A2|open: 0'], Q2: ['0', 'A1|open: 1'], Q3: ['R1: 0', 'R2: 1'] },
      { Q1: ['A1'], Q2: ['1'], Q3: ['R1: 5', 'R2: 0'] },
    ]);
  });

  test('腾讯问卷: a scale with 0 and 1 in it is no choice of several', async () => {
    const found = await answers('tencent.csv', [
      '编号,开始答题时间,结束答题时间,答题时长,1.您用过哪些:写作课,1.您用过哪些:其他,2.打分:内容,2.打分:价格,',
      '1,2026-10-31 08:00:00,2026-10-31 08:01:30,00:01:30,0,其他,0,1,',
      '2,2026-10-31 09:00:00,2026-10-31 09:01:30,00:01:30,1,0,10,0,',
    ]);
    expect(found).toEqual([
      { 您用过哪些: ['其他'], 打分: ['内容: 0', '价格: 1'] },
      { 您用过哪些: ['写作课'], 打分: ['内容: 10', '价格: 0'] },
    ]);
  });
});

describe('titles that come again', () => {
  test('LimeSurvey: an option that was there already belongs to another question', async () => {
    const found = await answers(
      'again.csv',
      [
        'Response ID,Date submitted,Last page,Start language,Rate [Talk],Rate [Room],Rate [Talk],Rate [Room],Again?,Again? [Other],Again?,Again? [Other]',
        '1,2026-10-31 13:09:44,2,en,5,4,3,2,Sure,,Other,perhaps',
      ],
      'question',
    );
    expect(Object.values(found[0] ?? {})).toEqual([['Talk: 5', 'Room: 4'], ['Talk: 3', 'Room: 2'], ['Sure'], ['Other', 'Other: perhaps']]);
  });
});

test('LimeSurvey: braces are letters but in the file for later import', async () => {
  const found = await answers('braces.csv', [
    'Response ID,Date submitted,Last page,Start language,Any wish?',
    '1,2026-10-31 13:09:44,2,en,a key for {tab} and {newline}',
    '2,2026-10-31 13:09:44,2,en,{question_not_shown}',
  ]);
  expect(found).toEqual([{ 'Any wish?': 'a key for {tab} and {newline}' }, { 'Any wish?': '{question_not_shown}' }]);
});

test('Qualtrics: a response whose id looks like no other is one by its times', async () => {
  const found = await answers('ids.csv', [
    'StartDate,EndDate,Finished,RecordedDate,ResponseId,Q1',
    'Start Date,End Date,Finished,Recorded Date,Response ID,Any wish?',
    '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"',
    '2026-10-31 12:00:00,2026-10-31 12:01:00,True,2026-10-31 12:01:01,R_abcdefgh1,more light',
    '2026-10-31 13:00:00,2026-10-31 13:01:00,False,2026-10-31 13:01:01,FS_abcdefgh1,more tea',
    '2026-10-31 14:00:00,2026-10-31 14:01:00,True,2026-10-31 14:01:01,,more time',
  ]);
  expect(found.map((row) => row['Any wish?'])).toEqual(['more light', 'more tea', 'more time']);
});

test('LimeSurvey: comments stand with the option that they are about', async () => {
  const found = await answers('comments.csv', [
    [
      'id. Response ID,submitdate. Date submitted,lastpage. Last page,startlanguage. Start language',
      'G1Q1[SQ001]. Which? [History],G1Q1[SQ001comment]. Which? [History][Comment]',
      'G1Q1[SQ002]. Which? [Poetry],G1Q1[SQ002comment]. Which? [Poetry][Comment]',
    ].join(','),
    '1,2026-10-31 13:09:44,2,en,Yes,No,No,',
    '2,2026-10-31 13:09:44,2,en,No,,Yes,short ones',
  ]);
  expect(found).toEqual([{ 'Which?': ['History', 'SQ001comment: No'] }, { 'Which?': ['Poetry', 'SQ002comment: short ones'] }]);
});

test('问卷星: the last number of the file name says whether options are texts', async () => {
  const lines = ['序号,提交答卷时间,所用时间,来源,1、您想学什么？,2、差几分', '1,2026/9/3 12:00:00,95秒,微信,写作┋播客,-3'];
  expect(await answers('200300600_2_0.csv', lines)).toEqual([{ '您想学什么？': ['写作', '播客'], 差几分: '-3' }]);
  expect(await answers('200300600_2_2 (1).csv', lines)).toEqual([{ '您想学什么？': '写作┋播客' }]);
});

test('a long title, a long option and a sign that came with pasted text cost no response', async () => {
  const title = '请阅读以下说明。'.repeat(600);
  const option = `${'很'.repeat(194)}📚📚`;
  const [found] = await answers('200300601_1_2.csv', [
    `序号,提交答卷时间,所用时间,来源,1、${title},第2题(${option}),${title}`,
    '1,2026/9/3 12:00:00,95秒,微信,第一行\u000b第二\u0008行,1,同意',
  ]);
  expect(Object.values(found ?? {})).toEqual(['第一行\n第二行', '1']);
});

test('SurveyMonkey: a response whose id was lost is one by its time, and cells behind the last column are kept', async () => {
  const rows = await recordsOfLines(join(dir, 'lost.csv'), [
    'Respondent ID,Collector ID,Start Date,End Date,Any comment?',
    ',,,,Open-Ended Response',
    ',400000004,10/31/2026 13:04:05,10/31/2026 13:09:44,"Thanks, all",',
    '11800000042,400000004,10/31/2026 13:04:05,10/31/2026 13:09:44,Tea, and cake',
  ]);
  const found = rows.flat().flatMap(({ type, payload }) => (type === 'surveyResponse' ? [payload] : []));
  expect(found.map(({ answers: given, meta }) => [...Object.values(given), meta?.['#6']])).toEqual([
    ['Thanks, all', undefined],
    ['Tea', 'and cake'],
  ]);
});

test('a day in the name of a file is no number of a survey', async () => {
  const surveys = async (name: string, lines: readonly string[]) => {
    const all = (await recordsOfLines(join(dir, name), lines)).flat();
    return all.flatMap(({ type, payload }) => (type === 'surveyResponse' ? [payload.survey] : []));
  };
  const wjx = ['序号,提交答卷时间,所用时间,来源,1、您读什么', '1,2026/9/3 12:00:00,95秒,微信,历史'];
  expect(await surveys('20261031_读者.csv', wjx)).toEqual([expect.stringMatching(/^~/)]);
  expect(await surveys('200300602_1_0.csv', wjx)).toEqual(['200300602']);
  const lime = ['id,submitdate,lastpage,startlanguage,Q1', '1,2026-10-31 13:09:44,2,en,A1'];
  expect(await surveys('survey 2026.csv', lime)).toEqual([expect.stringMatching(/^~/)]);
  expect(await surveys('results-survey202612.csv', lime)).toEqual(['202612']);
});

test('问卷星: a sign between options is a letter in own words', async () => {
  const lines = ['序号,提交答卷时间,所用时间,来源,1、您读什么', '1,2026/9/3 12:00:00,95秒,微信,历史┋其他〖诗┋词〗┋小说'];
  expect(await answers('200300603_1_0.csv', lines)).toEqual([{ 您读什么: ['历史', '其他〖诗┋词〗', '小说'] }]);
});

test('问卷星: an arrow in the answer to a question for text is a letter', async () => {
  const lines = [
    '序号,提交答卷时间,所用时间,来源,1、您的路线？[填空题],2、排序[排序题]',
    '1,2026/9/3 12:00:00,95秒,微信,山门→ 湖边,历史→诗歌',
  ];
  expect(await answers('200300604_1_0.csv', lines)).toEqual([{ '您的路线？[填空题]': '山门→ 湖边', '排序[排序题]': ['历史', '诗歌'] }]);
});
