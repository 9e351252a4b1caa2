/** The mapping wizard's methods. */
import type { mappingMethods } from '../../../../shared/contract/mapping';
import type { Handlers } from '../../api/context';
import { discard } from '../discard';
import { stagedById } from '../waiting';
import { readTemplateFile, writeTable, writeTemplate } from './template-files';
import { readTemplates, removeTemplate, saveTemplate } from './templates';
import { draft, preview } from './wizard';
import { words } from './wizard-words';

const done = { done: true } as const;

export const mappingHandlers: Handlers<keyof typeof mappingMethods> = {
  'mapping.draft': draft,
  'mapping.preview': preview,
  'mapping.words': words,
  'mapping.save': async (context, { template, replace }) => {
    await saveTemplate(context, template, replace);
    return done;
  },
  'mapping.templates': (context) => readTemplates(context.db()),
  'mapping.writeFile': async (context, { name, path }) => {
    await writeTemplate(context, name, path);
    return done;
  },
  'mapping.writeTable': async (context, { template, path }) => {
    await writeTable(context, template, path);
    return done;
  },
  'mapping.addWaiting': async (context, { fileId }) => {
    const read = await readTemplateFile(context, stagedById(context.db(), fileId).path, false);
    await discard(context, [fileId]);
    return read;
  },
  'mapping.readFile': (context, { path, replace }) => readTemplateFile(context, path, replace),
  'mapping.remove': async (context, { name }) => {
    await removeTemplate(context, name);
    return done;
  },
};
