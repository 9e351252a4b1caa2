/** Which folders are watched, how each of them is, and how to change that. */
import { Button, Checkbox, Text } from '@mantine/core';
import { IconFolder, IconFolderExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WatchedFolder } from '../../../shared/contract/inbox';
import { call, refresh, useCommand } from '../app/api';
import { useChoice } from '../app/choice';
import card from './card.module.css';
import lists from './lists.module.css';
import classes from './sync.module.css';

interface WatchedFoldersProps {
  folders: readonly WatchedFolder[];
  /** The downloads folder is to be watched. */
  downloads: boolean;
}

/** The folder for exports with its state, and the choice about downloads. */
export function WatchedFolders({ folders, downloads }: WatchedFoldersProps) {
  const { t } = useTranslation('sync');
  const choose = useCommand('app.chooseInboxFolder');
  const remove = useCommand('inbox.removeFolder');
  const [isOn, setDownloads] = useChoice(downloads, async (on) => {
    await call('inbox.setDownloads', { on });
    await refresh('inbox.get');
  });
  const own = folders.find(({ kind }) => kind === 'folder');
  const place = folders.find(({ kind }) => kind === 'downloads');
  return (
    <div className={lists.watched}>
      <div className={lists.watchedLine}>
        {own ? <FolderState folder={own} /> : <Text c="dimmed">{t('inbox.none')}</Text>}
        <Button size="compact-sm" variant="subtle" onClick={() => choose.mutate({})} loading={choose.isPending} data-testid="inbox-choose">
          {t(own ? 'inbox.change' : 'inbox.choose')}
        </Button>
        {own ? (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => remove.mutate({})} data-testid="inbox-remove">
            {t('inbox.remove')}
          </Button>
        ) : null}
      </div>
      <div className={lists.watchedLine}>
        <Checkbox
          size="xs"
          label={t('inbox.downloads')}
          classNames={{ label: card.checkLabel }}
          checked={isOn}
          onChange={(event) => setDownloads(event.currentTarget.checked)}
          data-testid="inbox-downloads"
        />
        {place && place.state !== 'watching' ? <FolderState folder={place} /> : null}
      </div>
    </div>
  );
}

/** Name and state; a folder that is away says so and comes back by itself. */
function FolderState({ folder }: { folder: WatchedFolder }) {
  const { t } = useTranslation('sync');
  const isAway = folder.state === 'missing' || folder.state === 'unreadable';
  const Icon = isAway ? IconFolderExclamation : IconFolder;
  return (
    <span className={lists.folder} data-testid="inbox-folder" data-state={folder.state} title={folder.path}>
      <Icon size={16} stroke={1.6} aria-hidden="true" className={isAway ? classes.look : classes.quiet} />
      <span className={lists.folderName}>{folder.name}</span>
      <span className={isAway ? classes.look : classes.quiet} role={isAway ? 'status' : undefined}>
        {t(`inbox.state.${folder.state}`)}
      </span>
    </span>
  );
}
