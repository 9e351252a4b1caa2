/** A small pure translator over the same catalogues and conventions as the window's i18next: `{{name}}` and the plural endings `_one`, `_other`. */
import type { Language } from '../contract/workspace';
import type { Texts } from './catalogue';
import { catalogues } from './index';

export type TextParams = Readonly<Record<string, string | number>>;
/** Text of `namespace:key.path`; an unknown key answers itself, so that nothing is ever blank. */
export type Translate = (key: string, params?: TextParams) => string;

/** Leaves of a catalogue part as `a.b.c` → text. */
export function flattenTexts(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [path, text] of flattenTexts(value, `${prefix}${key}.`)) flat.set(path, text);
  }
  return flat;
}

/** Puts values into `{{name}}`; an unknown name is left as it stands. */
export function interpolate(text: string, params: TextParams): string {
  return text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}

/** The translator of one language. A `count` among the parameters chooses the plural form. */
export function translator(language: Language): Translate {
  const plural = new Intl.PluralRules(language);
  const texts = new Map<string, string>();
  for (const [namespace, part] of Object.entries(catalogues[language])) {
    for (const [path, text] of flattenTexts(part)) texts.set(`${namespace}:${path}`, text);
  }
  return (key, params = {}) => {
    const { count } = params;
    const counted = typeof count === 'number' ? texts.get(`${key}_${plural.select(count)}`) : undefined;
    const text = counted ?? texts.get(key) ?? texts.get(`${key}_other`);
    return text === undefined ? key : interpolate(text, params);
  };
}
