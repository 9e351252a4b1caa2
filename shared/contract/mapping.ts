/** The mapping wizard: any table becomes an import, and the way it was read is kept as a template. */
import { z } from 'zod';
import { type MappingField, mappingFields, mappingKinds, maxFooter, maxHeadless, textDelimiters, textEncodings } from '../domain/mapping';
import { currency, done, none } from './common';
import { method } from './define';

const fields = [...new Set(Object.values(mappingFields).flat())] as [MappingField, ...MappingField[]];
const column = z.string().min(1).max(200);
const columns = z.array(z.object({ column, field: z.enum(fields) })).max(200);

/** How a file is taken apart where the guess is wrong (see `Reading`). */
export const mappingReading = z.object({
  encoding: z.enum(textEncodings).nullable(),
  delimiter: z.enum(textDelimiters).nullable(),
  quotes: z.enum(['quoted', 'plain']),
  footer: z.number().int().min(0).max(maxFooter),
  headless: z.number().int().min(1).max(maxHeadless).optional(),
});

/** How a table is read. Exported and imported as JSON. */
export const mappingTemplate = z.object({
  version: z.literal(1),
  /** Unique in the workspace. */
  name: z.string().trim().min(1).max(60),
  kind: z.enum(mappingKinds),
  /** Where the rows come from: a platform id or the user's own word. Keys are unique in it. */
  platform: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u),
  /** Columns by name as the file writes them; several columns may be figures, any other field stands once. */
  columns: columns.min(1),
  dateOrder: z.enum(['ymd', 'mdy', 'dmy']),
  decimal: z.enum(['.', ',']),
  /** IANA zone of the file's times; null = the workspace's. */
  zone: z.string().max(60).nullable(),
  /** Of amounts without a currency column; null = the workspace's. */
  currency: currency.nullable(),
  /** What the words of the status column mean; `open`: not known yet, its rows are rows to fix. A word that is not named here means what it plainly means, if anything. */
  statuses: z.record(z.string().max(100), z.enum(['paid', 'refunded', 'ignored', 'open'])),
  /** Absent: everything as guessed. */
  reading: mappingReading.optional(),
});
export type MappingTemplate = z.infer<typeof mappingTemplate>;

const guess = z.object({ field: z.enum(fields), confidence: z.number() });

/** A file's table with what the wizard guesses of it. */
export const mappingDraft = z.object({
  fileId: z.string(),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  table: z.number().int(),
  /** What the text is read with: said or guessed; '' for workbooks, which have neither. */
  encoding: z.enum([...textEncodings, '']),
  delimiter: z.enum([...textDelimiters, '']),
  /** As said. */
  reading: mappingReading,
  /** The last row that counts, to see where the table ends. */
  last: z.array(z.string()),
  /** Row number in the file; 0 where no row of it is the header. */
  headerRow: z.number().int(),
  /** The first rows as they are, to choose the header from. */
  head: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
  columns: z.array(z.object({ column: z.string(), samples: z.array(z.string()), guess: guess.nullable() })),
  /** Without columns when none is recognised. */
  template: mappingTemplate.extend({ columns }),
});
export type MappingDraft = z.infer<typeof mappingDraft>;

export const mappedSample = z.object({
  row: z.number().int(),
  ok: z.boolean(),
  /** What the row becomes: `sale`, `refund`, `person`, …; null when it is ignored or not understood. */
  becomes: z.string().nullable(),
  at: z.string().nullable(),
  who: z.string().nullable(),
  what: z.string().nullable(),
  currency: z.string().nullable(),
  amount: z.number().int().nullable(),
  problem: z.object({ code: z.string(), column: z.string().optional(), text: z.string() }).nullable(),
});

const where = z.object({
  fileId: z.string(),
  table: z.number().int().min(0).optional(),
  headerRow: z.number().int().min(0).optional(),
  reading: mappingReading.optional(),
});

export const templateRead = z.object({ name: z.string(), isNew: z.boolean() });

export const mappingMethods = {
  /** What the wizard shows of a waiting file; kind, sheet and header row as chosen, else as guessed. */
  'mapping.draft': method('core', where.extend({ kind: z.enum(mappingKinds).optional() }), mappingDraft),
  /** The first rows as the template would read them, and how many of the first 2,000 are understood. */
  'mapping.preview': method(
    'core',
    where.extend({ template: mappingTemplate }),
    z.object({ rows: z.array(mappedSample), understood: z.number().int(), ignored: z.number().int(), total: z.number().int() }),
  ),
  /** The words of a column, most frequent first; `example`: the first row with it; `means`: plainly, null when only the user knows. */
  'mapping.words': method(
    'core',
    where.extend({ column: z.string() }),
    z.object({
      words: z.array(
        z.object({
          text: z.string(),
          rows: z.number().int(),
          example: z.array(z.string()),
          means: z.enum(['paid', 'refunded', 'ignored']).nullable(),
        }),
      ),
    }),
  ),
  /** Keeps the template; one of the same name is only replaced when asked to (else `template-exists`). Files with its columns are recognised from now on. */
  'mapping.save': method('core', z.object({ template: mappingTemplate, replace: z.boolean().default(false) }), done),
  'mapping.templates': method('core', none, z.array(mappingTemplate)),
  /** Keeps the template that a waiting file is, as `mapping.readFile` does; the file waits no more. */
  'mapping.addWaiting': method('core', z.object({ fileId: z.string() }), templateRead),
  /** Writes a template as a JSON file. */
  'mapping.writeFile': method('internal', z.object({ name: z.string(), path: z.string().min(1) }), done),
  /** Keeps the template of a JSON file; a name that is taken gets a number unless the old one is to be replaced. `isNew` false: it was there already. */
  'mapping.readFile': method('internal', z.object({ path: z.string().min(1), replace: z.boolean().default(false) }), templateRead),
  /** Keeps the template unless one of its name is there, and writes a table with nothing but its header. */
  'mapping.writeTable': method('internal', z.object({ template: mappingTemplate, path: z.string().min(1) }), done),
  'mapping.remove': method('core', z.object({ name: z.string() }), done),
};
