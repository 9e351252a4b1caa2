/** What a page is told with itself: as much of `app.info` as it needs to be drawn. */
import { app } from 'electron';
import type { MainMethod, Output } from '../../shared/contract';
import { preferencesAhead } from './preferences-ahead';

type Info = Output<'app.info' & MainMethod>;

/** What the system speaks, e.g. `zh-CN`. */
export function systemLanguage(): string {
  return app.getPreferredSystemLanguages()[0] ?? app.getLocale();
}

/** What `app.info` answers before any question, but for the recent workspaces; null while there are no preferences yet. */
export function pageInfo(preferencesFile: string, opening: string | null): Omit<Info, 'recents'> | null {
  const ahead = preferencesAhead(preferencesFile);
  if (!ahead) return null;
  const electron = process.versions.electron ?? '';
  return { version: app.getVersion(), electron, systemLanguage: systemLanguage(), preferences: ahead.preferences, opening };
}
