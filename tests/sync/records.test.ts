/** The plain lists of what imports state besides money and people. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ListedRecord } from '../../shared/contract/records';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(async () => {
  await workspace.close();
});

const event = (n: number, start: string) =>
  `BEGIN:VEVENT\nUID:e${n}@example.org\nSUMMARY:第 ${n} 课\nLOCATION:教室${n % 3}\nDTSTART;TZID=Asia/Shanghai:${start}\nEND:VEVENT\n`;

async function calendar(name: string, events: string[]): Promise<string> {
  const path = join(workspace.dir, name);
  await writeFile(path, `BEGIN:VCALENDAR\nX-WR-CALNAME:写作课\n${events.join('')}END:VCALENDAR\n`);
  return path;
}

test('nothing imported: every type with none, and an empty page', async () => {
  expect((await workspace.call('sync.recordCounts', {})).every(({ count }) => count === 0)).toBe(true);
  expect(await workspace.call('sync.records', { type: 'surveyResponse' })).toEqual({ rows: [], total: 0, next: null });
});

test('latest first, page by page, each with its file and row; search; undo takes them away', async () => {
  const starts = Array.from({ length: 25 }, (_, n) => `202603${String(n + 1).padStart(2, '0')}T200000`);
  const [result] = await workspace.importFiles([
    await calendar(
      'lessons.ics',
      starts.map((start, n) => event(n, start)),
    ),
  ]);
  expect(result).toMatchObject({ status: 'applied', records: { calendarEntry: { new: 25 } } });
  expect(await workspace.call('sync.recordCounts', {})).toContainEqual({ type: 'calendarEntry', count: 25 });

  const all: ListedRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: ListedRecord[]; total: number; next: string | null } = await workspace.call('sync.records', {
      type: 'calendarEntry',
      limit: 10,
      cursor,
    });
    expect(page.total).toBe(25);
    all.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  expect(all.map((row) => row.title)).toEqual(starts.map((_, n) => `第 ${24 - n} 课`));
  expect(all[0]).toMatchObject({
    at: '2026-03-25T20:00:00',
    zone: 'Asia/Shanghai',
    who: '写作课',
    detail: '教室0',
    source: { fileName: 'lessons.ics', format: 'calendar-ics', row: 3 + 24 * 6 },
  });

  const found = await workspace.call('sync.records', { type: 'calendarEntry', search: '教室1 写作' });
  expect(found.total).toBe(8);
  expect(await workspace.call('sync.records', { type: 'calendarEntry', search: '100%' })).toMatchObject({ total: 0 });
  await expect(workspace.call('sync.records', { type: 'calendarEntry', cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-input' });

  expect(await workspace.undo(result?.batchId ?? null)).toMatchObject({ removed: { calendarEntry: 25 } });
  expect(await workspace.call('sync.records', { type: 'calendarEntry' })).toMatchObject({ total: 0 });
});

test('a later version of a calendar brings it up to date; an older file does not', async () => {
  const versioned = (sequence: number, title: string) =>
    `BEGIN:VEVENT\nUID:one@example.org\nSEQUENCE:${sequence}\nSUMMARY:${title}\nDTSTART:20260301T100000Z\nEND:VEVENT\n`;
  await workspace.importFiles([await calendar('second.ics', [versioned(2, '改过的标题')])]);
  const [older] = await workspace.importFiles([await calendar('first.ics', [versioned(1, '最早的标题')])]);
  expect(older).toMatchObject({ rows: { new: 0, updated: 0 } });
  await workspace.importFiles([await calendar('third.ics', [versioned(3, '最后的标题')])]);
  const { rows } = await workspace.call('sync.records', { type: 'calendarEntry' });
  expect(rows.map((row) => row.title)).toEqual(['最后的标题']);
  expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
});

test('hostile calendars end in an error or in rows, and quickly', async () => {
  const write = async (name: string, text: string) => {
    const path = join(workspace.dir, name);
    await writeFile(path, text);
    return path;
  };
  const started = Date.now();
  const results = await workspace.importFiles([
    await write('deep.ics', `BEGIN:VCALENDAR\n${'BEGIN:X\n'.repeat(50_000)}${event(1, '20260301T100000')}`),
    await write(
      'folded.ics',
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260301\nSUMMARY:a\n${' b\n'.repeat(300_000)}END:VEVENT\nEND:VCALENDAR\n`,
    ),
    await write(
      'quotes.ics',
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID="${'"'.repeat(200_000)}:20260301T100000\nEND:VEVENT\nEND:VCALENDAR\n`,
    ),
    await write('cut.ics', 'BEGIN:VCALENDAR\nPRODID:x\n'),
    await write(
      'proto.ics',
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:__proto__\nDTSTART;TZID=__proto__:20260301T100000\nEND:VEVENT\nEND:VCALENDAR\n',
    ),
  ]);
  expect(Date.now() - started).toBeLessThan(20_000);
  expect(results.map(({ status, error }) => error?.code ?? status)).toMatchInlineSnapshot(`
    [
      "file-damaged",
      "unchanged",
      "applied",
      "file-damaged",
      "applied",
    ]
  `);
  expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
});
