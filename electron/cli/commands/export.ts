import { resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import { type Command, text } from '../command';

/** Every table as CSV and JSON. */
export const exportAll: Command = {
  usage: '--out DIR',
  options: { out: { type: 'string' } },
  run: async ({ session, open, options, t }) => {
    const out = text(options, 'out');
    if (out === undefined) throw new AppError('invalid-input', { field: '--out' });
    await open(true);
    const dir = resolve(out);
    await session.finish(await session.call('workspace.export', { dir }));
    return { data: { dir }, text: t('cli:exported', { dir }) };
  },
};
