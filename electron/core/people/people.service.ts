/** What the user says about people: edits over the platforms' values, tags, notes, tombstones. */
import { v7 as uuid } from 'uuid';
import type { Parsed } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { Person } from '../../../shared/contract/people';
import { normaliseEmail, normalisePhone } from '../../../shared/domain/contact';
import type { Context } from '../api/context';
import { refoldPeople } from './people.fold';
import { personByUid, personNumber } from './people.queries';

type Fields = Partial<Person['fields']>;

/** E-mail and phone in the form that files are compared in; throws `invalid-input` for what is neither. */
function normalised(fields: Fields): Fields {
  const result = { ...fields };
  if (typeof fields.email === 'string') result.email = normaliseEmail(fields.email) ?? refuse('email');
  if (typeof fields.phone === 'string') result.phone = normalisePhone(fields.phone, 'CN') ?? refuse('phone');
  return result;
}

function refuse(field: string): never {
  throw new AppError('invalid-input', { field });
}

export async function create(context: Context, input: Parsed<'people.create'>): Promise<Person> {
  const db = context.db();
  const uid = uuid();
  const fields = normalised(input);
  await db.write(async (tx) => {
    const person = await tx
      .insertInto('person')
      .values({ uid, name: input.name, is_manual: 1, first_seen_at: context.now() })
      .returning('id')
      .executeTakeFirstOrThrow();
    await storeEdits(context, person.id, fields);
    await refoldPeople(db, [person.id]);
  });
  context.changed('people');
  return personByUid(db, uid);
}

/** Edits stay whatever later files say; `reset` gives a field back to the platforms. */
export async function update(context: Context, { id, fields, reset }: Parsed<'people.update'>): Promise<Person> {
  const db = context.db();
  const person = await personNumber(db, id);
  const edits = normalised(fields);
  await db.write(async (tx) => {
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

export async function restore(context: Context, ids: readonly string[]): Promise<number> {
  return setRemoved(context, ids, null);
}

async function setRemoved(context: Context, ids: readonly string[], at: string | null): Promise<number> {
  const db = context.db();
  const { changes } = await db.write(() =>
    db.writer.run(
      'UPDATE person SET removed_at = ?1 WHERE uid IN (SELECT value FROM json_each(?2)) AND (removed_at IS NULL) = (?1 IS NOT NULL)',
      [at, JSON.stringify(ids)],
    ),
  );
  context.changed('people', 'ledger');
  return changes;
}

export async function addTag(context: Context, ids: readonly string[], tag: string): Promise<void> {
  const db = context.db();
  await db.write(() =>
    db.writer.run(
      'INSERT OR IGNORE INTO person_tag (person, tag) SELECT id, ?1 FROM person WHERE uid IN (SELECT value FROM json_each(?2))',
      [tag.trim(), JSON.stringify(ids)],
    ),
  );
  context.changed('people');
}

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

export async function addNote(context: Context, id: string, text: string): Promise<void> {
  const db = context.db();
  const person = await personNumber(db, id);
  await db.write((tx) => tx.insertInto('person_note').values({ id: uuid(), person, at: context.now(), text }).execute());
  context.changed('people');
}

export async function removeNote(context: Context, id: string, noteId: string): Promise<void> {
  const db = context.db();
  const person = await personNumber(db, id);
  await db.write((tx) => tx.deleteFrom('person_note').where('id', '=', noteId).where('person', '=', person).execute());
  context.changed('people');
}
