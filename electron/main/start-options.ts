/** What the app was started with. */
import { resolve } from 'node:path';

export interface StartOptions {
  /** Arguments after `--cli`: the command line runs instead of the window. */
  cli: readonly string[] | null;
  /** Absolute path of the workspace to open: `--workspace FILE`, or a file that the system handed over (a double click). */
  workspace: string | null;
  /** Print `tonghao:ready` when the first page is interactive (for measurements). */
  reportReady: boolean;
  /** Open only an empty page of our own origin (what the start is measured against). */
  blankWindow: boolean;
}

/** Files of ours by their ending, as file managers pass them. */
const workspaceFile = /\.tonghao$/i;

/**
 * Reads the arguments after the executable. Unknown switches belong to Chromium and are left alone; relative paths are taken from `cwd`.
 */
export function parseStart(argv: readonly string[], cwd: string): StartOptions {
  const cli = argv.indexOf('--cli');
  const own = cli === -1 ? argv : argv.slice(0, cli);
  return {
    cli: cli === -1 ? null : argv.slice(cli + 1),
    workspace: workspaceOf(own, cwd),
    reportReady: own.includes('--report-ready'),
    blankWindow: own.includes('--blank-window'),
  };
}

function workspaceOf(argv: readonly string[], cwd: string): string | null {
  let found: string | null = null;
  argv.forEach((argument, index) => {
    const named =
      argument === '--workspace'
        ? argv[index + 1]
        : argument.startsWith('--workspace=')
          ? argument.slice('--workspace='.length)
          : undefined;
    if (named) found = named;
    else if (!argument.startsWith('-') && workspaceFile.test(argument)) found ??= argument;
  });
  return found === null ? null : resolve(cwd, found);
}
