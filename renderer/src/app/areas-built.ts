/** Which areas exist: a folder with a `page.tsx`. Apart from areas.tsx so that pages can ask without importing each other. */
import type { ComponentType } from 'react';
import { styled } from '../ui/styled';

export type AreaId = 'overview' | 'people' | 'revenue' | 'sync' | 'workspace';

interface PageModule {
  default: ComponentType;
}

const pages = import.meta.glob<PageModule>(['../people/page.tsx', '../revenue/page.tsx', '../sync/page.tsx', '../workspace/page.tsx']);

/** Loads an area's page; undefined while the area is not built. The Overview is part of the first bundle and not among them. */
export function pageLoader(id: AreaId): (() => Promise<PageModule>) | undefined {
  const load = pages[`../${id}/page.tsx`];
  return load && (() => styled(load));
}

/** Whether a link into an area leads anywhere. */
export function hasArea(id: AreaId): boolean {
  return id === 'overview' || pageLoader(id) !== undefined;
}
