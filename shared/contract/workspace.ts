import { z } from 'zod';
import { currency, day, done, instant, jobStarted, none } from './common';
import { method } from './define';
import { errorCodes } from './errors';

export const languages = ['zh-CN', 'en'] as const;
export const language = z.enum(languages);
export type Language = z.infer<typeof language>;

export const workspaceStatus = z.object({
  state: z.enum(['none', 'open', 'failed']),
  /** Shown to the user on their own machine; never logged. */
  path: z.string().nullable(),
  name: z.string().nullable(),
  readOnly: z.boolean(),
  isDemo: z.boolean(),
  zone: z.string().nullable(),
  currency: currency.nullable(),
  lastBackupAt: instant.nullable(),
  /** Why the file could not be opened, when `failed`. */
  error: z.object({ code: z.enum(errorCodes), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
});
export type WorkspaceStatus = z.infer<typeof workspaceStatus>;

/** One rate: 1 unit of `currency` = `rate` units of the reporting currency, from `day` on. */
export const rate = z.object({ currency, day, rate: z.number().positive().finite(), source: z.string().max(200).default('') });
export type Rate = z.infer<typeof rate>;

export const settings = z.object({
  name: z.string().min(1).max(100),
  zone: z.string().min(1).max(60),
  currency,
  /** Days after which an export counts as overdue. */
  staleDays: z.number().int().min(1).max(365),
});
export type Settings = z.infer<typeof settings>;

export const backup = z.object({
  id: z.string(),
  fileName: z.string(),
  at: instant,
  /** Bytes. */
  size: z.number().int(),
  reason: z.enum(['manual', 'migration', 'restore', 'daily']),
});
export type Backup = z.infer<typeof backup>;

export const doctorCheck = z.object({
  id: z.enum(['integrity', 'foreign-keys', 'orphans', 'ledger-sums', 'ledger-folds', 'people-folds', 'sources']),
  ok: z.boolean(),
  /** Number of rows at fault, and up to ten of them described without personal data. */
  faults: z.number().int(),
  examples: z.array(z.string()),
});
export const doctorReport = z.object({ ok: z.boolean(), checks: z.array(doctorCheck) });
export type DoctorReport = z.infer<typeof doctorReport>;

const openInput = z.object({ path: z.string().min(1), readOnly: z.boolean().default(false) });

export const workspaceMethods = {
  'workspace.status': method('core', none, workspaceStatus),
  'workspace.create': method(
    'internal',
    z.object({
      path: z.string().min(1),
      name: z.string().max(100).optional(),
      zone: z.string().optional(),
      currency: currency.optional(),
      demo: z.boolean().default(false),
    }),
    workspaceStatus,
  ),
  'workspace.open': method('internal', openInput, workspaceStatus),
  /** Opens the demo workspace at `path`, creating it and importing the demo creator's exports through the ordinary pipeline when it is not there yet. Job. */
  'workspace.openDemo': method('internal', z.object({ path: z.string().min(1) }), jobStarted),
  'workspace.close': method('internal', none, done),
  'workspace.settings': method('core', none, settings),
  'workspace.updateSettings': method('core', settings.partial(), settings),
  'workspace.rates': method(
    'core',
    none,
    z.object({ rates: z.array(rate), unconverted: z.array(z.object({ currency, lines: z.number().int() })) }),
  ),
  'workspace.setRate': method('core', rate, done),
  'workspace.removeRate': method('core', z.object({ currency, day }), done),
  'workspace.backups': method('core', none, z.array(backup)),
  'workspace.backup': method('core', none, backup),
  /** Backs up to a file the user chose. */
  'workspace.backupTo': method('internal', z.object({ path: z.string().min(1) }), backup),
  /** The current file is backed up first (reason `restore`), so that a restore can itself be undone. `path` restores a failed workspace that is not open. */
  'workspace.restore': method('internal', z.object({ path: z.string().min(1), backupId: z.string() }), workspaceStatus),
  /** Backups that lie beside a workspace which could not be opened. */
  'workspace.backupsOf': method('internal', z.object({ path: z.string().min(1) }), z.array(backup)),
  'workspace.doctor': method('core', none, doctorReport),
  /** Writes every table as CSV and JSON into `dir` (created if missing). */
  'workspace.export': method('internal', z.object({ dir: z.string().min(1) }), jobStarted),
};
