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
