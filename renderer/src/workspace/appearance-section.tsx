/** Language and colour scheme: of this machine, not of the workspace. */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreferences } from '../app/preferences';
import { Section, Setting } from './shared-parts';

const schemes = ['auto', 'light', 'dark'] as const;
const languages = ['system', 'zh-CN', 'en'] as const;

/** See the file's head. */
export function AppearanceSection() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section id="appearance" title={t('workspace:appearance.title')} text={t('workspace:appearance.text')}>
      <Setting label={t('workspace:appearance.language')}>
        <SegmentedControl
          fullWidth
          aria-label={t('workspace:appearance.language')}
          value={language}
          // Each language in its own name: whoever reads only that one must find it.
          data={languages.map((value) => ({ value, label: t(`workspace:appearance.languages.${value}`) }))}
          onChange={(value) => {
            const chosen = languages.find((each) => each === value);
            if (chosen) void setPreferences({ language: chosen });
          }}
          data-testid="settings-language"
        />
      </Setting>
      <Setting label={t('workspace:appearance.scheme')}>
        <SegmentedControl
          fullWidth
          aria-label={t('workspace:appearance.scheme')}
          value={colorScheme}
          data={schemes.map((value) => ({ value, label: t(`workspace:appearance.schemes.${value}`) }))}
          onChange={(value) => {
            const chosen = schemes.find((each) => each === value);
            if (chosen) setColorScheme(chosen);
          }}
          data-testid="settings-scheme"
        />
      </Setting>
    </Section>
  );
}
