/** Commands about the workspace file itself. */
import { resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import { formatBytes } from '../../../shared/domain/format';
import { type Command, text } from '../command';
import { table } from '../print';

export const init: Command = {
  usage: '[--zone ZONE] [--currency CODE] [--name NAME]',
  options: { zone: { type: 'string' }, currency: { type: 'string' }, name: { type: 'string' } },
  run: async ({ session, workspace, options, t }) => {
    const path = workspace();
    const status = await session.call('workspace.create', {
      path,
      zone: text(options, 'zone'),
      currency: text(options, 'currency'),
      name: text(options, 'name'),
    });
    return { data: status, text: t('cli:created', { path }) };
  },
};

export const doctor: Command = {
  usage: '',
  run: async ({ session, open, t }) => {
    await open(true);
    const report = await session.call('workspace.doctor', {});
    const rows = report.checks.map(({ id, ok, faults, examples }) => [
      ok ? '✓' : '✗',
      t(`cli:doctor.${id}`),
      ok ? '' : String(faults),
      examples.slice(0, 3).join(', '),
    ]);
    return { data: report, text: `${table(rows)}\n${t(report.ok ? 'cli:doctor.healthy' : 'cli:doctor.sick')}`, ok: report.ok };
  },
};

export const backup: Command = {
  usage: '[--out FILE]',
  options: { out: { type: 'string' } },
  run: async ({ session, open, options, t, language }) => {
    await open();
    const out = text(options, 'out');
    const made =
      out === undefined ? await session.call('workspace.backup', {}) : await session.call('workspace.backupTo', { path: resolve(out) });
    return { data: made, text: t('cli:backedUp', { file: made.fileName, size: formatBytes(made.size, language) }) };
  },
};

export const restore: Command = {
  usage: '[BACKUP]',
  run: async ({ session, workspace, args, t, language }) => {
    const path = workspace();
    const backups = await session.call('workspace.backupsOf', { path });
    const [id] = args;
    if (id === undefined) {
      const rows = backups.map((entry) => [entry.id, entry.at, formatBytes(entry.size, language)]);
      return { data: backups, text: backups.length === 0 ? t('cli:nothing') : table(rows, ['left', 'left', 'right']) };
    }
    if (!backups.some((entry) => entry.id === id)) throw new AppError('backup-missing');
    const status = await session.call('workspace.restore', { path, backupId: id });
    return { data: status, text: t('cli:restored', { file: id }) };
  },
};
