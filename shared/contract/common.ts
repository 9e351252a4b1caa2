import { z } from 'zod';
import { lineKinds } from '../domain/records';
import { errorCodes } from './errors';

export const none = z.object({}).strict();
export const done = z.object({ done: z.literal(true) });
/** ISO-4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/);
/** Integer minor units. */
export const minor = z.number().int();
/** Calendar day `YYYY-MM-DD` in the workspace's time zone. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** UTC instant `YYYY-MM-DDTHH:MM:SSZ`. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
/** Half-open [from, to) in calendar days; null = open on that side. */
export const windowInput = z.object({ from: day.nullable().default(null), to: day.nullable().default(null) });
export const lineKind = z.enum(lineKinds);
/** Opaque keyset cursor; null starts at the beginning, and a null `next` ends the list. */
export const cursor = z.string().max(400).nullable().default(null);
export const limit = z.number().int().min(1).max(500).default(100);

/** Where something comes from: the file and the row in it. */
export const provenance = z.object({
  batchId: z.string(),
  fileName: z.string(),
  format: z.string(),
  row: z.number().int(),
  appliedAt: instant,
});

/** An import that a sum rests on; without a batch: what the user entered or changed by hand. */
export const sourceFile = z.object({
  batchId: z.string().nullable(),
  fileName: z.string(),
  format: z.string(),
  platform: z.string(),
  account: z.string().nullable(),
  appliedAt: instant.nullable(),
});
export type SourceFile = z.infer<typeof sourceFile>;

export const jobState = z.enum(['running', 'done', 'failed', 'cancelled']);
export const jobPhase = z.enum([
  'unpacking',
  'reading',
  'checking',
  'comparing',
  'writing',
  'folding',
  'exporting',
  'backing-up',
  'verifying',
  'erasing',
]);
export const job = z.object({
  id: z.string(),
  method: z.string(),
  state: jobState,
  phase: jobPhase.nullable(),
  /** Rows (or steps) done of total; total is null while unknown. */
  done: z.number().int(),
  total: z.number().int().nullable(),
  error: z.object({ code: z.enum(errorCodes), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
});
export type Job = z.infer<typeof job>;
export const jobStarted = z.object({ jobId: z.string() });
