/** What each platform says of a person, as of when, and from which row of which file. */
import { Group, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people';
import { platformName } from '../app/names';
import { useFormat } from '../ui/format-context';
import { SourceNote } from '../ui/source-note';
import classes from './people.module.css';

type Identity = Person['identities'][number];

/** One box per platform account. */
export function PersonIdentities({ identities }: { identities: readonly Identity[] }) {
  const { t } = useTranslation();
  if (identities.length === 0) return <Text c="dimmed">{t('people:identity.none')}</Text>;
  return identities.map((identity) => <IdentityBox key={`${identity.platform} ${identity.externalId}`} identity={identity} />);
}

const attributesAtFirst = 4;

function IdentityBox({ identity }: { identity: Identity }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const facts = [
    { name: t('people:identity.nickname'), value: identity.nickname },
    { name: t('people:identity.tier'), value: identity.tier },
    { name: t('people:identity.status'), value: identity.status },
  ].filter((fact): fact is { name: string; value: string } => fact.value !== null && fact.value !== '');
  const attributes = identity.attributes.filter(({ value }) => value !== '');
  const hidden = all ? 0 : Math.max(0, attributes.length - attributesAtFirst);
  return (
    <div className={classes.identity} data-testid="person-identity">
      <Group justify="space-between" wrap="nowrap" gap="xs" mb={2}>
        <Text fw={600}>{platformName(t, identity.platform)}</Text>
        {identity.asOf ? (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {t('people:identity.asOf', { day: format.when(identity.asOf, 'day') })}
          </Text>
        ) : null}
      </Group>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {identity.externalId}
      </Text>
      <dl className={classes.pairs} style={{ margin: '4px 0' }}>
        {facts.map(({ name, value }) => (
          <Pair key={name} name={name} value={value} />
        ))}
        {attributes.slice(0, all ? undefined : attributesAtFirst).map(({ name, value }) => (
          <Pair key={`said ${name}`} name={name} value={value} />
        ))}
      </dl>
      {hidden > 0 ? (
        <UnstyledButton onClick={() => setAll(true)}>
          <Text size="xs" c="var(--mantine-color-anchor)">
            {t('people:identity.more', { count: hidden })}
          </Text>
        </UnstyledButton>
      ) : null}
      <SourceNote source={identity.source} />
    </div>
  );
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
