/** The program behind `tonghao`. */
import { runCommandLine } from './run';

process.exitCode = await runCommandLine(process.argv.slice(2));
