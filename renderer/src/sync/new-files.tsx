/** Watched folders on the waiting tab: how they are, and what is new in them. Nothing of it is imported before the user has looked. */
import { ActionIcon, Badge, Button, Paper, Text, Title, Tooltip } from '@mantine/core';
import { IconArchive, IconFileSpreadsheet, IconFileUnknown, IconRefresh, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxFile } from '../../../shared/contract/inbox';
import { asAppError, call, finishJob, useApi } from '../app/api';
import { formatName } from '../app/names';
import { notify, notifyError } from '../app/notify';
import { useFormat } from '../ui/format-context';
import lists from './lists.module.css';
import classes from './sync.module.css';
import { WatchedFolders } from './watched-folders';

/** Lines shown before "show all". */
const shownAtFirst = 6;

/** The panel; without new files it is one quiet line about the folders. */
export function NewFiles({ readOnly }: { readOnly: boolean }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const inbox = useApi('inbox.get', {});
  const [showsAll, setShowsAll] = useState(false);
  const commands = useInboxCommands();
  if (readOnly || !inbox.data) return null;
  const { files } = inbox.data;
  const shown = showsAll ? files : files.slice(0, shownAtFirst);
  const recognised = files.filter(({ format: known, locked }) => known !== null || locked);
  return (
    <Paper withBorder className={lists.results} data-testid="inbox" aria-label={t('inbox.title')} component="section">
      <div className={lists.resultsHead}>
        <Title order={3} size="h6" fw={600}>
          {t('inbox.title')}
          {files.length > 0 ? (
            <Badge variant="light" size="sm" radius="sm" ml={8} className={classes.badge} data-testid="inbox-count">
              {format.count(files.length)}
            </Badge>
          ) : null}
        </Title>
        <div className={lists.resultActions}>
          {recognised.length > 1 ? (
            <Button size="compact-sm" variant="light" onClick={() => commands.stage(recognised)} data-testid="inbox-stage-all">
              {t('inbox.stageAll')}
            </Button>
          ) : null}
          {files.length > 1 ? (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => commands.ignore(files)} data-testid="inbox-ignore-all">
              {t('inbox.ignoreAll')}
            </Button>
          ) : null}
          {inbox.data.folders.length > 0 ? (
            <Tooltip label={t('inbox.rescan')}>
              <ActionIcon
                size={28}
                aria-label={t('inbox.rescan')}
                loading={commands.isScanning}
                onClick={commands.rescan}
                data-testid="inbox-rescan"
              >
                <IconRefresh size={15} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </div>
      </div>
      <WatchedFolders folders={inbox.data.folders} downloads={inbox.data.downloads} />
      {files.length > 0 ? (
        <ul className={lists.resultList}>
          {shown.map((file) => (
            <NewFile key={file.id} file={file} onStage={() => commands.stage([file])} onIgnore={() => commands.ignore([file])} />
          ))}
        </ul>
      ) : null}
      {files.length > shown.length ? (
        <button type="button" className={classes.linkButton} onClick={() => setShowsAll(true)}>
          {t('result.more', { count: files.length - shown.length })}
        </button>
      ) : null}
    </Paper>
  );
}

interface InboxCommands {
  stage: (files: readonly InboxFile[]) => void;
  ignore: (files: readonly InboxFile[]) => void;
  rescan: () => void;
  isScanning: boolean;
}

/** Files that core takes at a time. */
const idsPerCall = 500;

function useInboxCommands(): InboxCommands {
  const { t } = useTranslation('sync');
  const [isScanning, setScanning] = useState(false);
  const tell = (error: unknown) => notifyError(asAppError(error));
  const idsOf = (files: readonly InboxFile[]) => files.slice(0, idsPerCall).map(({ id }) => id);
  const ignore = async (files: readonly InboxFile[]) => {
    const ids = idsOf(files);
    await call('inbox.ignore', { ids });
    notify({ message: t('inbox.ignored', { count: ids.length }), undo: () => call('inbox.unignore', { ids }) });
  };
  const stage = async (files: readonly InboxFile[]) => {
    const { jobId } = await call('inbox.stage', { ids: idsOf(files) });
    await finishJob(jobId);
  };
  const rescan = async () => {
    setScanning(true);
    try {
      await call('inbox.rescan', {});
    } finally {
      setScanning(false);
    }
  };
  return {
    stage: (files) => void stage(files).catch(tell),
    ignore: (files) => void ignore(files).catch(tell),
    rescan: () => void rescan().catch(tell),
    isScanning,
  };
}

interface NewFileProps {
  file: InboxFile;
  onStage: () => void;
  onIgnore: () => void;
}

function NewFile({ file, onStage, onIgnore }: NewFileProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const Icon = file.locked ? IconArchive : file.format === null ? IconFileUnknown : IconFileSpreadsheet;
  const what = file.format === null ? t(file.locked ? 'inbox.locked' : 'inbox.unknown') : formatName(t, file.format);
  return (
    <li className={lists.resultLine} data-testid="inbox-file">
      <Icon size={17} stroke={1.6} aria-hidden="true" className={file.format === null ? classes.quiet : lists.resultIcon} />
      <div className={lists.resultText}>
        <Text truncate title={file.name}>
          {file.name}
        </Text>
        <Text c="dimmed" size="sm">
          {[
            what,
            format.bytes(file.size),
            format.when(file.modifiedAt),
            file.folder === 'downloads' ? t('inbox.inDownloads') : null,
            file.copies > 0 ? t('inbox.copies', { count: file.copies }) : null,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
          {file.held.length > 0 ? (
            <span className={classes.look}>
              {' · '}
              {t('inbox.heldBack', {
                reasons: file.held.map((reason) => t(`inbox.held.${reason}`, { defaultValue: reason })).join(t('list')),
              })}
            </span>
          ) : null}
        </Text>
      </div>
      <div className={lists.resultActions}>
        <Button size="compact-sm" variant="light" onClick={onStage} data-testid="inbox-stage">
          {t('inbox.stage')}
        </Button>
        <ActionIcon
          size={26}
          aria-label={`${t('inbox.ignore')}: ${file.name}`}
          title={t('inbox.ignore')}
          onClick={onIgnore}
          data-testid="inbox-ignore"
        >
          <IconX size={15} stroke={1.7} />
        </ActionIcon>
      </div>
    </li>
  );
}
