/**
 * The areas of the product in the order of the navigation. An area is a folder with a `page.tsx` whose default export is the page; one that has
 * none is absent from navigation, routes and palette alike.
 */
import { IconCoins, IconFileImport, IconLayoutDashboard, IconSettings, IconUsers, type TablerIcon } from '@tabler/icons-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import Overview from '../overview/page';
import { type AreaId, pageLoader } from './areas-built';

export interface Area {
  id: AreaId;
  /** `/` is the Overview; deeper paths below it belong to the area. */
  path: string;
  icon: TablerIcon;
  /** At the bottom of the navigation. */
  atEnd?: boolean;
  Page: ComponentType | LazyExoticComponent<ComponentType>;
  /** Loads the page's code ahead of the click. */
  preload: () => void;
}

type Entry = Omit<Area, 'Page' | 'preload'>;

const order: readonly Entry[] = [
  { id: 'overview', path: '/', icon: IconLayoutDashboard },
  { id: 'people', path: '/people', icon: IconUsers },
  { id: 'revenue', path: '/revenue', icon: IconCoins },
  { id: 'sync', path: '/sync', icon: IconFileImport },
  { id: 'workspace', path: '/workspace', icon: IconSettings, atEnd: true },
];

function built(area: Entry): Area[] {
  // The first page of all is part of the first bundle; the others load when they are wanted.
  if (area.id === 'overview') return [{ ...area, Page: Overview, preload: () => undefined }];
  const load = pageLoader(area.id);
  return load ? [{ ...area, Page: lazy(load), preload: () => void load() }] : [];
}

export const areas: readonly Area[] = order.flatMap(built);
