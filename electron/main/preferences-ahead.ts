/** A first look at what the app remembers, before the store that checks and keeps it is loaded. */
import { readFileSync } from 'node:fs';
import type { Preferences } from '../../shared/contract/app';
import { colorSchemes, languageChoices, navigations } from '../../shared/domain/preferences';

export interface Remembered {
  preferences: Preferences;
  /** Path of the workspace that was open last. */
  last: string | null;
}

/** Null when there is no file, or one that is not as expected: whoever reads it whole will deal with it. */
export function preferencesAhead(path: string): Remembered | null {
  try {
    const { preferences, last } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Remembered>;
    return preferences && isKnown(preferences) && (last === null || typeof last === 'string') ? { preferences, last } : null;
  } catch {
    return null;
  }
}

function isKnown({ language, colorScheme, navigation }: Preferences): boolean {
  return languageChoices.includes(language) && colorSchemes.includes(colorScheme) && navigations.includes(navigation);
}
