import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import { mappingTemplate } from '../../../shared/contract/mapping';
import { type Command, flag, type Invocation, type Outcome, text } from '../command';
import { table } from '../print';

async function list({ session, t }: Invocation): Promise<Outcome> {
  const templates = await session.call('mapping.templates', {});
  const rows = templates.map(({ name, platform, kind, columns }) => [name, platform, kind, String(columns.length)]);
  return { data: templates, text: rows.length === 0 ? t('cli:nothing') : table(rows, ['left', 'left', 'left', 'right']) };
}

async function exportOne({ session, options, t }: Invocation, name: string): Promise<Outcome> {
  const template = (await session.call('mapping.templates', {})).find((one) => one.name === name);
  if (!template) throw new AppError('template-missing', { name });
  const out = resolve(text(options, 'out') ?? `${name}.json`);
  await writeFile(out, `${JSON.stringify(template, null, 2)}\n`, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new AppError('invalid-input', { field: '--out' }) : error;
  });
  return { data: { file: out }, text: t('cli:templates.exported', { name, file: out }) };
}

async function importOne({ session, options, t }: Invocation, file: string): Promise<Outcome> {
  const content = await readFile(resolve(file), 'utf8').catch(() => {
    throw new AppError('file-missing', { file });
  });
  const template = mappingTemplate.safeParse(parsed(content));
  if (!template.success) throw new AppError('invalid-input', { field: template.error.issues[0]?.path.join('.') || 'JSON' });
  await session.call('mapping.save', { template: template.data, replace: flag(options, 'replace') });
  return { data: template.data, text: t('cli:templates.imported', { name: template.data.name }) };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

/** Mapping templates as JSON files, to be kept or handed on. */
export const templates: Command = {
  usage: 'list | export NAME [--out FILE] | import FILE [--replace] | remove NAME',
  options: { out: { type: 'string' }, replace: { type: 'boolean' } },
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
      case 'remove':
        await invocation.session.call('mapping.remove', { name });
        return { data: { removed: name }, text: invocation.t('cli:templates.removed', { name }) };
      default:
        throw new AppError('invalid-input', { field: action });
    }
  },
};
