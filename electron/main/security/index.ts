/** Everything that has to stand before the first window, on every way the app can start. */
import { app, protocol, session } from 'electron';
import { guardNavigation } from './navigation';
import { blockRequests, silenceChromium } from './network';
import { appScheme, blankPage } from './origin';
import { answerBlank, answerPage } from './pages';
import { guardPermissions } from './permissions';

export interface SecurityOptions {
  /** Folder of the built pages. */
  pages: string;
  /** Origin of the development server; null in the product. */
  devServer: string | null;
  /** Serve the empty page as well (measurements only). */
  withBlankPage: boolean;
  /** What every page is told with itself. */
  pageInfo(): string | null;
}

/** Call before the app is ready: the sandbox, the scheme, the guards on every page and session that will ever be made. */
export function secureApp({ devServer }: SecurityOptions): void {
  // Chromium cannot run its sandbox as root; whoever is not root does not get rid of it with --no-sandbox.
  if (!(process.getuid?.() === 0 && app.commandLine.hasSwitch('no-sandbox'))) app.enableSandbox();
  silenceChromium(devServer);
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents, devServer));
  app.on('session-created', (created) => {
    blockRequests(created, devServer);
    guardPermissions(created, devServer);
  });
}

/**
 * Call as soon as the app is ready: serves our pages to the default session. Fulfilled when the first page has been given its first script: it is
 * busy with that, and main has time.
 */
export function servePages({ pages, withBlankPage, pageInfo }: SecurityOptions): Promise<void> {
  return new Promise((resolve) => {
    session.defaultSession.protocol.handle(appScheme, async (request) => {
      const answer = withBlankPage && request.url === blankPage ? answerBlank() : await answerPage(pages, request, pageInfo);
      if (!isPage(request.url)) setImmediate(resolve);
      return answer;
    });
  });
}

function isPage(url: string): boolean {
  return new URL(url).pathname.endsWith('.html');
}
