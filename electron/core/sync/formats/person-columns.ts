/** Turning columns of member lists into a person. */
import type { PersonPayload } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import type { SourceRow } from './format';

/** The first of several columns that the layout has and that is not empty; null when they are empty, undefined when it has none of them. */
export function firstOf(row: SourceRow, ...columns: readonly string[]): string | null | undefined {
  let value: string | null | undefined;
  for (const column of columns) {
    const text = row.get(column);
    if (text) return text;
    value = value === undefined ? text : value;
  }
  return value;
}

/** An instant that a column states; null when it is empty or no time (the text is kept among the attributes). */
export function instantOf(row: SourceRow, column: string, offsetMinutes: number): string | null | undefined {
  const text = row.get(column);
  return text ? parseLocalTime(text, offsetMinutes) : text;
}

/** Applies `read` to a stated text and leaves empty and absent apart. */
export function mapped<T>(text: string | null | undefined, read: (text: string) => T | null): T | null | undefined {
  return text ? read(text) : text === undefined ? undefined : null;
}

/** Male, female or other as Chinese and Western lists write it; null when it is not said. */
export function genderOf(text: string): PersonPayload['gender'] {
  const word = text.toLowerCase();
  if (word === '男' || word === 'male' || word === 'm') return 'male';
  if (word === '女' || word === 'female' || word === 'f') return 'female';
  return word === '其他' || word === 'other' ? 'other' : null;
}

/**
 * The columns that a format does not use, under their own names, and the used ones whose text could not be read (`read` holds what became of
 * them): a masked phone stays visible and is no key. A name that occurs twice keeps its first column.
 */
export function attributesOf(
  row: SourceRow,
  used: ReadonlySet<string>,
  read: Readonly<Record<string, string | null | undefined>>,
): Record<string, string | null> {
  const attributes: Record<string, string | null> = {};
  for (const column of row.columns) {
    if (column === '' || used.has(column)) continue;
    const value = row.get(column);
    if (value === undefined || (Object.hasOwn(read, column) && (value === null || read[column]))) continue;
    attributes[column] = value;
  }
  return attributes;
}

/** A person payload in its fixed field order; fields that the layout lacks are `undefined`, which JSON leaves out. */
export function person(stated: Readonly<PersonPayload>): PersonPayload {
  const { attributes } = stated;
  return {
    name: stated.name,
    nickname: stated.nickname,
    email: stated.email,
    phone: stated.phone,
    gender: stated.gender,
    birthDate: stated.birthDate,
    city: stated.city,
    province: stated.province,
    country: stated.country,
    firstSeenAt: stated.firstSeenAt,
    lastSeenAt: stated.lastSeenAt,
    tier: stated.tier,
    status: stated.status,
    note: stated.note,
    attributes: attributes && Object.keys(attributes).length > 0 ? attributes : undefined,
  };
}

/** A person whom a payment or an order names in passing: what the row leaves empty is not known to be empty. */
export function mentioned(stated: Readonly<PersonPayload>): PersonPayload {
  const known = person(stated);
  for (const field in known) if (known[field as keyof PersonPayload] === null) known[field as keyof PersonPayload] = undefined;
  return known;
}
