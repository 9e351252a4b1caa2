/** What a command declares, and what it gets to work with. */
import type { Language } from '../../shared/contract/workspace';
import type { Translate } from '../../shared/locales/translate';
import type { Session } from './session';

type OptionSpec = { type: 'string' | 'boolean' };

export interface Invocation {
  /** Words after the command's name. */
  args: string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  session: Session;
  language: Language;
  t: Translate;
  /** Prints something while the command goes on; with --json each is one line of JSON. */
  say(data: unknown, text: string): void;
  /** Absolute path of --workspace; throws `invalid-input` when it is missing. */
  workspace(): string;
  /** Opens the workspace and answers its path. */
  open(readOnly?: boolean): Promise<string>;
}

/** `data` is printed with --json, `text` without; `ok: false` ends with exit code 1. */
export interface Outcome {
  data: unknown;
  text: string;
  ok?: boolean;
  /** Printed as one line of JSON, like what `say` printed before it. */
  asLine?: boolean;
}

export interface Command {
  /** Usage after the command's name, e.g. `FILE… [--dry-run]`. */
  usage: string;
  options?: Readonly<Record<string, OptionSpec>>;
  run(invocation: Invocation): Promise<Outcome>;
}

export function text(options: Invocation['options'], name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function flag(options: Invocation['options'], name: string): boolean {
  return options[name] === true;
}
