/** The actions on all waiting files: apply those without problems, take files off the list. */
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { useFormat } from '../ui/format-context';
import { cleanFiles, groupOf } from './file-view';
import type { Session } from './session';
import classes from './sync.module.css';
import type { ImportCommands } from './use-import-commands';

interface PageActionsProps {
  files: readonly StagedFile[];
  session: Session;
  commands: ImportCommands;
  readOnly: boolean;
}

/** Absent while no file waits. */
export function PageActions({ files, session, commands, readOnly }: PageActionsProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  if (files.length === 0) return null;
  const clean = cleanFiles(files, session.failures);
  const unchanged = files.filter((file) => groupOf(file) === 'unchanged');
  const isBusy = session.applying !== null || session.rechecking.size > 0;
  return (
    <>
      <Tooltip multiline maw={300} label={t(clean.length === 0 ? 'bar.applyAllNone' : 'bar.applyAllHint')}>
        <Button
          onClick={() => commands.apply(clean.map(({ id }) => id))}
          data-disabled={clean.length === 0 || undefined}
          disabled={readOnly || isBusy || clean.length === 0}
          rightSection={clean.length > 0 ? <span className={classes.pill}>{format.number(clean.length)}</span> : null}
          data-testid="apply-all"
        >
          {t('bar.applyAll')}
        </Button>
      </Tooltip>
      <Menu position="bottom-end" withArrow={false}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('card.more')} data-testid="waiting-menu">
            <IconDots size={16} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label maw={260}>{t('bar.discardHint')}</Menu.Label>
          <Menu.Item disabled={isBusy || unchanged.length === 0} onClick={() => commands.discard(unchanged.map(({ id }) => id))}>
            {t('bar.discardDone')}
          </Menu.Item>
          <Menu.Item disabled={isBusy} onClick={() => commands.discard(files.map(({ id }) => id))} data-testid="discard-all">
            {t('bar.discardAll')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
