/**
 * Texts of the window: i18next over the shared catalogues. A namespace is a file shared/locales/<language>/<namespace>.json; dropping a
 * new one there is all it takes. Both languages come with the first script: a file of their own would be asked for when the page could be drawn.
 */
import { createInstance, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { AppError } from '../../../shared/contract/errors';
import type { Language } from '../../../shared/contract/workspace';
import type { Catalogue } from '../../../shared/locales/catalogue';
import { catalogue as en } from '../../../shared/locales/en';
import { catalogue as zhCN } from '../../../shared/locales/zh-cn';

export const i18n = createInstance();

const catalogues: Readonly<Record<Language, Catalogue>> = { 'zh-CN': zhCN, en };

/** The language to speak: the user's choice, else the nearest to the system's. */
export function chooseLanguage(preferred: Language | 'system', systemLanguage: string): Language {
  if (preferred !== 'system') return preferred;
  return systemLanguage.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Loads a language and speaks it from now on; the page's `lang` follows, so that fonts and line breaks do. */
export async function speak(language: Language): Promise<void> {
  const catalogue = catalogues[language];
  if (!i18n.isInitialized) {
    await i18n.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: catalogue },
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
      showSupportNotice: false,
    } as Parameters<typeof i18n.init>[0]);
  } else if (i18n.language !== language) {
    for (const [namespace, texts] of Object.entries(catalogue)) i18n.addResourceBundle(language, namespace, texts, true, true);
    await i18n.changeLanguage(language);
  }
  document.documentElement.lang = language;
}

/** The language spoken now. */
export function currentLanguage(): Language {
  return i18n.language === 'en' ? 'en' : 'zh-CN';
}

/** The text of an error: what happened, what was kept, what to do. */
export function errorText(t: TFunction, error: Pick<AppError, 'code' | 'params'>): string {
  return t(`errors:${error.code}`, error.params);
}
