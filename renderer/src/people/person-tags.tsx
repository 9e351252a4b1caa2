import { Autocomplete, Group, Pill } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people';
import { useApi } from '../app/api';
import classes from './people.module.css';
import type { PeopleCommands } from './use-people-commands';

interface PersonTagsProps {
  person: Person;
  commands: PeopleCommands;
  readOnly: boolean;
}

/** The tags of one person; Enter in the field adds one. */
export function PersonTags({ person, commands, readOnly }: PersonTagsProps) {
  const { t } = useTranslation();
  const [tag, setTag] = useState('');
  const known = useApi('people.tags', {}).data ?? [];
  const add = (text: string) => {
    const plain = text.trim();
    if (plain) commands.addTag([person], plain, () => setTag(''));
  };
  return (
    <Group gap={6}>
      {person.tags.map((each) => (
        <Pill
          key={each}
          size="sm"
          className={classes.tagPill}
          withRemoveButton={!readOnly}
          onRemove={() => commands.removeTag([person], each)}
          removeButtonProps={{ 'aria-label': t('people:tag.remove', { tag: each }), tabIndex: 0 }}
          data-testid="person-tag"
        >
          {each}
        </Pill>
      ))}
      {readOnly ? null : (
        <Autocomplete
          size="xs"
          w={130}
          value={tag}
          onChange={setTag}
          onOptionSubmit={add}
          data={known.map((each) => each.tag).filter((each) => !person.tags.includes(each))}
          limit={8}
          maxLength={50}
          selectFirstOptionOnChange={false}
          aria-label={t('people:tag.placeholder')}
          placeholder={t('people:tag.placeholder')}
          comboboxProps={{ shadow: 'none' }}
          data-mantine-stop-propagation={tag ? 'true' : undefined}
          data-testid="person-tag-add"
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') {
              event.preventDefault();
              add(event.currentTarget.value);
            }
            if (event.key === 'Escape') setTag('');
          }}
        />
      )}
    </Group>
  );
}
