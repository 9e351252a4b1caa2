/** What can be done with the ticked people; stands where the filters are, so that the table does not move. */
import { Autocomplete, Button, Group, Menu, Popover, Text } from '@mantine/core';
import { IconEraser, IconTag, IconTagOff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../shared/contract/people';
import { useApi } from '../app/api';
import { useWorkspace } from '../app/workspace-context';
import { ConfirmButton } from '../ui/confirm-button';
import { EraseDialog } from './erase-dialog';
import classes from './people.module.css';
import type { PeopleCommands } from './use-people-commands';

interface BulkBarProps {
  people: readonly PersonRow[];
  commands: PeopleCommands;
  onClear: () => void;
}

/** Add tag, take tag, delete; each can be undone from its notification. */
export function BulkBar({ people, commands, onClear }: BulkBarProps) {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const [erasing, setErasing] = useState<readonly PersonRow[] | null>(null);
  const theirTags = [...new Set(people.flatMap((person) => person.tags))].sort();
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t('people:bulk.label')} data-testid="people-bulk">
      <Text fw={600} className={classes.figure}>
        {t('people:bulk.ticked', { count: people.length })}
      </Text>
      <AddTag disabled={readOnly} onAdd={(tag) => commands.addTag(people, tag)} />
      <Menu position="bottom-start" width={200} disabled={readOnly || theirTags.length === 0}>
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconTagOff size={14} />} disabled={readOnly || theirTags.length === 0}>
            {t('people:bulk.removeTag')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={300} style={{ overflowY: 'auto' }}>
          {theirTags.map((tag) => (
            <Menu.Item key={tag} onClick={() => commands.removeTag(people, tag)}>
              {tag}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ConfirmButton
        size="xs"
        color="red"
        variant="outline"
        leftSection={<IconTrash size={14} />}
        disabled={readOnly}
        question={t('people:remove.questionMany', { count: people.length })}
        confirmLabel={t('people:remove.confirm')}
        onConfirm={() => commands.remove(people, onClear)}
        testId="people-bulk-delete"
      >
        {t('people:remove.button')}
      </ConfirmButton>
      <Button
        size="xs"
        color="red"
        variant="subtle"
        leftSection={<IconEraser size={14} />}
        disabled={readOnly}
        onClick={() => setErasing(people)}
        data-testid="people-bulk-erase"
      >
        {t('people:erase.button')}
      </Button>
      <EraseDialog
        people={erasing}
        onClose={() => setErasing(null)}
        onErased={() => {
          setErasing(null);
          onClear();
        }}
      />
      <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
        {t('people:bulk.clear')}
      </Button>
      {readOnly ? <Text c="dimmed">{t('people:readOnly')}</Text> : null}
    </div>
  );
}

/** A small field with the tags in use; Enter puts the tag on. */
function AddTag({ disabled, onAdd }: { disabled: boolean; onAdd: (tag: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [tag, setTag] = useState('');
  const known = useApi('people.tags', {}).data ?? [];
  const submit = () => {
    if (!tag.trim()) return;
    onAdd(tag.trim());
    setTag('');
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position="bottom-start" shadow="none" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTag size={14} />}
          disabled={disabled}
          onClick={() => setOpened((now) => !now)}
          data-testid="people-bulk-tag"
        >
          {t('people:bulk.addTag')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Group gap="xs" wrap="nowrap">
            <Autocomplete
              size="xs"
              value={tag}
              onChange={setTag}
              data={known.map((each) => each.tag)}
              limit={8}
              maxLength={50}
              aria-label={t('people:tag.placeholder')}
              placeholder={t('people:tag.placeholder')}
              comboboxProps={{ withinPortal: false, shadow: 'none' }}
              data-autofocus
              data-testid="people-bulk-tag-text"
              style={{ flex: 1 }}
            />
            <Button size="xs" type="submit" disabled={!tag.trim()} data-testid="people-bulk-tag-add">
              {t('common:add')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
