/** Terms, attendance, groups, content, calendars, surveys and notes: what holds for ledger lines and people holds for them. */
import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { validateRecord } from '../../electron/core/sync/validate';
import type { CanonicalRecord } from '../../shared/domain/records';
import { type RecordWorkspace, recordWorkspace } from '../support/records';
import { scratchDir } from '../support/scratch';

let dir: string;
let made = 0;
const opened: RecordWorkspace[] = [];
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((workspace) => workspace.close()));
  await rm(dir, { recursive: true, force: true });
});

async function fresh(): Promise<RecordWorkspace> {
  const workspace = await recordWorkspace(dir, `w${made++}`);
  opened.push(workspace);
  return workspace;
}

const n = fc.integer({ min: 1, max: 4 });
const when = fc.integer({ min: 10, max: 28 }).map((day) => `2026-03-${day}T08:00:00Z`);
const word = fc.constantFrom('晨间', '夜读', 'Aster', '');
const some = fc.option(word, { nil: null });

/** Times decide which statement wins: they are part of the record, as in files that say when they were made. */
const stated = <T extends CanonicalRecord>(record: fc.Arbitrary<T>) =>
  fc.tuple(record, when, fc.nat(2)).map(([made, asOf, rank]) => ({ ...made, asOf, rank }) as CanonicalRecord);

const anyRecord: fc.Arbitrary<CanonicalRecord> = fc.oneof(
  stated(fc.tuple(n, word).map(([id, name]) => ({ type: 'person' as const, key: `p${id}`, payload: { name } }))),
  stated(
    fc.tuple(n, n, some, fc.option(fc.nat(9_900), { nil: undefined })).map(([id, who, plan, amount]) => ({
      type: 'term' as const,
      key: `t${id}`,
      payload: {
        personKey: `p${who}`,
        plan,
        status: 'active',
        startedAt: '2026-01-01',
        endsAt: null,
        ...(amount === undefined ? {} : { amount, currency: 'CNY' }),
      },
    })),
  ),
  stated(
    fc.tuple(n, n, word, fc.double({ min: 0, max: 1, noNaN: true })).map(([id, who, activity, progress]) => ({
      type: 'attendance' as const,
      key: `a${id}`,
      payload: { kind: 'live' as const, activity, personKey: `p${who}`, at: null, seconds: 12.5, progress },
    })),
  ),
  stated(
    fc.tuple(n, n, word).map(([id, who, name]) => ({
      type: 'communityMember' as const,
      key: `g${id}`,
      payload: { community: '读书会', personKey: `p${who}`, name, joinedAt: '2026-02-01' },
    })),
  ),
  stated(
    fc.tuple(n, word, some).map(([id, title, series]) => ({
      type: 'content' as const,
      key: `c${id}`,
      payload: { title, kind: 'video' as const, publishedAt: '2026-02-01T00:00:00Z', series },
    })),
  ),
  stated(
    fc.tuple(n, n, fc.constantFrom('views', 'likes'), fc.nat(50)).map(([id, item, name, count]) => ({
      type: 'contentMetric' as const,
      key: `m${id}`,
      payload: { contentKey: `c${item}`, scope: 'during' as const, from: '2026-02-01', to: '2026-02-02', metrics: { [name]: count } },
    })),
  ),
  stated(
    fc.tuple(n, word, fc.boolean()).map(([id, title, allDay]) => ({
      type: 'calendarEntry' as const,
      key: `e${id}`,
      payload: { calendar: null, uid: `e${id}`, title, start: '2026-03-01', end: null, allDay, zone: null, exdates: ['2026-03-08'] },
    })),
  ),
  stated(
    fc.tuple(n, n, word, fc.subarray(['甲', '乙', '丙'])).map(([survey, question, title, options]) => ({
      type: 'surveyQuestion' as const,
      key: `s${survey}/q${question}`,
      payload: {
        survey: `s${survey}`,
        surveyTitle: title,
        question: `q${question}`,
        position: question,
        title,
        kind: 'multiple' as const,
        options,
      },
    })),
  ),
  stated(
    fc.tuple(n, n, some, fc.subarray(['甲', '乙', '丙']), n).map(([survey, id, text, choices, who]) => ({
      type: 'surveyResponse' as const,
      key: `s${survey}/${id}`,
      payload: {
        survey: `s${survey}`,
        surveyTitle: null,
        submittedAt: '2026-03-01T00:00:00Z',
        personKey: `p${who}`,
        answers: { q1: choices, [`q${who}`]: text },
        meta: { 来源: text },
      },
    })),
  ),
  stated(
    fc.tuple(n, word, fc.nat(9)).map(([id, thought, position]) => ({
      type: 'note' as const,
      key: `n${id}`,
      payload: { source: '一本书', thought, position, at: null },
    })),
  ),
);

/** Files whose rows state one or two records each; keys come from a small pool and meet inside and across files. */
const file = fc.array(fc.array(anyRecord, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 15 });
/**
 * Of types that one file states once per key, a key that comes again is another record with a number behind it: which one gets the plain key is
 * a matter of the file. Where files are cut in parts, such keys must not meet.
 */
const oncePerKey = (rows: readonly CanonicalRecord[][]): CanonicalRecord[][] => {
  const seen = new Set<string>();
  return rows
    .map((records) => records.filter(({ type, key }) => !seen.has(`${type} ${key}`) && seen.add(`${type} ${key}`)))
    .filter((records) => records.length > 0);
};
const runs = { numRuns: 12, endOnFailure: true };

test('applying A and B and undoing A is applying B; redo is never having undone; the doctor agrees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 3 }), fc.nat(2), async (files, at) => {
      const which = at % files.length;
      const all = await fresh();
      const batches: (string | null)[] = [];
      for (const rows of files) batches.push((await all.importRows(rows)).batch);
      const whole = await all.dump();
      const without = await fresh();
      for (const [index, rows] of files.entries()) if (index !== which) await without.importRows(rows);
      const batch = batches[which];
      if (!batch) return;
      await all.undo(batch);
      expect((await all.dump()).others).toEqual((await without.dump()).others);
      expect(await all.doctor()).toMatchObject({ ok: true });
      await all.redo(batch);
      expect(await all.dump()).toEqual(whole);
      expect(await all.doctor()).toMatchObject({ ok: true });
    }),
    runs,
  );
});

test('the same file again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(file, async (rows) => {
      const workspace = await fresh();
      await workspace.importRows(rows);
      const before = await workspace.dump();
      const { counts } = await workspace.importRows(rows);
      expect(counts.rows).toMatchObject({ new: 0, updated: 0 });
      expect(await workspace.dump()).toEqual(before);
    }),
    runs,
  );
});

test('overlapping parts in any order are the whole', async () => {
  await fc.assert(
    fc.asyncProperty(file.map(oncePerKey), fc.nat(100), fc.nat(100), fc.boolean(), async (rows, a, b, reversed) => {
      const [low, high] = [Math.floor((rows.length * Math.min(a, b)) / 101), Math.ceil((rows.length * Math.max(a, b)) / 101)];
      const parts = [rows.slice(0, high), rows.slice(low)].filter((part) => part.length > 0);
      const whole = await fresh();
      await whole.importRows(rows);
      const pieces = await fresh();
      for (const part of reversed ? parts.reverse() : parts) await pieces.importRows(part);
      expect(await pieces.dump()).toEqual(await whole.dump());
    }),
    runs,
  );
});

test('a survey: answers by choice, what was left empty, titles, and undo that leaves nothing', async () => {
  const workspace = await fresh();
  const question = (surveyTitle: string, options: string[]): CanonicalRecord => ({
    type: 'surveyQuestion',
    key: 'form/q1',
    payload: { survey: 'form', surveyTitle, question: 'q1', position: 1, title: '读过哪些', kind: 'multiple', options },
  });
  const response = (key: string, answers: Record<string, string | string[] | null>): CanonicalRecord => ({
    type: 'surveyResponse',
    key: `form/${key}`,
    payload: {
      survey: 'form',
      surveyTitle: '读者调查',
      submittedAt: '2026-03-01T00:00:00Z',
      personKey: `p${key}`,
      answers,
      meta: { 得分: '9' },
    },
  });
  const { batch, counts } = await workspace.importRows([
    [question('读者调查', ['甲']), response('1', { q1: ['甲', '乙'], q2: null })],
    [question('读者调查', ['乙']), response('2', { q1: [], q2: '很好' })],
  ]);
  expect(counts.records).toEqual({
    surveyQuestion: { new: 1, updated: 0, unchanged: 0 },
    surveyResponse: { new: 2, updated: 0, unchanged: 0 },
  });
  const { others } = await workspace.dump();
  expect(others.survey).toEqual([{ id: null, platform: 'tool', key: 'form', title: '读者调查' }]);
  expect(others.survey_question).toMatchObject([{ survey: 'tool/form', options: '["甲","乙"]' }]);
  expect(others.survey_answer).toEqual([
    { response: 'tool/surveyResponse/form/1', question: 'q1', position: 0, value: '甲' },
    { response: 'tool/surveyResponse/form/1', question: 'q1', position: 1, value: '乙' },
    { response: 'tool/surveyResponse/form/1', question: 'q2', position: 0, value: null },
    { response: 'tool/surveyResponse/form/2', question: 'q1', position: 0, value: null },
    { response: 'tool/surveyResponse/form/2', question: 'q2', position: 0, value: '很好' },
  ]);
  expect(others.survey_response?.map((row) => row.person_record)).toEqual(['tool/person/p1', 'tool/person/p2']);
  const undone = await workspace.undo(batch ?? '');
  expect(undone.removed).toEqual({ surveyQuestion: 1, surveyResponse: 2 });
  for (const rows of Object.values((await workspace.dump()).others)) expect(rows).toEqual([]);
});

test('figures find the item that only a later file describes', async () => {
  const workspace = await fresh();
  await workspace.importRows([
    [
      {
        type: 'contentMetric',
        key: 'v1/day',
        payload: { contentKey: 'v1', scope: 'lifetime', from: null, to: null, metrics: { views: 7 } },
      },
    ],
  ]);
  await workspace.importRows([[{ type: 'content', key: 'v1', payload: { title: '第一期', kind: 'episode' } }]]);
  const found = await workspace.workspace.db.reader.all(
    `SELECT c.title, m.metrics ->> '$.views' AS views FROM content_metric m JOIN content_item c ON c.id = m.content_record`,
  );
  expect(found).toEqual([{ title: '第一期', views: 7 }]);
});

const calendar = { calendar: null, uid: 'u', title: '课', start: '2026-03-01T20:00:00', end: null, allDay: false, zone: 'Asia/Shanghai' };
const metric = { scope: 'during' as const, from: '2026-03-01', to: '2026-03-02', metrics: { views: 1 } };
const answered = { survey: 's', surveyTitle: null, submittedAt: null, answers: {} };

test.each<[string, CanonicalRecord]>([
  ['bad-date', { type: 'calendarEntry', key: 'k', payload: { ...calendar, start: '2026-02-30' } }],
  ['bad-date', { type: 'calendarEntry', key: 'k', payload: { ...calendar, exdates: ['soon'] } }],
  ['bad-date', { type: 'contentMetric', key: 'k', payload: { ...metric, to: '2026-13-01' } }],
  ['bad-amount', { type: 'contentMetric', key: 'k', payload: { ...metric, metrics: { views: Number.NaN } } }],
  ['bad-currency', { type: 'contentMetric', key: 'k', payload: { ...metric, currency: 'yuan' } }],
  [
    'bad-amount',
    { type: 'term', key: 'k', payload: { personKey: 'p', plan: null, status: null, startedAt: null, endsAt: null, amount: 1.5 } },
  ],
  ['bad-date', { type: 'term', key: 'k', payload: { personKey: 'p', plan: null, status: null, startedAt: '昨天', endsAt: null } }],
  ['invalid-record', { type: 'attendance', key: 'k', payload: { kind: 'live', activity: 'a', at: null, seconds: -1 } }],
  ['invalid-record', { type: 'note', key: 'k', payload: { source: 's', position: 0.5 } }],
  ['invalid-record', { type: 'surveyResponse', key: 'k', payload: { ...answered, answers: { q: ['好', 'x\u0000'] } } }],
  ['invalid-record', { type: 'surveyResponse', key: 'k', payload: { ...answered, meta: { 来源: '\ud800' } } }],
  ['missing-id', { type: 'surveyResponse', key: 'k', payload: { ...answered, survey: '' } }],
  ['bad-date', { type: 'communityMember', key: 'k', payload: { community: 'c', name: 'n', joinedAt: '2026' } }],
  ['bad-date', { type: 'content', key: 'k', payload: { title: 't', kind: 'post', publishedAt: '12:00' } }],
])('%s: a damaged record does not come in', (code, record) => {
  expect(validateRecord(record)).toMatchObject({ code });
});
