/** `tonghao <command>`: a thin door to the same API that the window uses. Exit code 0 done, 1 the user's input, 2 our fault. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError, toAnswerError } from '../../shared/contract/errors';
import type { Language } from '../../shared/contract/workspace';
import { type Translate, translator } from '../../shared/locales/translate';
import { type Command, type Invocation, type Outcome, text } from './command';
import { commands } from './commands';
import { openSession } from './session';

const common = {
  workspace: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Runs one command line and answers the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const [name = '', ...rest] = argv;
  const json = rest.includes('--json') || name === '--json';
  const t = translator(languageOf(rest));
  try {
    const command = commands[name];
    if (!command || !Object.hasOwn(commands, name)) return unknownCommand(name, json, t);
    const { values, positionals } = parse(command, rest);
    if (values.help) return print(help(t, name, command));
    checkLanguage(values.lang);
    const outcome = await perform(command, values, positionals, t);
    print(json ? JSON.stringify(outcome.data, null, outcome.asLine ? undefined : 2) : outcome.text);
    return outcome.ok === false ? 1 : 0;
  } catch (error) {
    return fail(error, json, t);
  }
}

async function perform(command: Command, options: Invocation['options'], args: string[], t: Translate): Promise<Outcome> {
  const session = openSession(t);
  const workspace = () => {
    const path = text(options, 'workspace');
    if (path === undefined) throw new AppError('invalid-input', { field: '--workspace' });
    return resolve(path);
  };
  try {
    return await command.run({
      args,
      options,
      session,
      language: languageOf(typeof options.lang === 'string' ? ['--lang', options.lang] : []),
      t,
      say: (data, words) => void print(options.json ? JSON.stringify(data) : words),
      workspace,
      open: async (readOnly = false) => {
        const path = workspace();
        await session.call('workspace.open', { path, readOnly });
        return path;
      },
    });
  } finally {
    await session.close();
  }
}

function parse(command: Command, argv: string[]): { values: Invocation['options']; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { ...common, ...command.options },
      allowPositionals: true,
      strict: true,
    });
    return { values: values as Invocation['options'], positionals };
  } catch (error) {
    throw new AppError(
      'invalid-input',
      { field: error instanceof Error ? (/'(-[^']+)'/.exec(error.message)?.[1] ?? '') : '' },
      { cause: error },
    );
  }
}

function checkLanguage(wanted: Invocation['options'][string]): void {
  if (typeof wanted === 'string' && !/^(zh|en)(?![a-z])/i.test(wanted)) throw new AppError('invalid-input', { field: '--lang' });
}

/** --lang, else the locale of the terminal, else English. */
function languageOf(argv: readonly string[]): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = argv[at]?.startsWith('--lang=') ? argv[at].slice('--lang='.length) : argv[at + 1];
  const wanted = at >= 0 ? asked : process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG;
  return wanted?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function print(output: string): 0 {
  process.stdout.write(`${output}\n`);
  return 0;
}

function help(t: Translate, name?: string, command?: Command): string {
  if (name && command) return `tonghao ${name} ${command.usage}\n\n${t(`cli:command.${name}`)}\n\n${t('cli:common')}`;
  const lines = Object.entries(commands).map(([word, { usage }]) => `  ${`${word} ${usage}`.trimEnd()}\n      ${t(`cli:command.${word}`)}`);
  return `${t('cli:title')}\n\n${lines.join('\n')}\n\n${t('cli:common')}`;
}

function unknownCommand(name: string, json: boolean, t: Translate): number {
  if (['', '-h', '--help', 'help'].includes(name)) return print(help(t));
  if (json) return fail(new AppError('invalid-input', { field: name }), json, t);
  process.stderr.write(`${t('cli:unknown', { name })}\n\n${help(t)}\n`);
  return 1;
}

function fail(error: unknown, json: boolean, t: Translate): number {
  const answer = toAnswerError(error);
  if (json) print(JSON.stringify({ error: answer }, null, 2));
  else process.stderr.write(`${t(`errors:${answer.code}`, answer.params)}\n`);
  if (answer.code !== 'unexpected') return 1;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 2;
}
