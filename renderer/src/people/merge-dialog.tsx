/** "Merge with …": chooses the other person, shows both side by side, and makes them one. */
import { ActionIcon, Button, Group, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people';
import { useApi } from '../app/api';
import { PersonPicker } from '../ui/person-picker';
import { ErrorState } from '../ui/states';
import { PairTable } from './pair-table';
import type { IdentityCommands } from './use-identity-commands';

interface MergeDialogProps {
  person: Person;
  /** Who may be the same person: chosen to begin with, and can be called different. */
  likely: { id: string; name: string } | null;
  opened: boolean;
  onClose: () => void;
  commands: IdentityCommands;
  /** With the id of who stayed. */
  onMerged: (id: string) => void;
}

export function MergeDialog({ person, likely, opened, onClose, commands, onMerged }: MergeDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('people:merge.title', { name: person.name })}
      size={640}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      data-testid="merge-dialog"
    >
      {opened ? <Choice person={person} likely={likely} onClose={onClose} commands={commands} onMerged={onMerged} /> : null}
    </Modal>
  );
}

function Choice({ person, likely, onClose, commands, onMerged }: Omit<MergeDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState(likely);
  const [swapped, setSwapped] = useState(false);
  const isSelf = picked?.id === person.id;
  const other = useApi('people.get', { id: picked?.id ?? '' }, { enabled: picked !== null && !isSelf, keepPrevious: false });
  const found = picked !== null && !isSelf ? other.data : undefined;
  const [keep, gone] = swapped && found ? [found, person] : [person, found];
  return (
    <Stack gap="sm">
      <PersonPicker
        label={t('people:merge.with')}
        person={picked}
        onPick={setPicked}
        error={isSelf ? t('people:merge.self') : undefined}
        placeholder={t('people:searchFor')}
        data-autofocus
        data-testid="merge-other"
      />
      {other.error && picked !== null && !isSelf ? <ErrorState error={other.error} compact /> : null}
      {gone ? (
        <>
          <Group justify="flex-end">
            <Tooltip label={t('people:same.swap')}>
              <ActionIcon variant="subtle" color="gray" aria-label={t('people:same.swap')} onClick={() => setSwapped((now) => !now)}>
                <IconArrowsExchange size={16} />
              </ActionIcon>
            </Tooltip>
          </Group>
          <PairTable keep={keep} other={gone} merging />
        </>
      ) : null}
      <Text size="xs" c="dimmed">
        {t('people:merge.hint')}
      </Text>
      <Group justify="flex-end" gap="xs">
        {likely !== null && picked?.id === likely.id ? (
          <Button
            variant="default"
            mr="auto"
            disabled={commands.busy}
            onClick={() => {
              commands.different(person, likely);
              onClose();
            }}
            data-testid="merge-different"
          >
            {t('people:same.different')}
          </Button>
        ) : null}
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button
          disabled={!gone || commands.busy}
          loading={commands.busy}
          onClick={() =>
            gone &&
            commands.merge(keep, gone, () => {
              onClose();
              onMerged(keep.id);
            })
          }
          data-testid="merge-confirm"
        >
          {t('people:same.merge')}
        </Button>
      </Group>
    </Stack>
  );
}
