/** In the drawer: who may be the same person, whom the user merged into this one, and a way to merge with somebody else. */
import { Button, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people';
import { useApi } from '../app/api';
import { platformName } from '../app/names';
import { ConfirmButton } from '../ui/confirm-button';
import { useFormat } from '../ui/format-context';
import { MergeDialog } from './merge-dialog';
import classes from './people.module.css';
import type { IdentityCommands } from './use-identity-commands';

interface PersonLikelySameProps {
  person: Person;
  commands: IdentityCommands;
  readOnly: boolean;
  onOpen: (id: string) => void;
}

const shownAtMost = 3;

export function PersonLikelySame({ person, commands, readOnly, onOpen }: PersonLikelySameProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [merging, merge] = useDisclosure(false);
  const [compared, setCompared] = useState<{ id: string; name: string } | null>(null);
  const compare = (other: { id: string; name: string } | null) => {
    setCompared(other);
    merge.open();
  };
  const likely = useApi('people.suggestions', { person: person.id, limit: shownAtMost }).data?.suggestions ?? [];
  return (
    <div className={classes.likely}>
      {likely.map(({ a, b, reasons }) => {
        const other = a.id === person.id ? b : a;
        return (
          <UnstyledButton
            key={other.id}
            className={classes.likelyOne}
            disabled={readOnly}
            onClick={() => compare(other)}
            data-testid="person-likely"
          >
            {t('people:same.maybeWith', {
              name: [...other.platforms.map((platform) => platformName(t, platform)), other.name].join(' '),
              reasons: reasons.map(({ code, value }) => t(`people:reason.${code}`, { value })).join(t('people:listSeparator')),
            })}
          </UnstyledButton>
        );
      })}
      {person.merges.map((merged) => (
        <div key={merged.id} className={classes.merged} data-testid="person-merge">
          <Text size="xs" c="dimmed" style={{ flex: 1, minWidth: 0 }}>
            {t('people:merge.done', { name: merged.name, day: format.when(merged.at, 'day') })}
          </Text>
          <ConfirmButton
            size="compact-xs"
            variant="subtle"
            color="teal"
            disabled={readOnly || commands.busy}
            question={t('people:merge.unmergeQuestion', { name: merged.name, keep: person.name })}
            confirmLabel={t('people:merge.unmerge')}
            onConfirm={() => commands.unmerge(merged)}
            testId="person-unmerge"
          >
            {t('people:merge.unmerge')}
          </ConfirmButton>
        </div>
      ))}
      <Button size="xs" variant="default" mt={8} onClick={() => compare(null)} disabled={readOnly} data-testid="person-merge-with">
        {t('people:merge.button')}
      </Button>
      <MergeDialog person={person} likely={compared} opened={merging} onClose={merge.close} commands={commands} onMerged={onOpen} />
    </div>
  );
}
