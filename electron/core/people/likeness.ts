/**
 * How alike two people are: a pure score over what they share. An equal e-mail, phone or account id is nearly proof; names count for less the
 * more people of the workspace bear them and the shorter they are; everything that speaks against is taken off.
 */
import type { LikenessReason, Suggestion } from '../../../shared/contract/people';

export interface Likeness {
  code: LikenessReason['code'];
  value: string;
  /** How many people share it. */
  people: number;
}

/** What is known of both people beside what they share. */
export interface Traits {
  gender: string | null;
  birthDate: string | null;
  platforms: readonly string[];
}

/** Below this two people are not worth a look. */
export const leastScore = 30;
const strongScore = 80;
const likelyScore = 50;

/** 0–99. `size` is the number of people in the workspace: among many, phones that fit a masked one are chance. */
export function score(shared: readonly Likeness[], one: Traits, other: Traits, size: number): number {
  const exact = shared.filter(({ code }) => isExact(code)).length;
  if (exact > 0) return Math.min(99, 88 + 4 * exact + (shared.length > exact ? 3 : 0));
  const sum = shared.reduce((total, likeness) => total + weight(likeness, size), 0) - doubt(one, other);
  return Math.max(0, Math.min(strongScore - 1, Math.round(sum)));
}

export function strength(points: number): Suggestion['strength'] {
  if (points >= strongScore) return 'strong';
  return points >= likelyScore ? 'likely' : 'weak';
}

/** Whether sharing it is nearly proof. */
export function isExact(code: Likeness['code']): boolean {
  return code === 'email' || code === 'phone' || code === 'accountId';
}

function weight({ code, value, people }: Likeness, size: number): number {
  switch (code) {
    case 'email':
    case 'phone':
    case 'accountId':
      return strongScore;
    case 'name':
      return rarity(people) * 48 * distinctness(value);
    case 'city':
      return 20;
    case 'birthDate':
      return 30;
    case 'emailName':
      return rarity(people) * 42;
    case 'maskedPhone':
      return rarity(people) * (size < 2_000 ? 40 : size < 20_000 ? 25 : 8);
  }
}

/** 1 for what two people share, less the more there are. */
function rarity(people: number): number {
  return people <= 2 ? 1 : Math.max(0.15, 1.6 / people);
}

/** Short names are borne by many outside the workspace too: 小明, Tom. */
function distinctness(name: string): number {
  const length = [...name].length;
  const isHan = /\p{Script=Han}/u.test(name);
  if (isHan) return length <= 2 ? 0.65 : length === 3 ? 0.85 : 1;
  return length <= 4 ? 0.55 : length <= 7 ? 0.8 : 1;
}

/** Two accounts of one platform are seldom one person; two genders or birthdays still less. */
function doubt(one: Traits, other: Traits): number {
  const bothKnow = (a: string | null, b: string | null) => a !== null && b !== null;
  const born = bothKnow(one.birthDate, other.birthDate) && one.birthDate?.slice(0, 4) !== other.birthDate?.slice(0, 4);
  return (
    (one.platforms.some((platform) => other.platforms.includes(platform)) ? 12 : 0) +
    (bothKnow(one.gender, other.gender) && one.gender !== other.gender ? 25 : 0) +
    (born ? 40 : 0)
  );
}
