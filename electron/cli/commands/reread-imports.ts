/** `imports outdated` and `imports reread`: what an older version has read, and reading it again. */
import { AppError } from '../../../shared/contract/errors';
import { flag, type Invocation, type Outcome } from '../command';
import { importReport } from '../import-report';
import { table } from '../print';
import { applyOne, type FileResult, succeeded } from './import';

/** Live imports whose format has a newer version. */
export async function outdated({ session, t }: Invocation): Promise<Outcome> {
  const found = await session.call('sync.outdated', {});
  const rows = found.map(({ id, appliedAt, fileName, format, from }) => [id, appliedAt, fileName, format, t(`cli:imports.from.${from}`)]);
  return { data: found, text: found.length === 0 ? t('cli:nothing') : table(rows) };
}

/** Reads imports again; what changes something is applied in their place, unless it is only to be looked at. */
export async function reread(invocation: Invocation, ids: readonly string[]): Promise<Outcome> {
  const { session, options, t } = invocation;
  const all = flag(options, 'all');
  if (all === ids.length > 0) throw new AppError('invalid-input', { field: 'ID' });
  const meant = all ? (await session.call('sync.outdated', {})).filter(({ from }) => from === 'stored').map(({ id }) => id) : [...ids];
  if (meant.length === 0) return { data: { files: [], unchanged: 0 }, text: t('cli:nothing') };
  const jobId = await session.finish(await session.call('sync.reread', { ids: meant }));
  const waiting = (await session.call('sync.rereadFiles', { jobId })).filter((id) => id !== null);
  const staged = (await session.call('sync.staged', {})).filter(({ id }) => waiting.includes(id));
  const files: (Omit<FileResult, 'path'> & { gone: number })[] = [];
  for (const file of staged) files.push({ ...(await applyOne(session, file, flag(options, 'dry-run'))), gone: file.replaces?.gone ?? 0 });
  const unchanged = meant.length - staged.length;
  const told = unchanged > 0 ? t('cli:imports.unchanged', { count: unchanged }) : '';
  const gone = files.filter((file) => file.gone > 0).map((file) => t('cli:imports.gone', { file: file.file, count: file.gone }));
  return {
    data: { files, unchanged },
    text: [files.length > 0 ? importReport(files, t) : '', ...gone, told].filter(Boolean).join('\n'),
    ok: succeeded(files),
  };
}
