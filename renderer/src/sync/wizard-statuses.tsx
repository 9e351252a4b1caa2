/** Whether money was paid is said in the platform's words: each gets its meaning. */
import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MappingDraft, MappingTemplate } from '../../../shared/contract/mapping';
import classes from './wizard.module.css';

/** `open`: the user does not know yet, and its rows wait to be fixed. */
const meanings = ['paid', 'refunded', 'ignored', 'open'] as const;

interface WizardStatusesProps {
  draft: MappingDraft;
  template: MappingTemplate;
  onChange: (part: Partial<MappingTemplate>) => void;
}

/** See the file's head. */
export function WizardStatuses({ draft, template, onChange }: WizardStatusesProps) {
  const { t } = useTranslation();
  const say = (text: string, value: string) => {
    onChange({ statuses: { ...template.statuses, [text]: meanings.find((one) => one === value) ?? 'open' } });
  };
  return (
    <section aria-label={t('mapping:statuses.title')}>
      <Title order={3} size="h5" mb={6}>
        {t('mapping:statuses.title')}
      </Title>
      <Stack gap={6} className={classes.statuses} data-testid="wizard-statuses">
        {draft.statuses.map(({ text, rows, example }) => (
          <Group key={text} gap="sm" wrap="nowrap">
            <span className={classes.status} title={example.filter(Boolean).join(' │ ')}>
              {text}{' '}
              <Text span size="xs" c="dimmed">
                {t('mapping:statuses.rows', { count: rows })}
              </Text>
            </span>
            <SegmentedControl
              size="xs"
              aria-label={text}
              value={template.statuses[text] ?? 'open'}
              onChange={(value) => say(text, value)}
              data={meanings.map((value) => ({ value, label: t(`mapping:statuses.${value}`) }))}
            />
          </Group>
        ))}
      </Stack>
    </section>
  );
}
