/** Texts of native menus and dialogs in the language of the window. */
import type { Preferences } from '../../shared/contract/app';
import type { Language } from '../../shared/contract/workspace';
import en from '../../shared/locales/en/menu.json';
import zhCN from '../../shared/locales/zh-CN/menu.json';

export type Texts = typeof zhCN;

/** The user's choice, else the nearest to the system's language. */
export function chooseLanguage(preferred: Preferences['language'], systemLanguage: string): Language {
  if (preferred !== 'system') return preferred;
  return systemLanguage.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** The texts of one language. */
export function textsOf(language: Language): Texts {
  switch (language) {
    case 'zh-CN':
      return zhCN;
    case 'en':
      return en;
  }
}
