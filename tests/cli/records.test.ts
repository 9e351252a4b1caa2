/** `tonghao records`: how many there are of each type, and the list of one. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tonghao } from '../support/command-line';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

test('counts by type, one type as a list or as JSON, and a word for what is no type', async () => {
  const at = ['--workspace', join(dir, 'w.tonghao'), '--lang', 'en'];
  const file = join(dir, 'lessons.ics');
  const event = (n: number) => `BEGIN:VEVENT\nUID:e${n}@example.org\nSUMMARY:Lesson ${n}\nDTSTART;VALUE=DATE:2026030${n}\nEND:VEVENT\n`;
  await writeFile(file, `BEGIN:VCALENDAR\n${event(1)}${event(2)}END:VCALENDAR\n`);
  await tonghao('init', ...at);
  expect((await tonghao('records', ...at)).out).not.toContain('calendarEntry');
  await tonghao('import', file, ...at);
  expect((await tonghao('records', ...at)).out).toMatch(/calendarEntry\s+Calendar entries\s+2/);
  expect((await tonghao('records', '--type', 'calendarEntry', ...at)).out).toMatch(
    /2 Mar 2026\s+Lesson 2\s+lessons\.ics:7\n1 Mar 2026\s+Lesson 1/,
  );
  const { out } = await tonghao('records', '--type', 'calendarEntry', '--search', 'lesson 1', '--json', ...at);
  expect(JSON.parse(out)).toMatchObject([{ title: 'Lesson 1', at: '2026-03-01', source: { row: 2 } }]);
  expect(await tonghao('records', '--type', 'lessons', ...at)).toMatchObject({ code: 1, err: expect.stringContaining('--type') });
});

test('a period of figures is told with its first and its last day, a day as that day, and times with their end', async () => {
  const at = ['--workspace', join(dir, 'w.tonghao'), '--lang', 'en'];
  await tonghao('init', '--zone', 'Asia/Shanghai', ...at);
  const table = async (name: string, views: number) => {
    const file = join(dir, name);
    await writeFile(
      file,
      `Content,Video title,Video publish time,Duration,Views\nabcdefghij${views % 10},Hills,"Jun 7, 2020",61,${views}\n`,
    );
    expect((await tonghao('import', file, ...at)).code).toBe(0);
  };
  await table('Table data 2025-04-01.csv', 11);
  await table('Table data 2025-02-27_2025-03-27.csv', 12);
  const days = join(dir, 'Totals.csv');
  await writeFile(days, 'Date,Views\n2025-05-06,3\n');
  await tonghao('import', days, ...at);
  const { out } = await tonghao('records', '--type', 'contentMetric', ...at);
  expect(out.split('\n').map((line) => line.split(/\s{2,}/)[0])).toEqual(['6 May 2025', '1 Apr 2025', '27 Feb 2025 – 27 Mar 2025', '']);

  const calendar = join(dir, 'lessons.ics');
  const event = (uid: string, start: string, end: string) =>
    `BEGIN:VEVENT\nUID:${uid}@example.org\nSUMMARY:${uid}\n${start}\n${end}\nEND:VEVENT\n`;
  await writeFile(
    calendar,
    `BEGIN:VCALENDAR\n${event('retreat', 'DTSTART;VALUE=DATE:20260301', 'DTEND;VALUE=DATE:20260304')}${event(
      'day',
      'DTSTART;VALUE=DATE:20260210',
      'DTEND;VALUE=DATE:20260211',
    )}${event('lesson', 'DTSTART:20260105T020000Z', 'DTEND:20260105T033000Z')}END:VCALENDAR\n`,
  );
  await tonghao('import', calendar, ...at);
  const entries = (await tonghao('records', '--type', 'calendarEntry', ...at)).out;
  expect(entries).toMatch(/^1 Mar 2026 – 3 Mar 2026\s+retreat/m);
  expect(entries).toMatch(/^10 Feb 2026\s+day/m);
  expect(entries).toMatch(/^05 Jan 2026 10:00 – 11:30\s+lesson/m);
});
