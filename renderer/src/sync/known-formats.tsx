/** The exports that are recognised, each with the way to get it. */
import { Accordion, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/api';
import { ErrorState, LoadingState } from '../ui/states';
import classes from './sync.module.css';
import { formatName, howToSteps } from './words';

/** How to export from one platform, step by step. */
export function HowTo({ format }: { format: string }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.steps}>
      {howToSteps(t, format).map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** Formats that core can read; each opens its steps. */
export function KnownFormats() {
  const { t } = useTranslation();
  const formats = useApi('sync.formats', {});
  if (formats.error) return <ErrorState compact error={formats.error} retry={() => void formats.refetch()} />;
  if (!formats.data) return <LoadingState rows={7} height={24} />;
  return (
    <Accordion variant="default" chevronPosition="right" transitionDuration={100} className={classes.formats}>
      {formats.data.map(({ id }) => (
        <Accordion.Item key={id} value={id} data-testid="known-format">
          <Accordion.Control>
            <Text fw={600} span>
              {formatName(t, id)}
            </Text>
            <Text span c="dimmed" ml="sm">
              {t(`formats:${id}.what`, { defaultValue: '' })}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <HowTo format={id} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

/** What the page shows while no file waits: what to bring and where to find it. */
export function FirstSteps() {
  const { t } = useTranslation('sync');
  return (
    <section className={classes.firstSteps}>
      <Title order={2} size="h5" fw={600}>
        {t('empty.title')}
      </Title>
      <Text c="dimmed" mb="xs">
        {t('empty.text')}
      </Text>
      <KnownFormats />
    </section>
  );
}
