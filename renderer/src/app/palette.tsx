/** The command palette: areas, commands, and people by name. */
import '@mantine/spotlight/styles.layer.css';
import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import {
  IconArchive,
  IconDatabaseExport,
  IconFilePlus,
  IconFolderOpen,
  IconLanguage,
  IconMoon,
  IconSearch,
  IconStethoscope,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from './api';
import { areas } from './areas';
import { hasArea } from './areas-built';
import { useBackupNow } from './backup-now';
import { goTo } from './location';
import { setPreferences } from './preferences';
import { useWorkspaceCommands } from './workspace-commands';
import { WorkspaceContext } from './workspace-context';

const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

/** Opens it; to be called after it was mounted or is about to be. */
export function open(): void {
  spotlight.open();
}

function useAreaActions(): SpotlightActionData[] {
  const { t } = useTranslation();
  return areas.map((area) => ({
    id: `area-${area.id}`,
    label: t(`app:area.${area.id}`),
    keywords: [area.id],
    leftSection: <area.icon {...icon} />,
    onClick: () => goTo(area.path),
  }));
}

function useCommandActions(): SpotlightActionData[] {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { open: openFile, create } = useWorkspaceCommands();
  const backup = useBackupNow();
  const isDark = colorScheme === 'dark';
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return [
    {
      id: 'backup',
      label: t('app:palette.backup'),
      keywords: ['backup', '备份'],
      leftSection: <IconArchive {...icon} />,
      onClick: backup.run,
    },
    {
      id: 'doctor',
      label: t('app:palette.doctor'),
      keywords: ['doctor', 'check', '检查'],
      leftSection: <IconStethoscope {...icon} />,
      onClick: () => goTo('/workspace?section=doctor'),
    },
    {
      id: 'export',
      label: t('app:palette.export'),
      keywords: ['export', 'csv', 'json', '导出'],
      leftSection: <IconDatabaseExport {...icon} />,
      onClick: () => goTo('/workspace?section=export'),
    },
    {
      id: 'scheme',
      label: isDark ? t('app:palette.light') : t('app:palette.dark'),
      keywords: ['dark', 'light', '深色', '浅色'],
      leftSection: isDark ? <IconSun {...icon} /> : <IconMoon {...icon} />,
      onClick: () => setColorScheme(isDark ? 'light' : 'dark'),
    },
    {
      id: 'language',
      label: t('app:palette.language'),
      keywords: ['language', 'english', 'chinese', '语言', '中文', '英文'],
      leftSection: <IconLanguage {...icon} />,
      onClick: () => void setPreferences({ language: other }),
    },
    {
      id: 'open',
      label: t('app:workspace.open'),
      keywords: ['open', '打开'],
      leftSection: <IconFolderOpen {...icon} />,
      onClick: openFile,
    },
    { id: 'create', label: t('app:workspace.create'), keywords: ['new', '新建'], leftSection: <IconFilePlus {...icon} />, onClick: create },
  ];
}

/** People whose name, e-mail or handle holds the text; from two characters on. */
function usePeopleActions(query: string): SpotlightActionData[] {
  const [search] = useDebouncedValue(query.trim(), 150);
  const enabled = search.length >= 2 && hasArea('people');
  const { data } = useApi('people.list', { search, limit: 6 }, { enabled, keepPrevious: false });
  if (!enabled) return [];
  return (data?.people ?? []).map((person) => ({
    id: `person-${person.id}`,
    label: person.name,
    description: [person.email, person.phone].filter(Boolean).join(' · ') || undefined,
    // Found by core already, whatever field matched.
    keywords: [search],
    leftSection: <IconUser {...icon} />,
    onClick: () => goTo(`/people?person=${encodeURIComponent(person.id)}`),
  }));
}

function OpenPalette() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const people = usePeopleActions(query);
  const groups: SpotlightActionGroupData[] = [
    { group: t('app:palette.areas'), actions: useAreaActions() },
    { group: t('app:palette.commands'), actions: useCommandActions() },
    { group: t('app:palette.people'), actions: people },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound={t('app:palette.nothing')}
      transitionProps={{ duration: 100 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.3 }}
      searchProps={{
        leftSection: <IconSearch {...icon} />,
        placeholder: t('app:palette.placeholder'),
        'aria-label': t('app:palette.placeholder'),
      }}
      data-testid="palette"
    />
  );
}

/** Only while a workspace is open: its commands need one. */
export default function Palette() {
  return useContext(WorkspaceContext) ? <OpenPalette /> : null;
}
