/** Templates as JSON files, to be kept or handed on. */
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../../shared/contract/errors';
import { type MappingTemplate, mappingTemplate } from '../../../../shared/contract/mapping';
import type { StagedFile } from '../../../../shared/contract/sync';
import type { Context } from '../../api/context';
import { writeCsv } from '../../workspace/csv-file';
import { readTemplates, saveTemplate } from './templates';

/** Bytes; a template is a page of text. */
const maxSize = 1_000_000;

/** Writes a template as JSON; the file appears when it is whole. Throws `template-missing`. */
export async function writeTemplate(context: Context, name: string, path: string): Promise<void> {
  const template = (await readTemplates(context.db())).find((one) => one.name === name);
  if (!template) throw new AppError('template-missing', { name });
  await writeFile(`${path}.partial`, `${JSON.stringify(template, null, 2)}\n`);
  await rename(`${path}.partial`, path);
}

/**
 * Keeps the template of a file. A name that is taken is never overwritten unless asked: the new one gets a number, and one that is there already
 * word for word is left as it is. Throws `file-missing`, `template-unreadable`, `invalid-input` when it cannot say anything.
 */
export async function readTemplateFile(context: Context, path: string, replace: boolean): Promise<{ name: string; isNew: boolean }> {
  const template = await parsed(path);
  if (replace) {
    await saveTemplate(context, template, true);
    return { name: template.name, isNew: true };
  }
  const known = await readTemplates(context.db());
  const same = known.find((one) => JSON.stringify({ ...one, name: '' }) === JSON.stringify({ ...template, name: '' }));
  if (same) return { name: same.name, isNew: false };
  const name = freeName(template.name, new Set(known.map((one) => one.name)));
  await saveTemplate(context, { ...template, name }, false);
  return { name, isNew: true };
}

/**
 * What an unknown file would read if it is a mapping; null when it is none. Throws `template-unreadable` for one that was meant to be a mapping.
 */
export async function templateIn(path: string, size: number): Promise<StagedFile['template']> {
  if (path === '' || size > maxSize) return null;
  const text = await textOf(path);
  if (!/^\s*\{/.test(text)) return null;
  const said = looseTemplate.safeParse(json(text));
  if (!said.success) return null;
  const template = mappingTemplate.safeParse(json(text));
  if (!template.success) throw new AppError('template-unreadable', { file: basename(path) });
  const { name, platform, kind, columns } = template.data;
  return { name, platform, kind, columns: columns.length };
}

/** What nothing else has: whoever wrote it meant a mapping. */
const looseTemplate = z.object({ kind: z.string(), columns: z.array(z.object({ column: z.unknown(), field: z.unknown() })) });

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function textOf(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
}

async function parsed(path: string): Promise<MappingTemplate> {
  const file = basename(path);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new AppError('file-missing', { file });
  if (found.size > maxSize) throw new AppError('template-unreadable', { file });
  try {
    return mappingTemplate.parse(JSON.parse(await textOf(path)));
  } catch {
    throw new AppError('template-unreadable', { file });
  }
}

/**
 * Writes a table to fill in, with nothing but the header that the template reads, and keeps the template. One of the same name that is there already
 * stays, and its columns are the header.
 */
export async function writeTable(context: Context, template: MappingTemplate, path: string): Promise<void> {
  const known = (await readTemplates(context.db())).find((one) => one.name === template.name);
  if (!known) await saveTemplate(context, template, false);
  await writeCsv(path, [(known ?? template).columns.map(({ column }) => column)]);
}

/** `总表`, else `总表 2`, `总表 3`, … */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name} ${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}
