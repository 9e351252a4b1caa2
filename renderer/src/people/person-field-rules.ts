/** What may stand in a person's fields; the bounds that core holds them to, checked while typing. */
import type { PersonFields } from '../../../shared/contract/people';
import { normaliseEmail, normalisePhone } from '../../../shared/domain/contact';
import { isDay } from '../../../shared/domain/days';

export const textFields = [
  'name',
  'email',
  'phone',
  'birthDate',
  'city',
  'province',
  'country',
] as const satisfies readonly (keyof PersonFields)[];
export type TextField = (typeof textFields)[number];
export type FieldProblem = 'nameMissing' | 'emailForm' | 'phoneForm' | 'birthDateForm' | 'tooLong';

const longest: Record<TextField, number> = { name: 200, email: 320, phone: 40, birthDate: 10, city: 100, province: 100, country: 100 };

/** What is wrong with a typed value, or null. An empty value blanks the field, which only a name does not allow. */
export function fieldProblem(name: TextField, typed: string): FieldProblem | null {
  const text = typed.trim();
  if (text === '') return name === 'name' ? 'nameMissing' : null;
  if (name === 'birthDate') return /^\d{4}$/.test(text) || isDay(text) ? null : 'birthDateForm';
  if (text.length > longest[name]) return 'tooLong';
  if (name === 'email') return normaliseEmail(text) === null ? 'emailForm' : null;
  if (name === 'phone') return normalisePhone(text, 'CN') === null ? 'phoneForm' : null;
  return null;
}
