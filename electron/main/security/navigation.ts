/** A window shows our page and stays there: no navigation, no redirect, no second window, no embedded foreign page. */
import type { WebContents } from 'electron';
import { openHelpLink } from './help-links';
import { isOwnUrl } from './origin';

/** Installs the guards on a new page, whatever opened it. */
export function guardNavigation(contents: WebContents, devServer: string | null): void {
  const refuse = (event: { preventDefault(): void; url: string }) => {
    // The development server reloads the page by itself after an edit.
    if (devServer !== null && isOwnUrl(event.url, devServer)) return;
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openHelpLink(url);
    return { action: 'deny' };
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
