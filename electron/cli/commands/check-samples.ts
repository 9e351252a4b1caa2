import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import type { ImportResult } from '../../../shared/contract/sync';
import { formatMoney } from '../../../shared/domain/format';
import type { Command, Invocation } from '../command';
import { table } from '../print';
import { stageAndApply, succeeded } from './import';

interface Checked extends ImportResult {
  path: string;
  totals: { currency: string; lines: number; gross: number; refund: number; deductions: number; net: number; payout: number }[];
}

/** Imports every file of a folder, each into a scratch workspace of its own, and tells what became of it. Nothing is kept. */
export const checkSamples: Command = {
  usage: 'DIR',
  run: async (invocation) => {
    const [dir] = invocation.args;
    if (dir === undefined) throw new AppError('invalid-input', { field: 'DIR' });
    const root = resolve(dir);
    const scratch = await mkdtemp(join(tmpdir(), 'tonghao-samples-'));
    try {
      const files: Checked[] = [];
      for (const path of await filesUnder(root)) files.push(await check(invocation, scratch, root, path, files.length));
      return { data: { files }, text: report(files, invocation), ok: succeeded(files.filter((file) => file.format !== null)) };
    } finally {
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

async function check(invocation: Invocation, scratch: string, root: string, path: string, n: number): Promise<Checked> {
  const { session } = invocation;
  await session.call('workspace.create', { path: join(scratch, `${n}.tonghao`), zone: 'Asia/Shanghai', currency: 'CNY' });
  const [result] = await stageAndApply(invocation, [path], { dryRun: false, withExpenses: false });
  if (!result) throw new AppError('staged-missing');
  const totals = (await session.call('revenue.totals', {})).map(({ currency, lines, amounts }) => ({ currency, lines, ...amounts }));
  return { ...result, path: relative(root, path), totals };
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
  return table([head, ...rows], ['left', 'left', 'right', 'left', 'right', 'right', 'right', 'left', 'right', 'left']);
}
