/**
 * The errors a user can meet. Codes are stable: texts (zh-CN, en) stand in shared/locales/<language>/errors.json under the same code
 * and say what happened, what was kept and what to do.
 */
export const errorCodes = [
  'invalid-input',
  'no-workspace',
  'workspace-missing',
  'workspace-exists',
  'workspace-locked',
  'workspace-corrupt',
  'workspace-unreadable',
  'workspace-newer',
  'workspace-not-ours',
  'workspace-read-only',
  'migration-failed',
  'disk-full',
  'backup-missing',
  'backup-damaged',
  'file-missing',
  'file-empty',
  'file-too-large',
  'file-encrypted',
  'folder-missing',
  'folder-unreadable',
  'file-damaged',
  'not-a-table',
  'password-needed',
  'password-wrong',
  'archive-unsupported',
  'archive-too-deep',
  'archive-too-many-files',
  'archive-without-tables',
  'needs-mapping',
  'is-mapping',
  'needs-date',
  'unknown-format',
  'template-exists',
  'template-missing',
  'template-unreadable',
  'batch-missing',
  'batch-not-live',
  'batch-live',
  'batch-replaced',
  'reread-needs-file',
  'staged-missing',
  'person-missing',
  'merge-missing',
  'line-missing',
  'line-not-manual',
  'account-missing',
  'job-missing',
  'cancelled',
  'core-restarted',
  'core-failed',
  'forbidden',
  'unexpected',
] as const;
export type ErrorCode = (typeof errorCodes)[number];
export type ErrorParams = Record<string, string | number>;

/** An expected failure. Anything else that is thrown is a crash: logged with its stack and shown as `unexpected`. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'AppError';
  }
}

export type Answer<T> = { ok: true; value: T } | { ok: false; error: { code: ErrorCode; params: ErrorParams } };

/** Turns anything thrown into the error half of an answer; only AppErrors keep their code. */
export function toAnswerError(error: unknown): { code: ErrorCode; params: ErrorParams } {
  return error instanceof AppError ? { code: error.code, params: error.params } : { code: 'unexpected', params: {} };
}
