/** The two languages, each in its own name: for screens that stand before Settings. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setPreferences } from '../app/preferences';

const languages = ['zh-CN', 'en'] as const;

/** Small and in a corner. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('workspace:appearance.language')}
      value={i18n.language}
      data={languages.map((value) => ({ value, label: t(`workspace:appearance.languages.${value}`) }))}
      onChange={(value) => {
        const chosen = languages.find((each) => each === value);
        if (chosen) void setPreferences({ language: chosen });
      }}
      data-testid="language-choice"
    />
  );
}
