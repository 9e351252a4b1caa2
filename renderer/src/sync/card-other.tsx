/** Files that cannot be imported as they are: not recognised (an invitation) and unreadable (what happened and what to do). */
import { ActionIcon, Button, Paper, Text, Title } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconFileAlert, IconFileUnknown, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { useApi } from '../app/api';
import { errorText } from '../app/i18n';
import { useWorkspace } from '../app/workspace-context';
import { useFormat } from '../ui/format-context';
import card from './card.module.css';
import { CardPassedOver } from './card-sheets';
import { KnownFormats } from './known-formats';
import classes from './sync.module.css';
import { Wizard } from './wizard';

interface OtherCardProps {
  file: StagedFile;
  onDiscard: () => void;
}

/** A file of a kind that is not known: what is known, how to get it, and what may have happened to this one. */
export function UnknownCard({ file, onDiscard }: OtherCardProps) {
  const { t } = useTranslation('sync');
  const formats = useApi('sync.formats', {});
  const { readOnly } = useWorkspace();
  const [opened, setOpened] = useState(false);
  const [isMapping, setMapping] = useState(false);
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <Frame
      file={file}
      onDiscard={onDiscard}
      icon={<IconFileUnknown size={20} stroke={1.6} aria-hidden="true" />}
      tone="look"
      title={t('mapping.title')}
    >
      <Text maw={760}>{t('mapping.text', { count: formats.data?.length ?? 0 })}</Text>
      <Text c="dimmed" maw={760}>
        {t('mapping.hint')}
      </Text>
      {readOnly ? null : (
        <Button size="xs" mt={4} mb={6} style={{ alignSelf: 'flex-start' }} onClick={() => setMapping(true)} data-testid="open-wizard">
          {t('mapping:open')}
        </Button>
      )}
      <Wizard file={file} opened={isMapping} onClose={() => setMapping(false)} />
      <button type="button" className={classes.linkButton} aria-expanded={opened} onClick={() => setOpened((now) => !now)}>
        <Chevron size={15} stroke={1.8} aria-hidden="true" />
        {t('mapping.what')}
      </button>
      {opened ? <KnownFormats /> : null}
    </Frame>
  );
}

/** A file that could not be read. */
export function FailedCard({ file, onDiscard }: OtherCardProps) {
  const { t } = useTranslation('sync');
  return (
    <Frame
      file={file}
      onDiscard={onDiscard}
      icon={<IconFileAlert size={20} stroke={1.6} aria-hidden="true" />}
      tone="risk"
      title={t('failed.title')}
    >
      <Text maw={760} data-testid="staged-error">
        {errorText(t, file.error ?? { code: 'unexpected', params: {} })}
      </Text>
    </Frame>
  );
}

interface FrameProps extends OtherCardProps {
  icon: ReactNode;
  tone: 'good' | 'look' | 'risk';
  title: string;
  children: ReactNode;
}

/** The card of a file of which nothing but its name is known. */
export function Frame({ file, onDiscard, icon, tone, title, children }: FrameProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  return (
    <Paper withBorder className={card.card} data-testid="staged-card" data-status={file.status}>
      <div className={card.cardHead}>
        <div className={card.cardIcon} data-tone={tone}>
          {icon}
        </div>
        <div className={card.cardName}>
          <Title order={3} size="h5" fw={600} data-testid="staged-format">
            {title}
          </Title>
          <div className={card.facts}>
            <span className={card.fileName} title={file.fileName}>
              {file.fileName}
            </span>
            {file.size > 0 ? <span>{format.bytes(file.size)}</span> : null}
          </div>
        </div>
        <div className={card.cardActions}>
          <ActionIcon aria-label={t('card.discard')} title={t('card.discard')} onClick={onDiscard} data-testid="staged-discard">
            <IconX size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      </div>
      {children}
      <CardPassedOver file={file} />
    </Paper>
  );
}
