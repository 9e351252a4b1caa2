/** The first look at the preferences and what every page is told with itself. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { preferencesAhead } from '../../electron/main/preferences-ahead';
import { PreferencesStore } from '../../electron/main/preferences-store';
import { withMeta } from '../../electron/main/security/pages';
import { scratchDir } from '../support/scratch';

test('what the store has written is read ahead', async () => {
  const path = join(await mkdtemp(join(await scratchDir(), 'p-')), 'preferences.json');
  expect(preferencesAhead(path)).toBeNull();
  const store = new PreferencesStore(path, () => undefined);
  store.setPreferences({ language: 'en', colorScheme: 'dark' });
  store.opened('/books/a.tonghao', 'a');
  expect(preferencesAhead(path)).toEqual({
    preferences: { language: 'en', colorScheme: 'dark', navigation: 'full' },
    last: '/books/a.tonghao',
  });
});

test.each([
  ['no JSON', '{'],
  ['nothing', 'null'],
  ['an unknown language', JSON.stringify({ preferences: { language: 'xx', colorScheme: 'auto', navigation: 'full' }, last: null })],
  ['a path that is none', JSON.stringify({ preferences: { language: 'en', colorScheme: 'auto', navigation: 'full' }, last: 7 })],
])('%s is left to the store', async (_, content) => {
  const path = join(await scratchDir(), 'preferences.json');
  await writeFile(path, content);
  expect(preferencesAhead(path)).toBeNull();
});

test('what a page is told cannot leave its meta element', () => {
  const html = withMeta('<html><head></head></html>', { info: '"><script>alert(1)</script>&quot;' });
  expect(html).toBe('<html><head><meta name="info" content="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;quot;"></head></html>');
});
