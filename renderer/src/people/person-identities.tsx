/** What each platform says of a person, as of when, and from which row of which file. */
import { Group, Text, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people';
import { platformName } from '../app/names';
import { ConfirmButton } from '../ui/confirm-button';
import { useFormat } from '../ui/format-context';
import { SourceNote } from '../ui/source-note';
import classes from './people.module.css';
import type { IdentityCommands } from './use-identity-commands';

type Identity = Person['identities'][number];

interface PersonIdentitiesProps {
  person: Person;
  commands: IdentityCommands;
  readOnly: boolean;
}

/** One box per platform account; where there are several, each can be made a person of its own. */
export function PersonIdentities({ person, commands, readOnly }: PersonIdentitiesProps) {
  const { t } = useTranslation();
  const { identities, isManual } = person;
  if (identities.length === 0) return <Text c="dimmed">{t('people:identity.none')}</Text>;
  const several = identities.length > 1 || isManual;
  return identities.map((identity) => (
    <IdentityBox key={identity.record} identity={identity}>
      {several ? <Separate person={person} identity={identity} commands={commands} readOnly={readOnly} /> : null}
    </IdentityBox>
  ));
}

function Separate({ person, identity, commands, readOnly }: PersonIdentitiesProps & { identity: Identity }) {
  const { t } = useTranslation();
  const name = [platformName(t, identity.platform), identity.nickname ?? identity.externalId].join(' ');
  return (
    <ConfirmButton
      size="compact-xs"
      variant="subtle"
      color="teal"
      disabled={readOnly || commands.busy}
      question={t('people:identity.separateQuestion', { name, keep: person.name })}
      confirmLabel={t('people:identity.separate')}
      onConfirm={() => commands.separate(person, identity.record, name)}
      testId="identity-separate"
    >
      {t('people:identity.separate')}
    </ConfirmButton>
  );
}

const attributesAtFirst = 4;

function IdentityBox({ identity, children }: { identity: Identity; children: ReactNode }) {
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
        <Group gap={6} wrap="nowrap">
          {identity.asOf ? (
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {t('people:identity.asOf', { day: format.when(identity.asOf, 'day') })}
            </Text>
          ) : null}
          {children}
        </Group>
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
