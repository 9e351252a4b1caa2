/** What pages may ask of the system: to put text on the clipboard, for "copy", and nothing else. */
import type { Session } from 'electron';
import { isOwnUrl } from './origin';

const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Whether a page at `address` is given `permission`; everything is denied unless it is listed here and the page is ours. */
export function isPermitted(permission: string, address: string, devServer: string | null): boolean {
  return allowed.has(permission) && isOwnUrl(address, devServer);
}

/** Installs both kinds of handlers: what is asked for, and what is looked up without asking. */
export function guardPermissions(session: Session, devServer: string | null): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(details.isMainFrame && isPermitted(permission, details.requestingUrl, devServer));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return details.isMainFrame && isPermitted(permission, details.requestingUrl ?? origin, devServer);
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}
