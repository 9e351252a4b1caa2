/** What can be done with the workspace file as a whole. */
import { Badge, Menu, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconDatabaseExport,
  IconDoorExit,
  IconFilePlus,
  IconFolder,
  IconFolderOpen,
  IconHistory,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi, useCommand } from './api';
import classes from './shell.module.css';
import { useWorkspaceCommands } from './workspace-commands';
import { useWorkspace } from './workspace-context';

/** The name of the open workspace as a menu. */
export default function WorkspaceMenu() {
  const { t } = useTranslation();
  const { name, path, isDemo, readOnly } = useWorkspace();
  const recents = useApi('app.info', {}).data?.recents ?? [];
  const { open, create, openRecent, close } = useWorkspaceCommands();
  const showFolder = useCommand('app.showFolder');
  const exportAll = useCommand('app.exportAll');
  const others = recents.filter(({ missing, name: other, folder }) => !missing && !(path?.startsWith(folder) && path.includes(other)));
  const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;
  return (
    <Menu position="bottom-start" width={260} shadow="none">
      <Menu.Target>
        <UnstyledButton className={classes.workspaceButton} title={path ?? undefined} data-testid="workspace-menu">
          <span className={classes.workspaceName} data-testid="workspace-name">
            {name}
          </span>
          {isDemo ? (
            <Badge size="sm" variant="default" tt="none" fw={500}>
              {t('app:demo')}
            </Badge>
          ) : null}
          {readOnly ? (
            <Badge size="sm" variant="light" color="orange" tt="none" fw={500}>
              {t('common:readOnly')}
            </Badge>
          ) : null}
          <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFolderOpen {...icon} />} onClick={() => open()}>
          {t('app:workspace.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFilePlus {...icon} />} onClick={() => create()}>
          {t('app:workspace.create')}
        </Menu.Item>
        {others.length > 0 ? <Menu.Label>{t('app:workspace.recents')}</Menu.Label> : null}
        {others.slice(0, 5).map((recent) => (
          <Menu.Item key={recent.id} leftSection={<IconHistory {...icon} />} onClick={() => openRecent(recent.id)} title={recent.folder}>
            {recent.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconFolder {...icon} />} onClick={() => showFolder.mutate({ what: 'workspace' })}>
          {t('app:workspace.showFolder')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDatabaseExport {...icon} />} onClick={() => exportAll.mutate({})}>
          {t('app:workspace.exportAll')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconDoorExit {...icon} />} onClick={() => close()} data-testid="workspace-close">
          {t('app:workspace.close')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
