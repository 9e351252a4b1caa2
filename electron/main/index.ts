/** Boot order, and nothing else: the command line instead of a window, one instance per data folder, then the app. */
import { app } from 'electron';
import { parseStart } from './start-options';

const start = parseStart(process.argv.slice(1), process.cwd());

if (start.cli) {
  // Before Chromium is up, and so without a display: what is awaited here holds it back.
  await (await import('./command-line')).runAndExit(start.cli);
} else if (!app.requestSingleInstanceLock({ workspace: start.workspace })) {
  // The first instance has been told what to open. This one must not touch a single file.
  app.exit(0);
} else {
  (await import('./boot')).boot(start);
}
