import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import { formatMoney } from '../../../shared/domain/format';
import type { Command, Invocation } from '../command';
import { table } from '../print';
import { type FileResult, stageAndApply, succeeded } from './import';

interface Checked extends FileResult {
  totals: { currency: string; lines: number; gross: number; refund: number; deductions: number; net: number; payout: number }[];
}

/**
 * Imports every file of a folder, each into a scratch workspace of its own (so that overlapping files do not hide each other's rows), and tells
 * what became of it. Nothing is kept. Fails when a file of a known format does; files of other formats are not failures.
 */
export const checkSamples: Command = {
  usage: 'DIR',
  run: async (invocation) => {
    const [dir] = invocation.args;
    if (dir === undefined) throw new AppError('invalid-input', { field: 'DIR' });
    const root = resolve(dir);
    if (!(await stat(root).catch(() => null))?.isDirectory()) throw new AppError('file-missing', { file: dir });
    const scratch = await mkdtemp(join(tmpdir(), 'tonghao-samples-'));
    try {
      const files: Checked[] = [];
      for (const path of await filesUnder(root)) files.push(...(await check(invocation, scratch, root, path, files.length)));
      return { data: { files }, text: report(files, invocation), ok: succeeded(files.filter((file) => file.format !== null)) };
    } finally {
      await invocation.session.call('workspace.close', {});
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

async function filesUnder(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function check(invocation: Invocation, scratch: string, root: string, path: string, n: number): Promise<Checked[]> {
  const { session } = invocation;
  const workspace = join(scratch, `${n}.tonghao`);
  await session.call('workspace.create', { path: workspace, zone: 'Asia/Shanghai', currency: 'CNY' });
  const results = await importSample(invocation, path);
  const totals = (await session.call('revenue.totals', {})).map(({ currency, lines, amounts }) => ({ currency, lines, ...amounts }));
  // The files of an archive share a workspace: its totals stand with the last of them.
  return results.map((result, index) => ({
    ...result,
    path: results.length === 1 ? relative(root, path) : join(relative(root, path), result.file),
    totals: index === results.length - 1 ? totals : [],
  }));
}

/** A snapshot that does not say when it was made is taken to be as old as its file. */
async function importSample(invocation: Invocation, path: string): Promise<FileResult[]> {
  const options = { dryRun: false, withExpenses: false };
  const results = await stageAndApply(invocation, [path], options);
  if (results.length === 0) missing();
  if (results.every(({ error }) => error?.code !== 'needs-date')) return results;
  const { mtime } = await stat(path);
  const dated = await stageAndApply(invocation, [path], { ...options, snapshotDay: mtime.toISOString().slice(0, 10) });
  // What came in with the first reading brings nothing new with the second.
  return dated.map((result, index) => (results[index]?.error?.code === 'needs-date' ? result : (results[index] ?? result)));
}

function missing(): never {
  throw new AppError('staged-missing');
}

function report(files: readonly Checked[], { t, language }: Invocation): string {
  const head = ['file', 'format', 'confidence', 'status', 'total', 'quarantined', 'ignored', 'records', 'totals', 'problems'].map(
    (column) => t(`cli:import.${column}`),
  );
  const rows = files.map((file) => [
    file.path,
    file.format ?? '–',
    file.confidence === null ? '' : `${Math.round(file.confidence * 100)}%`,
    t(`cli:status.${file.status}`),
    ...[file.rows.total, file.rows.quarantined, file.rows.ignored].map(String),
    Object.entries(file.records)
      .map(([type, counts]) => `${type} ${counts.new}`)
      .join(', '),
    file.totals
      .map((total) => `${formatMoney(total.gross, total.currency, language)} / ${formatMoney(total.net, total.currency, language)}`)
      .join(', '),
    [file.error?.code, ...file.warnings.map((warning) => warning.code)].filter(Boolean).join(', '),
  ]);
  const failed = files.filter((file) => file.format !== null && file.status === 'failed').length;
  const foreign = files.filter((file) => file.format === null).length;
  const summary = t('cli:samples.summary', { count: files.length, recognised: files.length - foreign, foreign, failed });
  return `${table([head, ...rows], ['left', 'left', 'right', 'left', 'right', 'right', 'right', 'left', 'right', 'left'])}\n\n${summary}`;
}
