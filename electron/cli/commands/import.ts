import { resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import type { ImportResult, StagedFile } from '../../../shared/contract/sync';
import { type Command, flag, type Invocation, text } from '../command';
import { importReport } from '../import-report';

/** Stages files and applies those that can be, one after the other in the given order. */
export async function stageAndApply(
  invocation: Pick<Invocation, 'session'>,
  paths: readonly string[],
  options: ImportOptions,
): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const path of paths) results.push({ ...(await importOne(invocation.session, path, options)), path });
  return results;
}

/** `path` tells files of the same name apart. */
export type FileResult = ImportResult & { path: string };

export interface ImportOptions {
  dryRun: boolean;
  withExpenses: boolean;
  format?: string | undefined;
  account?: string | undefined;
  snapshotDay?: string | undefined;
}

async function importOne(session: Invocation['session'], path: string, { dryRun, ...options }: ImportOptions): Promise<ImportResult> {
  await session.finish(await session.call('sync.stage', { paths: [path], ...options }));
  const staged = (await session.call('sync.staged', {})).at(-1);
  if (!staged) throw new AppError('staged-missing');
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
  return { file: fileName, format, confidence, account, batchId: null, status, error, rows, ignoredBy, records, warnings };
}

/** Exit code 1 when any file failed; files of unknown formats are for the user to map, not failures of the run. */
export function succeeded(files: readonly ImportResult[]): boolean {
  return files.every((file) => file.status !== 'failed');
}

export const importFiles: Command = {
  usage: 'FILE… [--format ID] [--account NAME] [--with-expenses] [--snapshot-day YYYY-MM-DD] [--dry-run]',
  options: {
    format: { type: 'string' },
    account: { type: 'string' },
    'with-expenses': { type: 'boolean' },
    'snapshot-day': { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (invocation) => {
    const { args, options, t } = invocation;
    if (args.length === 0) throw new AppError('invalid-input', { field: 'FILE' });
    await invocation.open();
    const files = await stageAndApply(
      invocation,
      args.map((path) => resolve(path)),
      {
        dryRun: flag(options, 'dry-run'),
        withExpenses: flag(options, 'with-expenses'),
        format: text(options, 'format'),
        account: text(options, 'account'),
        snapshotDay: text(options, 'snapshot-day'),
      },
    );
    return { data: { files }, text: importReport(files, t), ok: succeeded(files) };
  },
};
