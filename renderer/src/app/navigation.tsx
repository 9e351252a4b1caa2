/** The areas, as words or as icons; a badge where something waits. */
import { UnstyledButton } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { lazy, type ReactElement, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useStarted } from '../ui/after-start';
import { styled } from '../ui/styled';
import { useApi } from './api';
import { type Area, areas } from './areas';
import { setPreferences, usePreferences } from './preferences';
import classes from './shell.module.css';

const NavigationTooltip = lazy(() => styled(() => import('./navigation-tooltip')));

/** Icons alone get their name as a tooltip, whose code waits for the first page. */
function Named({ label, active, children }: { label: string; active: boolean; children: ReactElement }) {
  const started = useStarted();
  return active && started ? (
    <Suspense fallback={children}>
      <NavigationTooltip label={label}>{children}</NavigationTooltip>
    </Suspense>
  ) : (
    children
  );
}

/** Files that were read and wait for Apply, and new ones in watched folders. */
function useWaitingFiles(): number {
  const started = useStarted();
  const staged = useApi('sync.staged', {}, { enabled: started });
  const inbox = useApi('inbox.get', {}, { enabled: started });
  const waiting = staged.data?.filter(({ status }) => status !== 'unchanged').length ?? 0;
  return waiting + (inbox.data?.files.length ?? 0);
}

function Item({ area, waiting, iconsOnly }: { area: Area; waiting: number; iconsOnly: boolean }) {
  const { t } = useTranslation();
  const [path] = useLocation();
  const isCurrent = area.path === '/' ? path === '/' : path === area.path || path.startsWith(`${area.path}/`);
  const name = t(`app:area.${area.id}`);
  const label = waiting > 0 ? t('app:areaWaiting', { area: name, count: waiting }) : name;
  return (
    <Named label={label} active={iconsOnly}>
      <Link
        href={area.path}
        className={classes.item}
        aria-current={isCurrent ? 'page' : undefined}
        aria-label={label}
        data-testid={`nav-${area.id}`}
        onMouseEnter={area.preload}
        onFocus={area.preload}
      >
        <area.icon size={19} stroke={1.6} aria-hidden="true" />
        <span className={classes.label}>{name}</span>
        {waiting > 0 ? <span className={classes.badge}>{waiting > 99 ? '99+' : waiting}</span> : null}
      </Link>
    </Named>
  );
}

/** Left of the page; its state is a preference of this machine. */
export function Navigation() {
  const { t } = useTranslation();
  const iconsOnly = usePreferences().navigation === 'icons';
  const waiting = useWaitingFiles();
  const item = (area: Area) => <Item key={area.id} area={area} waiting={area.id === 'sync' ? waiting : 0} iconsOnly={iconsOnly} />;
  const toggleLabel = iconsOnly ? t('app:navigation.expand') : t('app:navigation.collapse');
  const Toggle = iconsOnly ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={classes.navigation} aria-label={t('app:navigation.label')} data-testid="navigation">
      {areas.filter((area) => !area.atEnd).map(item)}
      <div className={classes.push} />
      {areas.filter((area) => area.atEnd).map(item)}
      <Named label={toggleLabel} active={iconsOnly}>
        <UnstyledButton
          className={classes.item}
          aria-label={toggleLabel}
          data-testid="nav-toggle"
          onClick={() => void setPreferences({ navigation: iconsOnly ? 'full' : 'icons' })}
        >
          <Toggle size={19} stroke={1.6} aria-hidden="true" />
          <span className={classes.label}>{t('app:navigation.collapse')}</span>
        </UnstyledButton>
      </Named>
    </nav>
  );
}
