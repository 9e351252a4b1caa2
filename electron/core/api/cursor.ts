/** Opaque keyset cursors: the sort value and id of the last row shown. */
import { z } from 'zod';
import { AppError } from '../../../shared/contract/errors';

const shape = z.tuple([z.union([z.string(), z.number()]), z.number().int()]);
export type Cursor = z.infer<typeof shape>;

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Null for the beginning; throws `invalid-input` for anything that is no cursor of ours. */
export function decodeCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    throw new AppError('invalid-input', { field: 'cursor' }, { cause: error });
  }
}

/** A search word as a LIKE pattern that finds it anywhere; use with `ESCAPE '\'`. */
export function likePattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
