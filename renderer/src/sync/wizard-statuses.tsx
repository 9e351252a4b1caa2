/** Whether money was paid is said in the platform's words: each gets its meaning. */
import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract';
import type { MappingTemplate } from '../../../shared/contract/mapping';
import { useApi } from '../app/api';
import { ErrorState, LoadingState } from '../ui/states';
import classes from './wizard.module.css';

/** `open`: the user does not know yet, and its rows wait to be fixed. */
const meanings = ['paid', 'refunded', 'ignored', 'open'] as const;

interface WizardStatusesProps {
  /** The table, and the column that says it. */
  input: Input<'mapping.words'>;
  template: MappingTemplate;
  onChange: (part: Partial<MappingTemplate>) => void;
}

/** See the file's head. */
export function WizardStatuses({ input, template, onChange }: WizardStatusesProps) {
  const { t } = useTranslation();
  const words = useApi('mapping.words', input);
  if (words.error) return <ErrorState error={words.error} retry={() => void words.refetch()} />;
  if (!words.data) return <LoadingState rows={3} />;
  if (words.data.words.length === 0) return null;
  const say = (text: string, value: string) => {
    onChange({ statuses: { ...template.statuses, [text]: meanings.find((one) => one === value) ?? 'open' } });
  };
  return (
    <section aria-label={t('mapping:statuses.title')}>
      <Title order={3} size="h5" mb={6}>
        {t('mapping:statuses.title')}
      </Title>
      <Stack gap={6} className={classes.statuses} data-testid="wizard-statuses">
        {words.data.words.map(({ text, rows, example, means }) => (
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
              value={template.statuses[text] ?? means ?? 'open'}
              onChange={(value) => say(text, value)}
              data={meanings.map((value) => ({ value, label: t(`mapping:statuses.${value}`) }))}
            />
          </Group>
        ))}
      </Stack>
    </section>
  );
}
