import { AppError } from '../../../../shared/contract/errors';

export type ReadErrorCode =
  | 'file-missing'
  | 'file-empty'
  | 'file-too-large'
  | 'file-encrypted'
  | 'file-damaged'
  | 'not-a-table'
  | 'password-needed'
  | 'password-wrong'
  | 'archive-unsupported'
  | 'archive-too-deep'
  | 'archive-too-many-files'
  | 'archive-without-tables';

/** A file that cannot be read as a table; `params.file` is its name. */
export class ReadError extends AppError {
  constructor(code: ReadErrorCode, file: string, options?: ErrorOptions) {
    super(code, { file }, options);
    this.name = 'ReadError';
  }
}

/** What a failing file system call means for the user. */
export function fileSystemError(error: unknown, file: string): ReadError {
  if (error instanceof ReadError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const missing = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE';
  return new ReadError(missing ? 'file-missing' : code === 'EISDIR' ? 'not-a-table' : 'file-damaged', file, { cause: error });
}
