/** Pages of pairs of people: those who may be one, and those whom the user called different. */
import type { Output, Parsed } from '../../../shared/contract';
import type { PersonRow } from '../../../shared/contract/people';
import { decodeCursor, encodeCursor } from '../api/cursor';
import type { Database } from '../database/database';
import { strength } from './likeness';
import { personNumber } from './people.queries';
import { rowsById } from './people-list.queries';
import { after, currentPairs, differentPairs, type RankedPair } from './suggestions.queries';

/** Throws `person-missing`, `invalid-input` for a cursor that is not ours. */
export async function suggestionsPage(
  db: Database,
  { person, cursor, limit }: Parsed<'people.suggestions'>,
): Promise<Output<'people.suggestions'>> {
  const number = person === null ? null : await personNumber(db, person);
  const all = await currentPairs(db);
  const pairs = number === null ? all : all.filter(({ a, b }) => a === number || b === number);
  const start = after(pairs, cursor);
  const shown = pairs.slice(start, start + limit);
  const last = start + limit < pairs.length ? shown.at(-1) : undefined;
  const rows = await rowsById(db, [...new Set(shown.flatMap(({ a, b }) => [a, b]))]);
  return {
    suggestions: shown.flatMap((pair) => {
      const [a, b] = [rows.get(pair.a), rows.get(pair.b)];
      return a && b ? [{ a, b, score: pair.score, strength: strength(pair.score), reasons: shownReasons(pair, a, b) }] : [];
    }),
    next: last ? `${last.score}.${last.a}.${last.b}` : null,
    total: pairs.length,
  };
}

/** Names are compared in lower case and shown as one of the two writes them. */
function shownReasons({ reasons }: RankedPair, a: PersonRow, b: PersonRow): RankedPair['reasons'] {
  return reasons.map(({ code, value }) => ({
    code,
    value: code === 'name' ? ([a.name, b.name].find((name) => name.toLowerCase() === value) ?? value) : value,
  }));
}

/** Throws `invalid-input` for a cursor that is not ours. */
export async function dismissedPage(db: Database, { cursor, limit }: Parsed<'people.dismissed'>): Promise<Output<'people.dismissed'>> {
  const from = decodeCursor(cursor);
  const present = `SELECT d.a, d.b, d.at, d.at || '.' || d.a AS place FROM (${differentPairs}) d
    JOIN person p ON p.id = d.a AND p.removed_at IS NULL JOIN person o ON o.id = d.b AND o.removed_at IS NULL`;
  const pairs = await db.reader.all<{ a: number; b: number; at: string; place: string }>(
    `SELECT * FROM (${present}) ${from ? 'WHERE place < ?1 OR (place = ?1 AND b < ?2)' : ''} ORDER BY place DESC, b DESC LIMIT ?3`,
    [from?.[0] ?? '', from?.[1] ?? 0, limit + 1],
  );
  const shown = pairs.slice(0, limit);
  const last = pairs.length > limit ? shown.at(-1) : undefined;
  const rows = await rowsById(db, [...new Set(shown.flatMap(({ a, b }) => [a, b]))]);
  const count = await db.reader.get<{ n: number }>(`SELECT count(*) AS n FROM (${present})`);
  return {
    pairs: shown.flatMap(({ a, b, at }) => {
      const [one, other] = [rows.get(a), rows.get(b)];
      return one && other ? [{ a: one, b: other, at }] : [];
    }),
    next: last ? encodeCursor([last.place, last.b]) : null,
    total: count?.n ?? 0,
  };
}
