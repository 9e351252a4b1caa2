/** The workspace area's methods. What a start does not need is loaded when it is asked for. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { workspaceMethods } from '../../../shared/contract/workspace';
import type { Context, Handlers } from '../api/context';
import type { Progress } from '../api/jobs';
import { listBackups } from '../database/backup';
import { readRates, readSettings, removeRate, setRate, unconvertedCurrencies } from './settings.service';
import { backup, backupTo, close, create, open, restore, status, updateSettings } from './workspace.service';

const done = { done: true } as const;

export const workspaceHandlers: Handlers<keyof typeof workspaceMethods> = {
  'workspace.status': status,
  'workspace.create': create,
  'workspace.open': (context, { path, readOnly }) => open(context, path, readOnly),
  'workspace.openDemo': async (context, { path }) =>
    context.jobs.start('workspace.openDemo', (progress) => openDemo(context, path, progress)),
  'workspace.close': async (context) => {
    await close(context);
    return done;
  },
  'workspace.settings': (context) => readSettings(context.db()),
  'workspace.updateSettings': updateSettings,
  'workspace.rates': async (context) => {
    const db = context.db();
    const { currency } = await readSettings(db);
    return { rates: await readRates(db), unconverted: await unconvertedCurrencies(db, currency) };
  },
  'workspace.setRate': async (context, rate) => {
    await setRate(context.db(), rate);
    context.changed('settings', 'ledger');
    return done;
  },
  'workspace.removeRate': async (context, { currency, day }) => {
    await removeRate(context.db(), currency, day);
    context.changed('settings', 'ledger');
    return done;
  },
  'workspace.backups': (context) => listBackups(context.db().path),
  'workspace.backup': (context) => backup(context, 'manual'),
  'workspace.backupTo': (context, { path }) => backupTo(context, path),
  'workspace.restore': (context, { path, backupId }) => restore(context, path, backupId),
  'workspace.backupsOf': (_context, { path }) => listBackups(path),
  'workspace.doctor': async (context) => (await import('./doctor')).examine(context.db()),
  'workspace.export': async (context, { dir }) => {
    const db = context.db();
    const { exportTables } = await import('./export');
    return context.jobs.start('workspace.export', (progress) => exportTables(db, dir, progress));
  },
};

/** The demo creator's exports go through the same pipeline as anybody's. */
async function openDemo(context: Context, path: string, progress: Progress): Promise<void> {
  if (await stat(path).catch(() => null)) await open(context, path, false);
  else await create(context, { path, name: '山中读书社', zone: 'Asia/Shanghai', currency: 'CNY', demo: true });
  const { stagePaths } = await import('../sync/stage.service');
  const { applyFiles } = await import('../sync/sync.service');
  const files = (await readdir(context.options.demoDir)).filter((name) => /\.(csv|xlsx)$/i.test(name)).sort();
  const ids = await stagePaths(
    context,
    files.map((name) => join(context.options.demoDir, name)),
    { withExpenses: false },
    progress,
  );
  await applyFiles(context, ids, progress);
}
