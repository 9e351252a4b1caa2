/** Mark, workspace, search, and the state of long work and of the backup. */
import { UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { dayOf } from '../../../shared/domain/days';
import { useStarted } from '../ui/after-start';
import { useFormat } from '../ui/format-context';
import { styled } from '../ui/styled';
import { useRunningJobs } from './jobs';
import { Mark } from './mark';
import { openPalette } from './palette-key';
import classes from './shell.module.css';
import { useWorkspace } from './workspace-context';

const RunningJobs = lazy(() => styled(() => import('./running-jobs')));
const WorkspaceMenu = lazy(() => styled(() => import('./workspace-menu')));

const isMac = navigator.platform.startsWith('Mac');

/** When the last backup was made, as a link to the backups. */
function BackupState() {
  const { t } = useTranslation();
  const format = useFormat();
  const { lastBackupAt, zone } = useWorkspace();
  if (!lastBackupAt) {
    return (
      <Link
        href="/workspace?section=backups"
        className={classes.quietButton}
        data-look
        data-testid="backup-state"
        style={{ textDecoration: 'none' }}
      >
        <IconCircleDashed size={16} stroke={1.7} aria-hidden="true" />
        {t('app:backup.none')}
      </Link>
    );
  }
  const day = dayOf(lastBackupAt, zone);
  const time = day === dayOf(Date.now(), zone) ? format.when(lastBackupAt, 'time') : format.day(day, true);
  return (
    <Link
      href="/workspace?section=backups"
      className={classes.quietButton}
      title={t('app:backup.title', { when: format.when(lastBackupAt) })}
      data-testid="backup-state"
      style={{ textDecoration: 'none' }}
    >
      <IconCircleCheck size={16} stroke={1.7} aria-hidden="true" />
      {t('app:backup.at', { time })}
    </Link>
  );
}

/** The name, a menu once its code is here. */
function WorkspaceName() {
  const { name } = useWorkspace();
  const plain = (
    <span className={classes.workspaceButton}>
      <span className={classes.workspaceName}>{name}</span>
    </span>
  );
  return useStarted() ? (
    <Suspense fallback={plain}>
      <WorkspaceMenu />
    </Suspense>
  ) : (
    plain
  );
}

/** 48 px above everything. */
export function Header() {
  const { t } = useTranslation();
  const running = useRunningJobs();
  return (
    <header className={classes.header} data-testid="header">
      <div className={classes.brand}>
        <Mark />
        <WorkspaceName />
      </div>
      <UnstyledButton className={classes.search} onClick={openPalette} data-testid="palette-open">
        <IconSearch size={15} stroke={1.7} aria-hidden="true" />
        <span className={classes.searchText}>{t('app:palette.open')}</span>
        <kbd className={classes.key}>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </UnstyledButton>
      {running.length > 0 ? (
        <Suspense>
          <RunningJobs jobs={running} />
        </Suspense>
      ) : null}
      <BackupState />
    </header>
  );
}
