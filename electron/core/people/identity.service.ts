/** What the user says about who is who: merges, separations, "not the same". All of it stands between records, so that it outlives imports, undo and redo. */
import type { Output, Parsed } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { Context } from '../api/context';
import type { Database } from '../database/database';
import { holdersOf, mergeById, recordsOf } from './identity.queries';
import { personNumber } from './people.queries';
import { decideAnew } from './profiles.fold';

/** Makes two people one; `keep` stays. Throws `person-missing`, `invalid-input` when both are the same. */
export async function merge(context: Context, { keep, other }: Parsed<'people.merge'>): Promise<Output<'people.merge'>> {
  const db = context.db();
  const mergeId = await db.write(async () => {
    const person = await personNumber(db, keep);
    await personNumber(db, other);
    const [mine, theirs] = [await recordsOf(db.writer, JSON.stringify([keep])), await recordsOf(db.writer, JSON.stringify([other]))];
    if (keep === other || mine.length === 0 || theirs.length === 0) throw new AppError('invalid-input', { field: 'other' });
    await say(db, mine, theirs, 1, context.now());
    await decideAnew(db, [...mine, ...theirs], [person]);
    const entry = await db.writer.get<{ id: number }>('SELECT id FROM person_absorbed WHERE uid = ?', [other]);
    if (!entry) throw new Error('the merge left nothing to take back');
    return entry.id;
  });
  context.changed('people', 'ledger');
  return { id: keep, mergeId };
}

/** Takes a merge back: each has again what was theirs. Throws `merge-missing`. */
export async function unmerge(context: Context, { mergeId }: Parsed<'people.unmerge'>): Promise<Output<'people.unmerge'>> {
  const db = context.db();
  const parted = await db.write(async () => {
    const known = await mergeById(db, mergeId);
    if (!known) throw new AppError('merge-missing');
    return part(db, known.person, known.records, known.beside, context.now());
  });
  context.changed('people', 'ledger');
  return parted;
}

/** Makes one record of a person a person of its own. Throws `person-missing`, `invalid-input` when it is not theirs or all they have. */
export async function separate(context: Context, { id, record }: Parsed<'people.separate'>): Promise<Output<'people.separate'>> {
  const db = context.db();
  const parted = await db.write(async () => {
    const person = await personNumber(db, id);
    const records = await recordsOf(db.writer, JSON.stringify([id]));
    const rest = records.filter((each) => each !== record);
    if (rest.length === records.length || rest.length === 0) throw new AppError('invalid-input', { field: 'record' });
    return part(db, person, [record], rest, context.now());
  });
  context.changed('people', 'ledger');
  return parted;
}

/** Says of pairs of people that they are two, or takes that back. Throws `person-missing`. */
export async function decide(context: Context, { pairs, different }: Parsed<'people.decide'>): Promise<Output<'people.decide'>> {
  const db = context.db();
  await db.write(async () => {
    for (const { a, b } of pairs) {
      for (const uid of [a, b]) await personNumber(db, uid);
      if (a === b) throw new AppError('invalid-input', { field: 'pairs' });
      const [mine, theirs] = [await recordsOf(db.writer, JSON.stringify([a])), await recordsOf(db.writer, JSON.stringify([b]))];
      if (different) await say(db, mine, theirs, 0, context.now());
      else await unsay(db, mine, theirs, 0);
      await decideAnew(db, [...mine, ...theirs]);
    }
  });
  context.changed('people', 'ledger');
  return { done: true };
}

/** Parts the records `apart` from everything else that stands for the person. `beside` is what they must not be with afterwards. */
async function part(db: Database, person: number, apart: readonly number[], beside: readonly number[], at: string) {
  const all = [...(await recordsOfNumber(db, person)), ...apart];
  await db.writer.run(
    `DELETE FROM identity_decision WHERE same = 1
       AND (a IN (SELECT value FROM json_each(?1))) <> (b IN (SELECT value FROM json_each(?1)))`,
    [JSON.stringify(apart)],
  );
  await decideAnew(db, all);
  let holders = await holdersOf(db.writer, all);
  const others = new Set(beside.flatMap((id) => holders.get(id)?.person ?? []));
  if (apart.some((id) => others.has(holders.get(id)?.person ?? 0))) {
    // An e-mail or phone holds them together: say that they are two, and keep what is together on either side.
    const rest = all.filter((id) => !apart.includes(id));
    await say(db, rest.slice(0, 1), rest.slice(1), 1, at);
    await say(db, apart.slice(0, 1), apart.slice(1), 1, at);
    await say(db, apart, rest, 0, at);
    await decideAnew(db, all);
    holders = await holdersOf(db.writer, all);
  }
  const uidOf = (records: readonly number[]) => records.map((id) => holders.get(id)?.uid).find((uid) => uid !== undefined) ?? null;
  const kept = await db.writer.get<{ uid: string }>('SELECT uid FROM person WHERE id = ?', [person]);
  return { id: kept?.uid ?? uidOf(beside), other: uidOf(apart) };
}

async function recordsOfNumber(db: Database, person: number): Promise<number[]> {
  const row = await db.writer.get<{ uid: string }>('SELECT uid FROM person WHERE id = ?', [person]);
  return row ? recordsOf(db.writer, JSON.stringify([row.uid])) : [];
}

const pairsOf = `SELECT min(x.value, y.value) AS a, max(x.value, y.value) AS b FROM json_each(?1) x CROSS JOIN json_each(?2) y WHERE x.value <> y.value`;

async function say(db: Database, some: readonly number[], others: readonly number[], same: 0 | 1, at: string): Promise<void> {
  await db.writer.run(`INSERT OR IGNORE INTO identity_decision (a, b, same, at) SELECT a, b, ?3, ?4 FROM (${pairsOf})`, [
    JSON.stringify(some),
    JSON.stringify(others),
    same,
    at,
  ]);
}

async function unsay(db: Database, some: readonly number[], others: readonly number[], same: 0 | 1): Promise<void> {
  await db.writer.run(`DELETE FROM identity_decision WHERE same = ?3 AND (a, b) IN (${pairsOf})`, [
    JSON.stringify(some),
    JSON.stringify(others),
    same,
  ]);
}
