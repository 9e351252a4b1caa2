/** What the user decides in the preview of a waiting file. */
import { z } from 'zod';
import { done } from './common';
import { method } from './define';

/** Rows by number, or all rows that one thing comes of: `becomes` as in `stagedRow`, null for whatever they become. */
export const rowChoice = z.union([
  z.object({ rows: z.array(z.number().int().nonnegative()).min(1).max(5_000) }),
  z.object({ outcome: z.enum(['new', 'updated', 'conflict', 'skipped']), becomes: z.string().max(100).nullable().default(null) }),
]);
export type RowChoice = z.infer<typeof rowChoice>;

const stagedGroup = z.object({
  outcome: z.enum(['new', 'updated', 'skipped']),
  becomes: z.string(),
  rows: z.number().int(),
});
export type StagedGroup = z.infer<typeof stagedGroup>;

export const decisionMethods = {
  /** Rows by what they do and become, most rows first: what can be skipped or taken back as a whole. */
  'sync.stagedGroups': method('core', z.object({ fileId: z.string() }), z.array(stagedGroup)),
  /** Leaves rows out of the import (only those that are new or change something), or takes them in again. */
  'sync.skipRows': method('core', z.object({ fileId: z.string(), rows: rowChoice, skip: z.boolean() }), done),
  /** Whose value holds where the file changes what the user has edited; `rows` null: everywhere; `holds` null: not decided, the user's holds. */
  'sync.settleConflicts': method(
    'core',
    z.object({
      fileId: z.string(),
      rows: z.array(z.number().int().nonnegative()).min(1).max(5_000).nullable(),
      holds: z.enum(['mine', 'file']).nullable(),
    }),
    done,
  ),
};
