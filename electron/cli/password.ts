/** Passwords of archives on the command line: asked for without showing them, or read from the standard input. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** The value of --password; `-` reads the first line of the standard input, so that the password stands in no list of processes. */
export async function passwordOf(option: string | undefined): Promise<string | undefined> {
  if (option !== '-') return option === '' ? undefined : option;
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line === '' ? undefined : line;
    return undefined;
  } finally {
    lines.close();
  }
}

/** Asks on the terminal; what is typed is not shown. Null when the input ends. */
export async function askHidden(question: string): Promise<string | null> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(question);
  try {
    return await new Promise<string | null>((resolve) => {
      lines.once('close', () => resolve(null));
      void lines.question('').then(resolve);
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
