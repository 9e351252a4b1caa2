/** What may stand in a person's fields; the same bounds as the contract's `personFields`, checked while typing. */
import type { PersonFields } from '../../../shared/contract/people';
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
  if (name === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : 'emailForm';
  if (name === 'phone') return /^\+?[\d\s()-]{5,}$/.test(text) ? null : 'phoneForm';
  return null;
}
