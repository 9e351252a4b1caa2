/** The app's log: lines of JSON in a few files of limited size, redacted before they are written. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from './redact';

export type Level = 'info' | 'warn' | 'error';
export interface LogLine {
  /** UTC instant. */
  at: string;
  level: string;
  text: string;
}
export type LogFunction = (level: Level, message: string, details?: object) => void;

export interface LogLimits {
  /** Size at which a file is put aside, in bytes. */
  bytes: number;
  /** Files kept, the current one included. */
  files: number;
}

const limits: LogLimits = { bytes: 512 * 1024, files: 4 };
/** A longer line says nothing more and could be a dump of data. */
const maxLength = 4000;

export class Log {
  readonly #file: string;

  /** Writes below `dir`, which is created when the first line comes. */
  constructor(
    readonly dir: string,
    private readonly size: LogLimits = limits,
  ) {
    this.#file = join(dir, 'tonghao.log');
  }

  /** Adds a line. A log that cannot be written (full disk, no right) must never stop the work: such failures are passed over. */
  readonly write: LogFunction = (level, message, details) => {
    const text = redact(details === undefined ? message : `${message} ${describe(details)}`).slice(0, maxLength);
    const line: LogLine = { at: new Date().toISOString(), level, text };
    try {
      mkdirSync(this.dir, { recursive: true });
      this.#rotate();
      appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
    } catch {
      // Nobody is left to tell.
    }
  };

  /** The last lines, oldest first. */
  tail(count: number): LogLine[] {
    const lines: LogLine[] = [];
    for (let n = 0; n < this.size.files && lines.length < count; n++) {
      const path = this.#numbered(n);
      if (existsSync(path)) lines.unshift(...parseLines(readFileSync(path, 'utf8')));
    }
    return lines.slice(-count);
  }

  #numbered(n: number): string {
    return n === 0 ? this.#file : join(this.dir, `tonghao.${n}.log`);
  }

  #rotate(): void {
    if (!existsSync(this.#file) || statSync(this.#file).size < this.size.bytes) return;
    rmSync(this.#numbered(this.size.files - 1), { force: true });
    for (let n = this.size.files - 2; n >= 0; n--) {
      if (existsSync(this.#numbered(n))) renameSync(this.#numbered(n), this.#numbered(n + 1));
    }
  }
}

function describe(details: object): string {
  return Object.entries(details)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}

function parseLines(content: string): LogLine[] {
  return content.split('\n').flatMap((line) => {
    try {
      const { at, level, text } = JSON.parse(line) as Partial<LogLine>;
      return typeof at === 'string' && typeof level === 'string' && typeof text === 'string' ? [{ at, level, text }] : [];
    } catch {
      // The last line of a file can be cut off by a power failure.
      return [];
    }
  });
}
