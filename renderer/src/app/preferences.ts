/** Language, colour scheme and navigation: kept by main for this machine, not in the workspace. */
import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import type { Output } from '../../../shared/contract';
import type { Preferences } from '../../../shared/contract/app';
import { asAppError, call, queryClient, queryKey, useApi } from './api';
import { chooseLanguage, speak } from './i18n';
import { notifyError } from './notify';

type Info = Output<'app.info'>;

const fallback: Preferences = { language: 'system', colorScheme: 'auto', navigation: 'full' };

/** The preferences now; they are read before the first paint. */
export function usePreferences(): Preferences {
  return useApi('app.info', {}).data?.preferences ?? fallback;
}

/** Shows a changed preference at once and keeps it; a failure to keep it is told. */
export async function setPreferences(changes: Partial<Preferences>): Promise<void> {
  const key = queryKey('app.info', {});
  queryClient.setQueryData<Info>(key, (info) => info && { ...info, preferences: { ...info.preferences, ...changes } });
  const info = queryClient.getQueryData<Info>(key);
  if (changes.language) await speak(chooseLanguage(changes.language, info?.systemLanguage ?? 'zh-CN'));
  await call('app.setPreferences', changes).catch((error: unknown) => notifyError(asAppError(error)));
}

/** Mantine's door to the colour scheme: starts with what main knew, and hands changes on. */
export function colorSchemeManager(initial: MantineColorScheme): MantineColorSchemeManager {
  let current = initial;
  return {
    get: () => current,
    set: (value) => {
      current = value;
      void setPreferences({ colorScheme: value });
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  };
}
