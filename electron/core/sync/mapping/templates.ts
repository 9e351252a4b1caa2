/** Templates as kept in the workspace: one setting each. */

import { AppError } from '../../../../shared/contract/errors';
import { type MappingTemplate, mappingTemplate } from '../../../../shared/contract/mapping';
import { neededFields } from '../../../../shared/domain/mapping';
import type { Context } from '../../api/context';
import type { Database } from '../../database/database';
import { readSettings } from '../../workspace/settings.service';
import type { Format } from '../formats/format';
import { templateFormat } from './template-format';

const settingPrefix = 'template:';

/** All templates of the workspace, by name. */
export async function readTemplates(db: Database): Promise<MappingTemplate[]> {
  const rows = await db.read.selectFrom('setting').select('value').where('key', 'like', `${settingPrefix}%`).orderBy('key').execute();
  return rows.flatMap(({ value }) => {
    const read = mappingTemplate.safeParse(JSON.parse(value));
    return read.success ? [read.data] : [];
  });
}

/** Keeps a template. Throws `template-exists` for a name that is taken, unless it is to be replaced; `invalid-input` when it cannot say anything. */
export async function saveTemplate(context: Context, template: MappingTemplate, replace: boolean): Promise<void> {
  const given = new Set(template.columns.map(({ field }) => field));
  if (!neededFields[template.kind].some((list) => list.every((field) => given.has(field))))
    throw new AppError('invalid-input', { field: 'columns' });
  const key = `${settingPrefix}${template.name}`;
  const value = JSON.stringify(template);
  await context.db().write(async (tx) => {
    const known = await tx.selectFrom('setting').select('key').where('key', '=', key).executeTakeFirst();
    if (known && !replace) throw new AppError('template-exists', { name: template.name });
    await tx
      .insertInto('setting')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  });
  context.changed('sync');
}

/** Forgets a template. What was imported with it stays. Throws `template-missing`. */
export async function removeTemplate(context: Context, name: string): Promise<void> {
  const removed = await context
    .db()
    .write((tx) => tx.deleteFrom('setting').where('key', '=', `${settingPrefix}${name}`).executeTakeFirst());
  if (removed.numDeletedRows === 0n) throw new AppError('template-missing', { name });
  context.changed('sync');
}

/** The templates as formats, in the workspace's zone and currency. */
export async function templateFormats(db: Database): Promise<Format[]> {
  const templates = await readTemplates(db);
  if (templates.length === 0) return [];
  const { zone, currency } = await readSettings(db);
  return templates.map((template) => templateFormat(template, { zone, currency }));
}
