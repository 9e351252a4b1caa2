/** The choice of the window of days, in the same place on every page. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { windowPresets } from '../../../shared/domain/days';
import { chooseWindow, useTimeWindow } from './time-window';

/** Presets of the window; what is chosen holds for all pages. */
export function WindowFilter() {
  const { t } = useTranslation();
  const { choice } = useTimeWindow();
  const shown = windowPresets.map((preset) => ({ value: preset as string, label: t(`common:window.${preset}`) }));
  if (choice.preset === 'custom') shown.push({ value: 'custom', label: t('common:window.custom') });
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('common:window.label')}
      data-testid="window-filter"
      data={shown}
      value={choice.preset}
      onChange={(value) => {
        const preset = windowPresets.find((each) => each === value);
        if (preset) chooseWindow({ preset });
      }}
    />
  );
}
