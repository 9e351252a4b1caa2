/** What the user says about people: edits over the platforms' values, tags, notes, tombstones. */
import { v7 as uuid } from 'uuid';
import type { Parsed } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import { type Person, personFields } from '../../../shared/contract/people';
import { normaliseEmail, normalisePhone } from '../../../shared/domain/contact';
import { isDay } from '../../../shared/domain/days';
import type { Context } from '../api/context';
import { recordsOf } from './identity.queries';
import { refoldPeople } from './people.fold';
import { personByUid, personNumber } from './people.queries';
import { decideAnew } from './profiles.fold';

type Fields = Partial<Person['fields']>;

/**
 * Fields as they are stored: trimmed, e-mail and phone in the form that files are compared in. null blanks a field, except a name. Throws
 * `invalid-input` with the field for a text that is blank, masked or of the wrong form.
 */
function normalised(fields: Fields): Fields {
  const result: Fields = {};
  for (const [name, value] of Object.entries(fields) as [keyof Fields, Fields[keyof Fields]][]) {
    if (value === undefined) continue;
    Object.assign(result, { [name]: typeof value === 'string' ? normalisedText(name, value.trim()) : value });
  }
  return result;
}

function normalisedText(name: keyof Fields, text: string): string {
  const value = readText(name, text);
  if (value === null || value === '') throw new AppError('invalid-input', { field: name });
  return value;
}

function readText(name: keyof Fields, text: string): string | null {
  switch (name) {
    case 'email':
      return normaliseEmail(text);
    case 'phone':
      return normalisePhone(text, 'CN');
    case 'birthDate':
      return /^\d{4}$/.test(text) || isDay(text) ? text : null;
    case 'name':
    case 'gender':
    case 'city':
    case 'province':
    case 'country':
    case 'isTeam':
      return text;
  }
}

const fieldNames = personFields.keyof();

/** What the platforms say can only be given back where a platform says something: a name of somebody added by hand has nothing behind it. */
function checkReset(reset: readonly string[], isManual: boolean): void {
  const wrong = reset.find((name) => !fieldNames.safeParse(name).success || (isManual && name === 'name'));
  if (wrong !== undefined) throw new AppError('invalid-input', { field: wrong });
}

/** Adds somebody by hand. Throws `invalid-input`. */
export async function create(context: Context, input: Parsed<'people.create'>): Promise<Person> {
  const db = context.db();
  const uid = uuid();
  const fields = normalised(input);
  await db.write(async (tx) => {
    const person = await tx
      .insertInto('person')
      .values({ uid, name: fields.name ?? input.name, is_manual: 1 })
      .returning('id')
      .executeTakeFirstOrThrow();
    // A record of their own, so that they can be called the same as somebody else or different.
    const record = await tx
      .insertInto('record')
      .values({ type: 'person', platform: '', key: uid })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('profile_memory').values({ record: record.id, person: person.id, since: context.now() }).execute();
    await storeEdits(context, person.id, fields);
    await refoldPeople(db, [person.id]);
  });
  context.changed('people');
  return personByUid(db, uid);
}

/** Edits stay whatever later files say; `reset` gives a field back to the platforms. Throws `person-missing`, `invalid-input`. */
export async function update(context: Context, { id, fields, reset }: Parsed<'people.update'>): Promise<Person> {
  const db = context.db();
  const person = await personNumber(db, id);
  const edits = normalised(fields);
  await db.write(async (tx) => {
    const profile = await tx.selectFrom('profile').select('id').where('person', '=', person).executeTakeFirst();
    checkReset(reset, profile === undefined);
    if (edits.name === null) {
      checkReset(['name'], profile === undefined);
      delete edits.name;
      await tx.deleteFrom('person_edit').where('person', '=', person).where('field', '=', 'name').execute();
    }
    if (reset.length > 0) await tx.deleteFrom('person_edit').where('person', '=', person).where('field', 'in', reset).execute();
    await storeEdits(context, person, edits);
    await refoldPeople(db, [person]);
  });
  context.changed('people', 'ledger');
  return personByUid(db, id);
}

async function storeEdits(context: Context, person: number, fields: Fields): Promise<void> {
  const at = context.now();
  const rows = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ person, field, value: JSON.stringify(value), at }));
  if (rows.length === 0) return;
  await context.db().write((tx) =>
    tx
      .insertInto('person_edit')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['person', 'field']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), at: eb.ref('excluded.at') })),
      )
      .execute(),
  );
}

/** Leaves a tombstone: later imports attach to the person but do not bring them back. */
export async function remove(context: Context, ids: readonly string[]): Promise<number> {
  return setRemoved(context, ids, context.now());
}

/** Takes the tombstone away. */
export async function restore(context: Context, ids: readonly string[]): Promise<number> {
  return setRemoved(context, ids, null);
}

async function setRemoved(context: Context, ids: readonly string[], at: string | null): Promise<number> {
  const db = context.db();
  const uids = JSON.stringify(ids);
  const { changes } = await db.write(async () => {
    const changed = await db.writer.run(
      'UPDATE person SET removed_at = ?1 WHERE uid IN (SELECT value FROM json_each(?2)) AND (removed_at IS NULL) = (?1 IS NOT NULL) AND erased = 0',
      [at, uids],
    );
    // Whoever is back may meet people again from whom the removal kept them apart.
    if (at === null) await decideAnew(db, await recordsOf(db.writer, uids));
    return changed;
  });
  context.changed('people', 'ledger');
  return changes;
}

function tagName(tag: string): string {
  const name = tag.trim();
  if (name === '') throw new AppError('invalid-input', { field: 'tag' });
  return name;
}

/** Puts a tag on people; those who have it keep it. */
export async function addTag(context: Context, ids: readonly string[], tag: string): Promise<void> {
  const db = context.db();
  await db.write(() =>
    db.writer.run(
      'INSERT OR IGNORE INTO person_tag (person, tag) SELECT id, ?1 FROM person WHERE uid IN (SELECT value FROM json_each(?2))',
      [tagName(tag), JSON.stringify(ids)],
    ),
  );
  context.changed('people');
}

/** Takes a tag from people. */
export async function removeTag(context: Context, ids: readonly string[], tag: string): Promise<void> {
  const db = context.db();
  await db.write(() =>
    db.writer.run(
      'DELETE FROM person_tag WHERE tag = ?1 AND person IN (SELECT id FROM person WHERE uid IN (SELECT value FROM json_each(?2)))',
      [tag, JSON.stringify(ids)],
    ),
  );
  context.changed('people');
}

/** Throws `person-missing`. */
export async function addNote(context: Context, id: string, text: string): Promise<void> {
  const db = context.db();
  const person = await personNumber(db, id);
  await db.write((tx) => tx.insertInto('person_note').values({ id: uuid(), person, at: context.now(), text }).execute());
  context.changed('people');
}

/** Throws `person-missing`; a note that is gone already is no error. */
export async function removeNote(context: Context, id: string, noteId: string): Promise<void> {
  const db = context.db();
  const person = await personNumber(db, id);
  await db.write((tx) => tx.deleteFrom('person_note').where('id', '=', noteId).where('person', '=', person).execute());
  context.changed('people');
}
