import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInstance } from 'i18next';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../shared/contract/errors';
import { attention } from '../../shared/contract/overview';
import { type Language, languages } from '../../shared/contract/workspace';
import { lineKinds } from '../../shared/domain/records';
import { catalogues } from '../../shared/locales';
import { flattenTexts, translator } from '../../shared/locales/translate';
import { metricIds } from '../../shared/metrics/catalogue';

const root = resolve(import.meta.dirname, '../..');

/** All texts of a language as `namespace:key` → text. */
function textsOf(language: Language): Map<string, string> {
  const all = new Map<string, string>();
  for (const [namespace, texts] of Object.entries(catalogues[language])) {
    for (const [key, text] of flattenTexts(texts)) all.set(`${namespace}:${key}`, text);
  }
  return all;
}

const texts = { 'zh-CN': textsOf('zh-CN'), en: textsOf('en') } satisfies Record<Language, Map<string, string>>;

/** English tells one from many where Chinese does not: keys are compared without their plural ending. */
function withoutPlural(key: string): string {
  return key.replace(/_(one|other)$/, '');
}

function keysOf(language: Language): string[] {
  return [...new Set([...texts[language].keys()].map(withoutPlural))].sort();
}

function variables(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].map((match) => match[1] ?? ''))].sort();
}

/** Whether a key leads to a text, in any plural form. */
function has(language: Language, key: string): boolean {
  return [key, `${key}_other`].some((each) => texts[language].has(each));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('both languages', () => {
  test('have the same namespaces and the same keys', () => {
    expect(Object.keys(catalogues.en).sort()).toEqual(Object.keys(catalogues['zh-CN']).sort());
    expect(keysOf('en')).toEqual(keysOf('zh-CN'));
  });

  test('leave no text empty or unfinished', () => {
    for (const language of languages) {
      for (const [key, text] of texts[language]) {
        expect(text.trim(), `${language} ${key}`).not.toBe('');
        expect(text, `${language} ${key}`).not.toMatch(/TODO|FIXME|XXX/);
      }
    }
  });

  test('put the same values into a text, plural forms included', () => {
    const byKey = (language: Language) => {
      const all = new Map<string, Set<string>>();
      for (const [key, text] of texts[language]) {
        const names = all.get(withoutPlural(key)) ?? new Set<string>();
        for (const name of variables(text)) names.add(name);
        all.set(withoutPlural(key), names);
      }
      return all;
    };
    const zh = byKey('zh-CN');
    for (const [key, names] of byKey('en')) {
      // "1 day" may stand without its number.
      const ours = [...names].filter((name) => name !== 'count').sort();
      const theirs = [...(zh.get(key) ?? [])].filter((name) => name !== 'count').sort();
      expect(ours, key).toEqual(theirs);
    }
  });

  test('have both plural forms wherever English has one of them', () => {
    for (const key of texts.en.keys()) {
      if (key.endsWith('_one')) expect(texts.en.has(key.replace(/_one$/, '_other')), key).toBe(true);
      if (key.endsWith('_other')) expect(texts.en.has(key.replace(/_other$/, '_one')), key).toBe(true);
    }
  });

  test('never use the words that an operator would not', () => {
    for (const [key, text] of texts['zh-CN']) expect(text, key).not.toMatch(/同步|待修/);
  });
});

describe('everything that can be named has a name', () => {
  const wanted = [
    ...errorCodes.map((code) => `errors:${code}`),
    ...lineKinds.map((kind) => `common:kind.${kind}`),
    ...metricIds.flatMap((id) => ['label', 'definition', 'base', 'unavailable'].map((part) => `metrics:${id}.${part}`)),
    ...attention.shape.kind.options.flatMap((kind) => [`overview:attention.${kind}.title`, `overview:attention.${kind}.text`]),
    'overview:attention.no-backup.never',
  ];
  test.each(languages)('in %s', (language) => {
    expect(wanted.filter((key) => !has(language, key))).toEqual([]);
  });

  test('every platform that a format states', () => {
    const folder = join(root, 'electron/core/sync/formats');
    const platforms = new Set(
      filesBelow(folder).flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\b(?:platform|soldOn|paidVia): '([a-z-]+)'/g)].map((match) => match[1] ?? ''),
      ),
    );
    expect(platforms.size).toBeGreaterThan(3);
    const unnamed = [...platforms].filter((platform) => !languages.every((language) => has(language, `common:platform.${platform}`)));
    expect(unnamed).toEqual([]);
  });

  test('every text that the code asks for by its full key', () => {
    const used = ['renderer/src', 'electron'].flatMap((folder) =>
      filesBelow(join(root, folder)).flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([a-z]+:[\w.-]+)'/g)].map((match) => match[1] ?? ''),
      ),
    );
    expect(used.length).toBeGreaterThan(100);
    expect([...new Set(used)].filter((key) => !languages.every((language) => has(language, key)))).toEqual([]);
  });
});

describe('translator', () => {
  test('fills in values and leaves unknown keys visible', () => {
    const t = translator('en');
    expect(t('errors:workspace-newer', { version: 9, supported: 1 })).toContain('version 9; this one reads up to 1');
    expect(t('nowhere:nothing')).toBe('nowhere:nothing');
  });

  test('chooses the plural form', () => {
    expect(translator('en')('common:unit.people', { count: 1 })).toBe('person');
    expect(translator('en')('common:unit.people', { count: 0 })).toBe('people');
    expect(translator('zh-CN')('common:unit.people', { count: 1 })).toBe('人');
  });

  test.each(languages)('says in %s what the window would say', async (language) => {
    const window = createInstance();
    await window.init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: catalogues[language] },
      interpolation: { escapeValue: false },
    });
    const t = translator(language);
    for (const [key, text] of texts[language]) {
      const values = Object.fromEntries(variables(text).map((name, index) => [name, name === 'count' ? 2 : `value ${index}`]));
      expect(t(key, values), key).toBe(window.t(key, values));
      if (key.endsWith('_other')) {
        for (const count of [0, 1, 2, 5000]) {
          const counted = { ...values, count };
          expect(t(withoutPlural(key), counted), key).toBe(window.t(withoutPlural(key), counted));
        }
      }
    }
  });
});
