/** Two people who may be one: why, how they compare, and what can be said about it. */
import { ActionIcon, Badge, Button, Tooltip } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '../../../shared/contract/people';
import { PairTable } from './pair-table';
import classes from './pairs.module.css';
import type { IdentityCommands } from './use-identity-commands';

interface PairCardProps {
  suggestion: Suggestion;
  commands: IdentityCommands;
  readOnly: boolean;
  onOpen: (id: string) => void;
  /** With the id of who stayed. */
  onMerged: (id: string) => void;
}

const colors = { strong: 'teal', likely: 'teal', weak: 'gray' } as const;

/** Who stands left is kept; the arrows change sides. */
export function PairCard({ suggestion, commands, readOnly, onOpen, onMerged }: PairCardProps) {
  const { t } = useTranslation();
  const [swapped, setSwapped] = useState(false);
  const { a, b, strength, reasons } = suggestion;
  const [keep, other] = swapped ? [b, a] : [a, b];
  return (
    <article className={classes.card} aria-label={t('people:same.pair', { a: a.name, b: b.name })} data-testid="same-pair">
      <div className={classes.cardHead}>
        <div className={classes.reasons}>
          <Badge size="sm" tt="none" variant={strength === 'strong' ? 'filled' : 'light'} color={colors[strength]}>
            {t(`people:same.strength.${strength}`)}
          </Badge>
          {reasons.map(({ code, value }) => (
            <span key={`${code} ${value}`} className={classes.reason} title={t(`people:reason.${code}`, { value })}>
              {t(`people:reason.${code}`, { value })}
            </span>
          ))}
        </div>
        <Tooltip label={t('people:same.swap')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('people:same.swap')}
            onClick={() => setSwapped((now) => !now)}
            disabled={readOnly}
          >
            <IconArrowsExchange size={15} />
          </ActionIcon>
        </Tooltip>
        <Button
          size="xs"
          variant="default"
          disabled={readOnly || commands.busy}
          onClick={() => commands.different(a, b)}
          data-testid="same-different"
        >
          {t('people:same.different')}
        </Button>
        <Button
          size="xs"
          disabled={readOnly || commands.busy}
          onClick={() => commands.merge(keep, other, () => onMerged(keep.id))}
          data-testid="same-merge"
        >
          {t('people:same.merge')}
        </Button>
      </div>
      <PairTable keep={keep} other={other} merging onOpen={onOpen} />
    </article>
  );
}
