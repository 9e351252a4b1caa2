/** A row of filters that reads as a sentence, with a way back to "everything". */
import { Button, CloseButton, Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

/** Filters side by side; `onReset` shows the button that clears them and is given only while something is filtered. */
export function FilterBar({ children, onReset }: { children: ReactNode; onReset?: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" className={classes.filterBar} role="search" data-testid="filter-bar">
      {children}
      {onReset ? (
        <Button size="xs" variant="subtle" color="gray" onClick={onReset} data-testid="filter-reset">
          {t('common:clearFilters')}
        </Button>
      ) : null}
    </Group>
  );
}

interface SearchFieldProps {
  value: string;
  /** Called a moment after typing stops. */
  onSearch: (text: string) => void;
  placeholder: string;
  width?: number;
  testId?: string;
}

/** Search text with a short pause before it is used; Escape clears it. */
export function SearchField({ value, onSearch, placeholder, width = 260, testId }: SearchFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const send = (next: string) => {
    sent.current = next;
    onSearch(next);
  };
  const later = useDebouncedCallback(send, 200);
  // Follow a change from outside (filters cleared), but never put an older answer over what is being typed.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  const clear = () => {
    later.cancel();
    setText('');
    send('');
  };
  return (
    <TextInput
      size="xs"
      w={width}
      value={text}
      placeholder={placeholder}
      aria-label={placeholder}
      data-testid={testId}
      leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
      rightSection={text ? <CloseButton size="xs" aria-label={t('common:clear')} onClick={clear} /> : null}
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text) {
          event.stopPropagation();
          clear();
        }
      }}
    />
  );
}
