/** Every code that the import area can show has a text in both languages. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ignoreReasons, problemCodes } from '../../electron/core/sync/formats/format';
import { formats } from '../../electron/core/sync/formats/registry';
import { languages } from '../../shared/contract/workspace';
import { flattenTexts } from '../../shared/locales/translate';

function texts(language: string, namespace: string): Map<string, string> {
  const path = resolve(import.meta.dirname, `../../shared/locales/${language}/${namespace}.json`);
  return flattenTexts(JSON.parse(readFileSync(path, 'utf8')));
}

/** Names that `{{name}}` asks for. */
function params(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

describe.each(languages)('texts of the import area in %s', (language) => {
  const sync = texts(language, 'sync');
  const named = texts(language, 'formats');

  it('names every reason for ignoring or not understanding a row', () => {
    expect(ignoreReasons.filter((reason) => !sync.get(`ignored.${reason}`))).toEqual([]);
    expect(problemCodes.filter((code) => !sync.get(`reason.${code}`))).toEqual([]);
  });

  it('names every format and says how to get it in steps', () => {
    for (const { id } of formats) {
      expect(named.get(`${id}.name`), id).toBeTruthy();
      expect(named.get(`${id}.what`), id).toBeTruthy();
      expect(named.get(`${id}.howTo`)?.split('\n').length, id).toBeGreaterThanOrEqual(3);
    }
  });

  it('names the layouts of every format that has several', () => {
    const several = formats.filter(({ headers }) => headers.length > 1);
    const missing = several
      .flatMap(({ id, headers }) => headers.map(({ layout }) => `${id}.layouts.${layout}`))
      .filter((key) => !named.get(key));
    expect(missing).toEqual([]);
  });

  it('speaks as an operator does', () => {
    const forbidden = [...sync.values(), ...named.values()].filter((text) => /同步|待修/.test(text));
    expect(forbidden).toEqual([]);
  });
});

describe.each(['sync', 'formats'])('%s', (namespace) => {
  const plain = (key: string) => key.replace(/_(one|other)$/, '');
  const chinese = texts('zh-CN', namespace);
  const english = texts('en', namespace);

  it('says the same things in both languages', () => {
    expect([...new Set([...english.keys()].map(plain))].sort()).toEqual([...new Set([...chinese.keys()].map(plain))].sort());
  });

  it('asks for the same values in both languages', () => {
    for (const [key, text] of chinese) expect(params(english.get(key) ?? ''), key).toEqual(params(text));
  });
});
