import { ActionIcon, Button, Group, Text, Textarea, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people';
import { When } from '../ui/text';
import classes from './people.module.css';
import type { PeopleCommands } from './use-people-commands';

interface PersonNotesProps {
  person: Person;
  commands: PeopleCommands;
  readOnly: boolean;
}

/** The user's own dated notes; Ctrl/Cmd+Enter adds one. */
export function PersonNotes({ person, commands, readOnly }: PersonNotesProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const add = () => {
    const plain = text.trim();
    if (plain) commands.addNote(person.id, plain, () => setText(''));
  };
  return (
    <>
      {readOnly && person.notes.length === 0 ? <Text c="dimmed">{t('people:note.none')}</Text> : null}
      {readOnly ? null : (
        <>
          <Textarea
            size="xs"
            autosize
            minRows={1}
            maxRows={8}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            aria-label={t('people:note.placeholder')}
            placeholder={t('people:note.placeholder')}
            data-mantine-stop-propagation={text ? 'true' : undefined}
            data-testid="person-note-text"
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add();
            }}
          />
          {text.trim() ? (
            <Group justify="flex-end" mt={6}>
              <Button size="xs" onClick={add} loading={commands.busy} data-testid="person-note-add">
                {t('people:note.add')}
              </Button>
            </Group>
          ) : null}
        </>
      )}
      {person.notes.map((note) => (
        <div key={note.id} className={classes.note} data-testid="person-note">
          <div>
            <div className={classes.noteText}>{note.text}</div>
            <div className={classes.small}>
              <When at={note.at} />
            </div>
          </div>
          {readOnly ? null : (
            <Tooltip label={t('people:note.remove')}>
              <ActionIcon
                size="sm"
                aria-label={t('people:note.remove')}
                onClick={() => commands.removeNote(person.id, note)}
                data-testid="person-note-remove"
              >
                <IconX size={14} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      ))}
    </>
  );
}
