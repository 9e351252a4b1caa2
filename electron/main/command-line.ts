/** `--cli …`: the command line in the packaged app. */
import { runCommandLine } from '../cli/run';
import { goOffline } from '../core/api/offline';

/** Runs the command, waits until its output is out, and ends the process with its exit code. */
export async function runAndExit(argv: readonly string[]): Promise<never> {
  goOffline((attempt) => process.stderr.write(`network use refused: ${attempt}\n`));
  const code = await runCommandLine(argv);
  for (const stream of [process.stdout, process.stderr]) await new Promise<void>((flushed) => stream.write('', () => flushed()));
  process.exit(code);
}
