/** Chooses one person by typing a part of a name, an e-mail address or a handle; reads only the best matches. */
import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/api';
import { platformName } from '../app/names';

interface PersonPickerProps extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable' | 'filter'> {
  /** The person chosen now, with the name to show. */
  person: { id: string; name: string } | null;
  onPick: (person: { id: string; name: string } | null) => void;
}

const matches = 12;

/** A select over `people.list`. */
export function PersonPicker({ person, onPick, ...select }: PersonPickerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text, 200);
  // While nothing is typed the field shows the chosen name, which is no search.
  const words = search.trim() === person?.name ? '' : search.trim();
  const found = useApi('people.list', { search: words, limit: matches, sort: 'lastSeen' }).data?.people ?? [];
  const options = found.map((row) => ({
    value: row.id,
    label: row.name,
    hint: [...row.platforms.map((platform) => platformName(t, platform)), row.email ?? row.phone].filter(Boolean).join(' · '),
  }));
  if (person && !options.some(({ value }) => value === person.id)) options.unshift({ value: person.id, label: person.name, hint: '' });
  const hints = new Map(options.map(({ value, hint }) => [value, hint]));
  return (
    <Select
      {...select}
      data={options.map(({ value, label }) => ({ value, label }))}
      value={person?.id ?? null}
      onChange={(value, option) => onPick(value === null ? null : { id: value, name: option.label })}
      searchable
      clearable
      filter={({ options: all }) => all}
      onSearchChange={setText}
      nothingFoundMessage={t('common:nobodyMatches')}
      renderOption={({ option }) => (
        <div style={{ minWidth: 0 }}>
          <div>{option.label}</div>
          <div style={{ fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>{hints.get(option.value)}</div>
        </div>
      )}
    />
  );
}
