/** One filter as a part of a sentence: "来自 有赞", "tagged reading". A click lists the choices; a chosen one can be taken out again with ×. */
import { Button, CheckIcon, CloseButton, Combobox, Group, Text, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

export interface PillOption {
  value: string;
  label: string;
  /** Dimmed at the right: a count. */
  hint?: string;
}

interface FilterPillProps {
  /** Accessible name: what is filtered. */
  name: string;
  /** Words while nothing is chosen: "all platforms". */
  anyLabel: string;
  /** Words for what is chosen: "from Youzan". */
  label: string;
  options: readonly PillOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** Several choices at once; the list stays open. */
  multiple?: boolean;
  testId?: string;
}

const searchFrom = 12;

/** See the file's head. Options get `<testId>-<value>`. */
export function FilterPill({ name, anyLabel, label, options, chosen, onChange, multiple, testId }: FilterPillProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const searchable = options.length >= searchFrom;
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => {
      if (searchable) combobox.focusSearchInput();
      else combobox.updateSelectedOptionIndex('active', { scrollIntoView: true });
    },
  });
  const active = chosen.length > 0;
  const pick = (value: string) => {
    if (multiple) return onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
    onChange(chosen.includes(value) ? [] : [value]);
    combobox.closeDropdown();
  };
  const words = search.trim().toLowerCase();
  const shown = words ? options.filter((option) => option.label.toLowerCase().includes(words)) : options;
  return (
    <Combobox store={combobox} onOptionSubmit={pick} width={240} position="bottom-start" shadow="none" transitionProps={{ duration: 100 }}>
      <span className={classes.pill} data-active={active || undefined}>
        <Combobox.Target targetType="button" withExpandedAttribute>
          <Button
            size="xs"
            variant="transparent"
            className={classes.pillButton}
            aria-label={`${name}: ${active ? label : anyLabel}`}
            rightSection={active ? null : <IconChevronDown size={13} aria-hidden="true" />}
            onClick={() => combobox.toggleDropdown()}
            data-testid={testId}
          >
            {active ? label : anyLabel}
          </Button>
        </Combobox.Target>
        {active ? (
          <CloseButton
            size="xs"
            aria-label={t('common:filter.remove', { name })}
            onClick={() => onChange([])}
            data-testid={testId ? `${testId}-clear` : undefined}
          />
        ) : null}
      </span>
      <Combobox.Dropdown>
        {searchable ? (
          <Combobox.Search
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={t('common:filter.find')}
            aria-label={t('common:filter.find')}
          />
        ) : null}
        <Combobox.Options mah={300} style={{ overflowY: 'auto' }} aria-label={name}>
          {shown.map((option) => (
            <Combobox.Option
              value={option.value}
              key={option.value}
              active={chosen.includes(option.value)}
              data-testid={testId ? `${testId}-${option.value}` : undefined}
            >
              <Group gap="xs" wrap="nowrap">
                <CheckIcon size={11} style={{ visibility: chosen.includes(option.value) ? 'visible' : 'hidden', flex: 'none' }} />
                <Text span truncate style={{ flex: 1 }}>
                  {option.label}
                </Text>
                {option.hint ? (
                  <Text span size="xs" c="dimmed" className={classes.figure}>
                    {option.hint}
                  </Text>
                ) : null}
              </Group>
            </Combobox.Option>
          ))}
          {shown.length === 0 ? <Combobox.Empty>{t('common:filter.nothing')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** A filter that came with the address and can only be taken out: "first seen since …". */
export function FixedPill({ label, name, onRemove, testId }: { label: string; name: string; onRemove: () => void; testId?: string }) {
  const { t } = useTranslation();
  return (
    <span className={classes.pill} data-active data-testid={testId}>
      <span className={classes.pillText}>{label}</span>
      <CloseButton
        size="xs"
        aria-label={t('common:filter.remove', { name })}
        onClick={onRemove}
        data-testid={testId ? `${testId}-clear` : undefined}
      />
    </span>
  );
}
