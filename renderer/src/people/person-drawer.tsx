/** One person: figures, tags, fields, what each platform says, notes and timeline. */
import { Button, Group, Text, Tooltip } from '@mantine/core';
import { IconUserCog } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people';
import { useApi } from '../app/api';
import { goTo } from '../app/location';
import { useWorkspace } from '../app/workspace-context';
import { ConfirmButton } from '../ui/confirm-button';
import { SideDrawer } from '../ui/side-drawer';
import { ErrorState, LoadingState } from '../ui/states';
import { Money, When } from '../ui/text';
import { EraseDialog } from './erase-dialog';
import classes from './people.module.css';
import { PersonAvatar } from './person-avatar';
import { PersonFieldList } from './person-fields';
import { PersonIdentities } from './person-identities';
import { PersonLikelySame } from './person-likely-same';
import { PersonNotes } from './person-notes';
import { PersonSources } from './person-sources';
import { PersonTags } from './person-tags';
import { PersonTimeline } from './person-timeline';
import { useIdentityCommands } from './use-identity-commands';
import type { PeopleCommands } from './use-people-commands';

interface PersonDrawerProps {
  id: string | null;
  commands: PeopleCommands;
  /** Shows somebody else in the drawer. */
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** Opens for an id; the list beside it stays usable. */
export function PersonDrawer({ id, ...rest }: PersonDrawerProps) {
  const person = useApi('people.get', { id: id ?? '' }, { enabled: id !== null });
  const shown = person.data?.id === id ? person.data : null;
  return (
    <SideDrawer opened={id !== null} onClose={rest.onClose} title={<Head person={shown} />} testId="person-drawer">
      {person.error && id !== null ? <ErrorState error={person.error} retry={() => void person.refetch()} compact /> : null}
      {shown && !person.error ? <Body key={shown.id} person={shown} {...rest} /> : null}
      {!shown && !person.error ? <LoadingState rows={10} /> : null}
    </SideDrawer>
  );
}

/** The name; takes the focus when the drawer opens, so that the keyboard goes on inside it. */
function Head({ person }: { person: Person | null }) {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  return (
    <div className={classes.drawerHead} ref={element} tabIndex={-1}>
      {person ? (
        <>
          <PersonAvatar id={person.id} name={person.name} size={34} />
          <div style={{ minWidth: 0 }}>
            <Text size="lg" fw={650} className={classes.drawerName} data-testid="person-name">
              {person.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {subtitle(person, t('people:manual'))}
            </Text>
          </div>
          {person.isTeam ? (
            <Tooltip label={t('people:teamWhy')}>
              <Group gap={4} c="dimmed" wrap="nowrap">
                <IconUserCog size={15} aria-hidden="true" />
                <Text size="xs">{t('people:team')}</Text>
              </Group>
            </Tooltip>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function subtitle(person: Person, manual: string): string {
  const { city, province, country } = person.fields;
  return (
    [...new Set([city, province, country])].filter((part) => part !== null && part !== '').join(' · ') || (person.isManual ? manual : '')
  );
}

function Body({ person, commands, onOpen, onClose }: Omit<PersonDrawerProps, 'id'> & { person: Person }) {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const [erasing, setErasing] = useState<readonly Person[] | null>(null);
  const identity = useIdentityCommands();
  return (
    <>
      {readOnly ? (
        <Text size="xs" c="dimmed" mb="xs">
          {t('people:readOnly')}
        </Text>
      ) : null}
      <Figures person={person} />
      <Section title={t('people:section.tags')}>
        <PersonTags person={person} commands={commands} readOnly={readOnly} />
      </Section>
      <Section title={t('people:section.fields')}>
        <PersonFieldList person={person} commands={commands} readOnly={readOnly} />
      </Section>
      <Section title={t('people:section.identities', { count: person.identities.length })}>
        <PersonIdentities person={person} commands={identity} readOnly={readOnly} />
        <PersonLikelySame person={person} commands={identity} readOnly={readOnly} onOpen={onOpen} />
      </Section>
      <Section title={t('people:section.sources')}>
        <PersonSources id={person.id} />
      </Section>
      <Section title={t('people:section.notes')}>
        <PersonNotes person={person} commands={commands} readOnly={readOnly} />
      </Section>
      <Section title={t('people:section.timeline')}>
        <PersonTimeline
          id={person.id}
          onOpenLine={(line) => goTo(`/revenue?window=all&person=${encodeURIComponent(person.id)}&line=${line}`)}
        />
      </Section>
      <div className={classes.drawerFoot}>
        <Button size="xs" color="gray" variant="subtle" disabled={readOnly} onClick={() => setErasing([person])} data-testid="person-erase">
          {t('people:erase.button')}
        </Button>
        <ConfirmButton
          size="xs"
          color="red"
          variant="subtle"
          disabled={readOnly}
          question={<RemoveQuestion name={person.name} />}
          confirmLabel={t('people:remove.confirm')}
          onConfirm={() => commands.remove([person], onClose)}
          testId="person-delete"
        >
          {t('people:remove.one')}
        </ConfirmButton>
      </div>
      <EraseDialog people={erasing} onClose={() => setErasing(null)} onErased={onClose} />
    </>
  );
}

function RemoveQuestion({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Text fw={600} mb={4}>
        {t('people:remove.title', { name })}
      </Text>
      <Text size="sm">{t('people:remove.question')}</Text>
    </>
  );
}

function Figures({ person }: { person: Person }) {
  const { t } = useTranslation();
  return (
    <div className={classes.figures}>
      <Figure label={t('people:column.paid')}>
        {person.paid.length === 0 ? (
          <Text span inherit c="dimmed">
            {t('people:nothingPaid')}
          </Text>
        ) : null}
        {person.paid.map(({ currency, amount }) => (
          <div key={currency} data-testid="person-paid" data-currency={currency}>
            <Money minor={amount} currency={currency} />
          </div>
        ))}
      </Figure>
      <Figure label={t('people:column.firstSeen')}>
        <When at={person.firstSeenAt} show="day" />
      </Figure>
      <Figure label={t('people:column.lastSeen')}>
        <When at={person.lastSeenAt} show="day" />
      </Figure>
    </div>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.figureBox}>
      <div className={classes.figureLabel}>{label}</div>
      <div className={classes.figureValue}>{children}</div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionHead}>{title}</h3>
      {children}
    </section>
  );
}
