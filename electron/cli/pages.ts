/** Reading lists to their end, page by page. */
import { AppError } from '../../shared/contract/errors';
import type { Invocation } from './command';
import { text } from './command';

/** The number after `--limit`; everything without one. Throws `invalid-input` for what is no count. */
export function limitOf(options: Invocation['options']): number {
  const limit = Number(text(options, 'limit') ?? Number.POSITIVE_INFINITY);
  if (limit !== Number.POSITIVE_INFINITY && (!Number.isInteger(limit) || limit < 1))
    throw new AppError('invalid-input', { field: '--limit' });
  return limit;
}

interface Page<T> {
  rows: T[];
  next: string | null;
}

/** At most `most` rows of a list that is read by cursor, in pages of at most 500. */
export async function readPages<T>(most: number, read: (cursor: string | null, limit: number) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await read(cursor, Math.min(500, most - rows.length));
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null && rows.length < most);
  return rows;
}
