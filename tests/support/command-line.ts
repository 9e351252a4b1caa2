/** The command line in this process: what it prints and how it ends. */
import { vi } from 'vitest';
import { runCommandLine } from '../../electron/cli/run';

export interface Run {
  code: number;
  out: string;
  err: string;
}

/** Runs one command line; `$W`-like substitution is the caller's. */
export async function tonghao(...argv: string[]): Promise<Run> {
  const printed = { out: '', err: '' };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed.out += String(text);
      return true;
    }),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      printed.err += String(text);
      return true;
    }),
  ];
  try {
    return { code: await runCommandLine(argv), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Runs with --json and reads the answer; the exit code has to be `code`. */
export async function json<T>(code: number, ...argv: string[]): Promise<T> {
  const run = await tonghao(...argv, '--json');
  if (run.code !== code) throw new Error(`exit code ${run.code} instead of ${code}: ${run.out}${run.err}`);
  return JSON.parse(run.out) as T;
}
