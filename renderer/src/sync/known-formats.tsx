/** The exports that are recognised, each with the way to get it. */
import { Accordion, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/api';
import { formatName, platformName } from '../app/names';
import { ErrorState, LoadingState } from '../ui/states';
import { OwnMappings } from './own-mappings';
import classes from './sync.module.css';
import { Unexported } from './unexported';
import { howToSteps } from './words';

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

/** Below this many formats a search would only be in the way. */
const searchFrom = 12;

/** Formats that core can read, found by platform or file; each opens its steps. Then what has no export, and the user's own mappings. */
export function KnownFormats() {
  const { t } = useTranslation();
  const formats = useApi('sync.formats', {});
  const [search, setSearch] = useState('');
  if (formats.error) return <ErrorState compact error={formats.error} retry={() => void formats.refetch()} />;
  if (!formats.data) return <LoadingState rows={7} height={24} />;
  const said = (id: string, platform: string) =>
    `${formatName(t, id)} ${platformName(t, platform)} ${id} ${t(`formats:${id}.what`)}`.toLowerCase();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = formats.data.filter(({ id, platform }) => words.every((word) => said(id, platform).includes(word)));
  return (
    <>
      <OwnMappings shown="some" />
      {formats.data.length >= searchFrom ? (
        <TextInput
          my="xs"
          maw={420}
          aria-label={t('mapping:find')}
          placeholder={t('mapping:find')}
          leftSection={<IconSearch size={15} stroke={1.7} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          data-testid="find-format"
        />
      ) : null}
      {shown.length === 0 ? (
        <Text c="dimmed" my="sm">
          {t('mapping:found')}
        </Text>
      ) : null}
      <Accordion variant="default" chevronPosition="right" transitionDuration={100} className={classes.formats}>
        {shown.map(({ id }) => (
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
      <Unexported words={words} />
      <OwnMappings shown="none" />
    </>
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
