/** What is known of a line, and the user's edits of it. */
import { Anchor, Badge, Button, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { goTo } from '../app/location';
import { platformName } from '../app/names';
import { LineEdit } from './line-edit';
import classes from './revenue.module.css';

/** The facts with a button that turns them into a form. */
export function LineFacts({ line, readOnly }: { line: LedgerLine; readOnly: boolean }) {
  const { t } = useTranslation();
  const [editing, edit] = useDisclosure(false);
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionHead} data-action>
        {t('revenue:section.facts')}
        {line.edited ? (
          <Tooltip label={t('people:editedWhy')}>
            <Badge size="xs" color="orange" variant="light" data-testid="line-edited">
              {t('people:edited')}
            </Badge>
          </Tooltip>
        ) : null}
        {editing ? null : (
          <Tooltip label={t('people:readOnly')} disabled={!readOnly}>
            <Button size="compact-xs" variant="subtle" disabled={readOnly} onClick={edit.open} data-testid="line-edit">
              {t('common:edit')}
            </Button>
          </Tooltip>
        )}
      </h3>
      {editing ? <LineEdit line={line} onClose={edit.close} /> : <Facts line={line} />}
    </section>
  );
}

function Facts({ line }: { line: LedgerLine }) {
  const { t } = useTranslation();
  const { person } = line;
  const facts: [string, ReactNode][] = [
    [t('revenue:fact.product'), line.product],
    [t('revenue:fact.soldOn'), platformName(t, line.soldOn)],
    [t('revenue:fact.paidVia'), line.paidVia === null ? null : platformName(t, line.paidVia)],
    [t('revenue:fact.counterparty'), line.counterparty],
    [t('revenue:fact.person'), person === null ? t('revenue:noPerson') : <PersonLink key={person.id} person={person} />],
    [t('revenue:fact.type'), line.sourceKind],
    [t('revenue:fact.status'), line.status],
    [t('revenue:fact.note'), line.note],
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
    </dl>
  );
}

function PersonLink({ person }: { person: NonNullable<LedgerLine['person']> }) {
  return (
    <Anchor component="button" type="button" size="sm" onClick={() => goTo(`/people?person=${encodeURIComponent(person.id)}`)}>
      {person.name}
    </Anchor>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
