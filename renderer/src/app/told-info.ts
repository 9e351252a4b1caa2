/** What main told with the page itself, so that it can be drawn without asking. */
import type { Output } from '../../../shared/contract';

/** What `app.info` will answer, without the recent workspaces. Null when the page came without it (from the development server). */
export function toldInfo(): Output<'app.info'> | null {
  const text = document.querySelector<HTMLMetaElement>('meta[name="app-info"]')?.content;
  return text ? { ...(JSON.parse(text) as Omit<Output<'app.info'>, 'recents'>), recents: [] } : null;
}
