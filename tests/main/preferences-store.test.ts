import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Level } from '../../electron/main/log';
import { PreferencesStore } from '../../electron/main/preferences-store';
import { scratchDir } from '../support/scratch';

let dir: string;
let path: string;
let logged: [Level, string][];
const open = () => new PreferencesStore(path, (level, message) => logged.push([level, message]));

beforeEach(async () => {
  dir = await scratchDir();
  path = join(dir, 'data', 'preferences.json');
  logged = [];
});
afterEach(() => rm(dir, { recursive: true }));

it('starts with the system’s language and colours, and no workspace', () => {
  const store = open();
  expect(store.preferences).toEqual({ language: 'system', colorScheme: 'auto', navigation: 'full' });
  expect([store.last, store.bounds, store.recents]).toEqual([null, null, []]);
});

it('keeps everything for the next start', () => {
  const store = open();
  store.setPreferences({ language: 'en', navigation: undefined });
  store.setBounds({ x: 1, y: 2, width: 1000, height: 700, maximized: true });
  store.opened('/books/a.tonghao', 'A');
  const again = open();
  expect(again.preferences).toEqual({ language: 'en', colorScheme: 'auto', navigation: 'full' });
  expect(again.bounds).toEqual({ x: 1, y: 2, width: 1000, height: 700, maximized: true });
  expect(again.last).toBe('/books/a.tonghao');
  expect(again.recents).toMatchObject([{ path: '/books/a.tonghao', name: 'A' }]);
});

it('lists recent workspaces once each, newest first, a dozen at most, under ids that stay', () => {
  const store = open();
  for (let n = 0; n < 15; n++) store.opened(`/books/${n}.tonghao`, String(n));
  const before = store.recents.find((each) => each.name === '5')?.id;
  store.opened('/books/5.tonghao', '5 renamed');
  expect(store.recents.map((each) => each.name)).toEqual(['5 renamed', '14', '13', '12', '11', '10', '9', '8', '7', '6', '4', '3']);
  expect(store.recents[0]?.id).toBe(before);
  store.forget(before ?? '');
  expect(open().recents.map((each) => each.name)).not.toContain('5 renamed');
});

it('forgets the last workspace once it was closed, but not that it was used', () => {
  const store = open();
  store.opened('/books/a.tonghao', 'A');
  store.closed();
  expect([open().last, open().recents.length]).toEqual([null, 1]);
});

it.each(['{"preferences":{"language":"klingon"}}', '{ not json', ''])('puts a file it does not understand aside: %j', async (content) => {
  open().setPreferences({ language: 'en' });
  await writeFile(path, content);
  const store = open();
  expect(store.preferences.language).toBe('system');
  store.setPreferences({ colorScheme: 'dark' });
  const files = (await readdir(join(dir, 'data'))).sort();
  expect(files).toHaveLength(2);
  expect(files[1]).toMatch(/^preferences\.json\.damaged-/);
  expect(await readFile(join(dir, 'data', files[1] ?? ''), 'utf8')).toBe(content);
  expect(logged).toEqual([['warn', 'preferences not understood, put aside']]);
});

it('leaves nothing half-written beside the file', async () => {
  const store = open();
  for (let n = 0; n < 20; n++) store.opened(`/books/${n}.tonghao`, 'x'.repeat(n * 100));
  expect(await readdir(join(dir, 'data'))).toEqual(['preferences.json']);
});

it('keeps working when the disk refuses', async () => {
  await writeFile(join(dir, 'data'), 'a file where the folder should be');
  const store = open();
  store.setPreferences({ language: 'en' });
  expect(store.preferences.language).toBe('en');
  expect(logged).toEqual([['error', 'preferences could not be saved']]);
});
