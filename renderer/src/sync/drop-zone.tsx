/** Where files come in: a panel with a button for the keyboard, and the whole page as a target while files hang over it. */
import { Button, Group, Text, Title } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './sync.module.css';

interface DropZoneProps {
  /** Large when nothing waits yet, one line otherwise. */
  large: boolean;
  disabled: boolean;
  onPick: () => void;
  /** Opens the box for pasted text. */
  onPaste: () => void;
}

/** Says that files may be dropped anywhere, and opens the file picker. */
export function DropZone({ large, disabled, onPick, onPaste }: DropZoneProps) {
  const { t } = useTranslation('sync');
  const buttons = (
    <Group gap="xs">
      <Button
        variant={large ? 'filled' : 'light'}
        size={large ? 'sm' : 'compact-md'}
        disabled={disabled}
        onClick={onPick}
        data-testid="import-pick"
      >
        {t('drop.pick')}
      </Button>
      <Button
        variant={large ? 'default' : 'subtle'}
        size={large ? 'sm' : 'compact-md'}
        disabled={disabled}
        onClick={onPaste}
        data-testid="import-paste"
      >
        {t('paste.open')}
      </Button>
    </Group>
  );
  return (
    <section className={classes.drop} data-large={large || undefined} data-testid="import-drop" aria-label={t('drop.title')}>
      <IconFileImport size={large ? 30 : 20} stroke={1.5} aria-hidden="true" className={classes.dropIcon} />
      {disabled ? (
        <Text c="dimmed">{t('drop.readOnly')}</Text>
      ) : large ? (
        <>
          <Title order={2} size="h4" fw={600} ta="center">
            {t('drop.title')}
          </Title>
          <Text c="dimmed" ta="center">
            {t('drop.types')}
          </Text>
          {buttons}
        </>
      ) : (
        <Group gap="sm">
          <Text>{t('drop.more')}</Text>
          {buttons}
        </Group>
      )}
    </section>
  );
}

/** Covers the page while files hang over it; it takes no part in the drag itself, so that the pointer never "leaves" into it. */
export function DropOverlay() {
  const { t } = useTranslation('sync');
  return (
    <div className={classes.overlay} data-testid="import-overlay">
      <div className={classes.overlayInner}>
        <IconFileImport size={40} stroke={1.4} aria-hidden="true" />
        <Title order={2} size="h3" fw={600}>
          {t('drop.release')}
        </Title>
        <Text c="dimmed">{t('drop.releaseHint')}</Text>
      </div>
    </div>
  );
}
