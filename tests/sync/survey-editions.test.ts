/** Which survey a file without an id belongs to: a later download of a known one, or another form that asks the same. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

async function file(name: string, lines: readonly string[]): Promise<string> {
  const path = join(workspace.dir, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

const first = ['Timestamp,Rating,Comment', '2026/05/01 10:00:00 AM GMT+8,4,fine', '2026/05/02 10:00:00 AM GMT+8,5,more of it'];
const grown = [
  'Timestamp,Rating,Comment,Would you come again?',
  `${first[1]},`,
  `${first[2]},`,
  '2026/05/03 10:00:00 AM GMT+8,3,too short,Yes',
];
const reworded = ['Timestamp,How was it?,Comment', ...first.slice(1)];

const responses = async () =>
  (await workspace.call('sync.records', { type: 'surveyResponse', limit: 50 })).rows
    .map(({ at, title, detail }) => [at, title, detail])
    .sort((a, b) => String(a[0]).localeCompare(String(b[0])));

test.each(['one after the other', 'dropped together'])('a form that gained a question has each of its responses once: %s', async (how) => {
  const paths = [await file('a/Feedback.csv', first), await file('b/Feedback.csv', grown)];
  if (how === 'dropped together') await workspace.importFiles(paths);
  else for (const path of paths) await workspace.importFiles([path]);
  expect(await responses()).toEqual([
    ['2026-05-01T02:00:00Z', null, '4 · fine'],
    ['2026-05-02T02:00:00Z', null, '5 · more of it'],
    ['2026-05-03T02:00:00Z', null, '3 · too short · Yes'],
  ]);
  expect((await workspace.call('sync.records', { type: 'surveyQuestion', limit: 50 })).rows).toHaveLength(3);
  expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
});

test('the older download after the newer one adds nothing, and both together leave what either leaves', async () => {
  const [older, newer] = [await file('a/Feedback.csv', first), await file('b/Feedback.csv', grown)];
  await workspace.importFiles([newer, older]);
  expect(await responses()).toHaveLength(3);
  const before = await canonicalDump(workspace.path);
  await workspace.importFiles([await file('c/Feedback.csv', grown), await file('d/Feedback.csv', first)]);
  expect(await canonicalDump(workspace.path)).toEqual(before);
});

test('a question in other words, and a file that was renamed', async () => {
  await workspace.importFiles([await file('Feedback (Responses) - Form Responses 1.csv', first)]);
  await workspace.importFiles([await file('may, for the report.csv', reworded)]);
  expect(await responses()).toHaveLength(2);
});

test('a copy of a form is a survey of its own, though it asks the same', async () => {
  const june = first.map((line) => line.replace('/05/', '/06/'));
  await workspace.importFiles([await file('May (Responses) - Form Responses 1.csv', first)]);
  await workspace.importFiles([await file('June (Responses) - Form Responses 1.csv', june)]);
  expect((await responses()).map(([at, title]) => [at, title])).toEqual([
    ['2026-05-01T02:00:00Z', 'May'],
    ['2026-05-02T02:00:00Z', 'May'],
    ['2026-06-01T02:00:00Z', 'June'],
    ['2026-06-02T02:00:00Z', 'June'],
  ]);
});

test('two forms that were answered in the same seconds stay two, when they ask something else', async () => {
  const other = ['Timestamp,Name of your club,City', ...first.slice(1)];
  await workspace.importFiles([await file('Feedback.csv', first), await file('Clubs.csv', other)]);
  expect(await responses()).toHaveLength(4);
});

test('a copy of a form that counts its responses anew overwrites none of the first', async () => {
  const entries = (month: string, words: readonly string[]) => [
    '序号,感想,提交人,提交时间,修改时间,填写设备,操作系统,浏览器,填写时长,IP',
    ...words.map(
      (word, n) => `${n + 1},${word},,2026-${month}-0${n + 1} 10:00:00,2026-${month}-0${n + 1} 10:00:00,手机,iOS,微信,30秒,192.0.2.1`,
    ),
  ];
  await workspace.importFiles([await file('五月.csv', entries('05', ['不错', '很好']))]);
  await workspace.importFiles([await file('六月.csv', entries('06', ['更好']))]);
  await workspace.importFiles([await file('六月底.csv', entries('06', ['更好', '下次再来']))]);
  expect((await responses()).map(([at, , detail]) => [at, detail])).toEqual([
    ['2026-05-01T02:00:00Z', '不错'],
    ['2026-05-02T02:00:00Z', '很好'],
    ['2026-06-01T02:00:00Z', '更好'],
    ['2026-06-02T02:00:00Z', '下次再来'],
  ]);
});
