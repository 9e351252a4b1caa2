/** Two people side by side: what each is known by, with what is equal marked. */
import { Badge, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../shared/contract/people';
import { platformName } from '../app/names';
import { When } from '../ui/text';
import { Paid } from './paid';
import classes from './pairs.module.css';
import { PersonAvatar } from './person-avatar';

interface PairTableProps {
  keep: PersonRow;
  other: PersonRow;
  /** Marks the left one as who stays when they are merged. */
  merging?: boolean;
  /** Names lead to the person where there is a drawer for it. */
  onOpen?: (id: string) => void;
}

interface Row {
  label: string;
  values: readonly [ReactNode, ReactNode];
  /** As text, to see what is there and what is equal. */
  texts: readonly [string, string];
  /** Being equal says nothing: a platform, a day. */
  quiet?: boolean;
}

/** Rows that neither has anything for are left out. */
export function PairTable({ keep, other, merging, onOpen }: PairTableProps) {
  const { t } = useTranslation();
  const text = (label: string, read: (person: PersonRow) => string | null): Row => {
    const texts = [read(keep) ?? '', read(other) ?? ''] as const;
    return { label, values: texts, texts };
  };
  const both = (label: string, draw: (person: PersonRow) => ReactNode, read: (person: PersonRow) => string): Row => ({
    label,
    values: [draw(keep), draw(other)],
    texts: [read(keep), read(other)],
  });
  const rows = [
    {
      quiet: true,
      ...text(t('people:column.platforms'), ({ platforms }) =>
        platforms.map((platform) => platformName(t, platform)).join(t('people:listSeparator')),
      ),
    },
    text(t('people:field.email'), ({ email }) => email),
    text(t('people:field.phone'), ({ phone }) => phone),
    text(t('people:field.city'), ({ city }) => city),
    text(t('people:column.tier'), ({ tier }) => tier),
    both(
      t('people:column.paid'),
      ({ paid }) => <Paid paid={paid} />,
      ({ paid }) => (paid.length === 0 ? '' : JSON.stringify(paid)),
    ),
    both(
      t('people:column.lastSeen'),
      ({ lastSeenAt }) => <When at={lastSeenAt} show="day" />,
      ({ lastSeenAt }) => lastSeenAt ?? '',
    ),
    text(t('people:column.tags'), ({ tags }) => tags.join(t('people:listSeparator'))),
  ].filter(({ texts }) => texts.some((each) => each !== ''));
  return (
    <table className={classes.pair}>
      <thead>
        <tr>
          <td />
          {[keep, other].map((person, index) => (
            <th key={person.id} scope="col">
              <Who person={person} kept={merging === true && index === 0} onOpen={onOpen} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, values, texts, quiet }) => (
          <tr key={label} data-equal={(!quiet && texts[0] !== '' && texts[0] === texts[1]) || undefined}>
            <th scope="row">{label}</th>
            {[0, 1].map((side) => (
              <td key={side}>{texts[side] === '' ? <span className={classes.absent}>–</span> : values[side]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Who({ person, kept, onOpen }: { person: PersonRow; kept: boolean; onOpen: PairTableProps['onOpen'] }) {
  const { t } = useTranslation();
  const name = (
    <Text span fw={600} truncate data-testid="pair-name">
      {person.name}
    </Text>
  );
  return (
    <div className={classes.who}>
      <PersonAvatar id={person.id} name={person.name} />
      {onOpen ? (
        <UnstyledButton className={classes.name} onClick={() => onOpen(person.id)} data-person={person.id}>
          {name}
        </UnstyledButton>
      ) : (
        name
      )}
      {kept ? (
        <Badge size="sm" tt="none" variant="light" title={t('people:same.keptWhy')} style={{ flex: 'none' }}>
          {t('people:same.kept')}
        </Badge>
      ) : null}
    </div>
  );
}
