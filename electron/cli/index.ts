/** The program behind `tonghao`. */
import { goOffline } from '../core/api/offline';
import { runCommandLine } from './run';

goOffline((attempt) => process.stderr.write(`network use refused: ${attempt}\n`));
// Whoever reads our output may stop early (`tonghao people list | head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runCommandLine(process.argv.slice(2));
