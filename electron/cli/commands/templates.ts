import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import { starterTemplate } from '../../../shared/domain/starters';
import { unexportedPlatforms } from '../../../shared/domain/unexported';
import { type Command, flag, type Invocation, type Outcome, text } from '../command';
import { table } from '../print';

async function list({ session, t }: Invocation): Promise<Outcome> {
  const templates = await session.call('mapping.templates', {});
  const rows = templates.map(({ name, platform, kind, columns }) => [name, platform, kind, String(columns.length)]);
  return { data: templates, text: rows.length === 0 ? t('cli:nothing') : table(rows, ['left', 'left', 'left', 'right']) };
}

async function exportOne({ session, options, t }: Invocation, name: string): Promise<Outcome> {
  const out = resolve(text(options, 'out') ?? `${name}.json`);
  if (existsSync(out)) throw new AppError('invalid-input', { field: '--out' });
  await session.call('mapping.writeFile', { name, path: out });
  return { data: { file: out }, text: t('cli:templates.exported', { name, file: out }) };
}

async function importOne({ session, options, t }: Invocation, file: string): Promise<Outcome> {
  const read = await session.call('mapping.readFile', { path: resolve(file), replace: flag(options, 'replace') });
  return { data: read, text: t(read.isNew ? 'cli:templates.imported' : 'mapping:templates.known', { name: read.name }) };
}

/** An empty table of a platform without export, to fill in, and the template that reads it. */
async function tableOf({ session, options, t }: Invocation, name: string): Promise<Outcome> {
  const platform = unexportedPlatforms.find((one) => one === name);
  if (!platform) throw new AppError('invalid-input', { field: name });
  const kind = flag(options, 'people') ? 'people' : 'sales';
  const template = starterTemplate(platform, kind, t);
  const out = resolve(text(options, 'out') ?? `${template.name}.csv`);
  if (existsSync(out)) throw new AppError('invalid-input', { field: '--out' });
  await session.call('mapping.writeTable', { template, path: out });
  return { data: { file: out, template: template.name }, text: t('cli:templates.table', { file: out }) };
}

/** Mapping templates as JSON files, to be kept or handed on. */
export const templates: Command = {
  usage: 'list | export NAME [--out FILE] | import FILE [--replace] | table PLATFORM [--people] [--out FILE] | remove NAME',
  options: { out: { type: 'string' }, replace: { type: 'boolean' }, people: { type: 'boolean' } },
  run: async (invocation) => {
    const [action = 'list', name] = invocation.args;
    await invocation.open(action === 'list' || action === 'export');
    if (action === 'list') return list(invocation);
    if (name === undefined) throw new AppError('invalid-input', { field: action });
    switch (action) {
      case 'export':
        return exportOne(invocation, name);
      case 'import':
        return importOne(invocation, name);
      case 'table':
        return tableOf(invocation, name);
      case 'remove':
        await invocation.session.call('mapping.remove', { name });
        return { data: { removed: name }, text: invocation.t('cli:templates.removed', { name }) };
      default:
        throw new AppError('invalid-input', { field: action });
    }
  },
};
