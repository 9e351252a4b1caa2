import { resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import type { ImportResult, StagedFile } from '../../../shared/contract/sync';
import { combined } from '../../../shared/metrics/figure-changes';
import { type Command, flag, type Invocation, text } from '../command';
import { figuresReport } from '../figures-report';
import { choicesOf, type Decisions, decide, holdsOf, type Listed, listedText, listRows } from '../import-decisions';
import { importReport } from '../import-report';
import { askHidden, passwordOf } from '../password';
import { readStandardInput } from '../standard-input';

/** Stands for the standard input where a file is named. */
const fromInput = '-';

/** Stages files and applies those that can be, one after the other in the given order. */
export async function stageAndApply(
  invocation: Pick<Invocation, 'session'>,
  paths: readonly string[],
  options: ImportOptions,
): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const path of paths) {
    for (const result of await importOne(invocation.session, path, options)) results.push({ ...result, path });
  }
  return results;
}

/**
 * `path` tells files of the same name apart; those of one archive share it. `list`: the rows that were asked for; `passedOver`: files of its archive
 * that are no data.
 */
export type FileResult = ImportResult & { path: string; list?: Listed; passedOver?: number };

export interface ImportOptions {
  dryRun: boolean;
  withExpenses: boolean;
  format?: string | undefined;
  account?: string | undefined;
  snapshotDay?: string | undefined;
  password?: string | undefined;
  decisions?: Decisions | undefined;
  /** Outcome of the rows to list; `all` for all of them. */
  list?: string | undefined;
  /** Asks for the password of an archive; null gives up. Without it nothing is asked. */
  ask?: ((archive: StagedFile) => Promise<string | null>) | undefined;
}

async function importOne(
  session: Invocation['session'],
  path: string,
  { dryRun, ask, decisions, list, ...options }: ImportOptions,
): Promise<Omit<FileResult, 'path'>[]> {
  const before = new Set((await session.call('sync.staged', {})).map(({ id }) => id));
  const fresh = async () => (await session.call('sync.staged', {})).filter(({ id }) => !before.has(id));
  await session.finish(await stageOne(session, path, options));
  if (ask) await unlockAll(session, fresh, ask);
  const results: Omit<FileResult, 'path'>[] = [];
  for (const { id, passedOver } of await fresh()) {
    const decided = await prepare(session, id, decisions);
    const listed = list !== undefined && applicable(decided) ? { list: await listRows(session, decided, list) } : {};
    const others = passedOver > 0 ? { passedOver } : {};
    results.push({ ...(await applyOne(session, decided, dryRun)), ...listed, ...others });
  }
  return results;
}

/** The waiting file once everything is decided about it that was asked for. */
async function prepare(session: Invocation['session'], id: string, decisions: Decisions | undefined): Promise<StagedFile> {
  const find = async () => (await session.call('sync.staged', {})).find((staged) => staged.id === id);
  const staged = await find();
  if (staged && decisions && applicable(staged)) await decide(session, id, decisions);
  const decided = await find();
  if (!decided) throw new AppError('staged-missing');
  return decided;
}

/** Starts reading a file; `-` is the text on the standard input. */
async function stageOne(
  session: Invocation['session'],
  path: string,
  { password, ...options }: Omit<ImportOptions, 'dryRun' | 'ask' | 'decisions' | 'list'>,
): Promise<{ jobId: string }> {
  if (path !== fromInput) return session.call('sync.stage', { paths: [path], password, ...options });
  return session.call('sync.stageText', { name: 'stdin.txt', text: await readStandardInput(), ...options });
}

/** Asks for one password after the other until every archive is open or given up. */
async function unlockAll(
  session: Invocation['session'],
  fresh: () => Promise<StagedFile[]>,
  ask: NonNullable<ImportOptions['ask']>,
): Promise<void> {
  const givenUp = new Set<string>();
  for (;;) {
    const locked = (await fresh()).find(({ id, status }) => status === 'needs-password' && !givenUp.has(id));
    if (!locked) return;
    const password = await ask(locked);
    if (password === null || password === '') givenUp.add(locked.id);
    else await session.finish(await session.call('sync.unlock', { fileId: locked.id, password }));
  }
}

/** Applies a waiting file, or only says what it would do and lets it go. */
export async function applyOne(session: Invocation['session'], staged: StagedFile, dryRun: boolean): Promise<ImportResult> {
  if (dryRun || !applicable(staged)) {
    await session.call('sync.discard', { fileIds: [staged.id] });
    return notApplied(staged);
  }
  const jobId = await session.finish(await session.call('sync.apply', { fileIds: [staged.id] }));
  const [result] = await session.call('sync.applied', { jobId });
  if (!result) throw new AppError('staged-missing');
  return result;
}

function applicable({ status }: StagedFile): boolean {
  return status === 'ready' || status === 'unchanged';
}

/** A file that was only looked at, or that cannot be applied as it is. */
function notApplied(staged: StagedFile): ImportResult {
  const { fileName, format, confidence, account, error, rows, ignoredBy, records, warnings } = staged;
  const status = staged.status === 'needs-mapping' ? 'needs-mapping' : applicable(staged) ? 'preview' : 'failed';
  return { file: fileName, format, confidence, account, batchId: null, status, error, rows, ignoredBy, records, warnings, figures: null };
}

/** Exit code 1 when any file failed; files of unknown formats are for the user to map, not failures of the run. */
export function succeeded(files: readonly ImportResult[]): boolean {
  return files.every((file) => file.status !== 'failed');
}

/** What the imported files changed together; nothing where none was imported. */
function figuresText(files: readonly ImportResult[], t: Invocation['t'], language: Invocation['language']): string[] {
  const known = files.flatMap(({ figures }) => (figures === null ? [] : [figures]));
  return known.length === 0 ? [] : [figuresReport(t('sync:figures.title'), combined(known), t, language)];
}

export const importFiles: Command = {
  usage:
    'FILE…|- [--format ID] [--account NAME] [--with-expenses] [--snapshot-day YYYY-MM-DD] [--password TEXT|-]\n    [--skip-rows 3,5-9] [--skip new|updated|conflict[:KIND],…] [--on-conflict mine|file] [--list OUTCOME|all] [--dry-run]',
  options: {
    format: { type: 'string' },
    account: { type: 'string' },
    'with-expenses': { type: 'boolean' },
    'snapshot-day': { type: 'string' },
    password: { type: 'string' },
    'skip-rows': { type: 'string' },
    skip: { type: 'string' },
    'on-conflict': { type: 'string' },
    list: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (invocation) => {
    const { args, options, t, language } = invocation;
    if (args.length === 0) throw new AppError('invalid-input', { field: 'FILE' });
    // There is one standard input: it is the text, or the password.
    const inputs = args.filter((path) => path === fromInput).length + (text(options, 'password') === fromInput ? 1 : 0);
    if (inputs > 1) throw new AppError('invalid-input', { field: 'FILE' });
    const password = await passwordOf(text(options, 'password'));
    const decisions = { skip: choicesOf(text(options, 'skip-rows'), text(options, 'skip')), holds: holdsOf(text(options, 'on-conflict')) };
    await invocation.open();
    const files = await stageAndApply(
      invocation,
      args.map((path) => (path === fromInput ? path : resolve(path))),
      {
        dryRun: flag(options, 'dry-run'),
        withExpenses: flag(options, 'with-expenses'),
        format: text(options, 'format'),
        account: text(options, 'account'),
        snapshotDay: text(options, 'snapshot-day'),
        password,
        decisions,
        list: text(options, 'list'),
        ask:
          process.stdin.isTTY && password === undefined && !args.includes(fromInput)
            ? (archive) => askHidden(t('cli:import.password', { file: archive.fileName }))
            : undefined,
      },
    );
    const lists = files.flatMap(({ list }) => (list === undefined ? [] : [listedText(list, t, language)]));
    const report = [importReport(files, t), ...lists, ...figuresText(files, t, language)].join('\n\n');
    return { data: { files }, text: report, ok: succeeded(files) };
  },
};
