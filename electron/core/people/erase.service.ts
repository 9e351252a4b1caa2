/**
 * Erasing people for good. Everything that names them goes from the file: what the user wrote, what imports state (live or undone), original
 * cells, rows to fix, the search index, kept answers, files that wait. What was paid stays without a name, and a keyed hash keeps them away.
 * It is one transaction; then the file is written anew, so that no freed byte holds them either.
 */
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/contract/errors';
import type { ErasurePreview, ErasureResult } from '../../../shared/contract/people';
import type { Context } from '../api/context';
import type { Progress } from '../api/jobs';
import { cleanFile } from '../database/clean';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { linesOf } from '../revenue/attribution';
import { clearLines, keepKinds, linesToRewrite, namedOnLines } from '../revenue/erase-lines';
import { dropUnstated, eraseFromHistory, findRows, rewriteRows } from '../sync/erase-statements';
import { type Eraser, keptToken } from '../sync/erasure';
import { requireEraser, storeMarks } from '../sync/erasure.service';
import { clearTouched } from '../sync/folded';
import { NamedTexts } from '../sync/named-texts';
import { refoldTouched } from '../sync/refold';
import { readWaitingAgain } from '../sync/stage.service';
import { copiesWith } from './erase-copies';
import { onlyTheirs, type Traces, tracesOf } from './erase-traces';

interface Chosen {
  id: number;
  uid: string;
  name: string;
  is_team: number;
  removed_at: string | null;
}

/** What an erasure would meet. Throws `person-missing`. */
export async function erasePreview(context: Context, uids: readonly string[]): Promise<ErasurePreview> {
  const db = context.db();
  const people = await chosen(db.reader, uids);
  const ids = JSON.stringify(people.map(({ id }) => id));
  const counts = await db.reader.get<{ identities: number; tags: number; notes: number; lines: number }>(
    `SELECT (SELECT count(*) FROM profile WHERE person IN (SELECT value FROM json_each(?1))) AS identities,
       (SELECT count(*) FROM person_tag WHERE person IN (SELECT value FROM json_each(?1))) AS tags,
       (SELECT count(*) FROM person_note WHERE person IN (SELECT value FROM json_each(?1))) AS notes,
       (SELECT count(*) FROM (${linesOf('SELECT value AS id FROM json_each(?1)')})) AS lines`,
    [ids],
  );
  if (!counts) throw new Error('no counts');
  return {
    people: people.map(({ uid, name }) => ({ id: uid, name })),
    ...counts,
    copies: await copiesWith(db, await knownAs(db.reader, uids)),
  };
}

/** Throws `person-missing` when any of them is not there, and then erases nobody. */
async function chosen(connection: Connection, uids: readonly string[]): Promise<Chosen[]> {
  const people = await connection.all<Chosen>(
    'SELECT id, uid, name, is_team, removed_at FROM person WHERE uid IN (SELECT value FROM json_each(?)) AND erased = 0',
    [JSON.stringify(uids)],
  );
  if (people.length < new Set(uids).size) throw new AppError('person-missing');
  return people;
}

/** An older copy may know them as those who have become part of them since. */
async function knownAs(connection: Connection, uids: readonly string[]): Promise<string[]> {
  const absorbed = await connection.all<{ uid: string }>(
    'SELECT a.uid FROM person_absorbed a JOIN person p ON p.id = a.person WHERE p.uid IN (SELECT value FROM json_each(?))',
    [JSON.stringify(uids)],
  );
  return [...uids, ...absorbed.map(({ uid }) => uid)];
}

/** Erases people. Nothing is changed when it throws or is stopped before the end of its transaction. Throws `person-missing`, `workspace-read-only`. */
export async function erase(context: Context, uids: readonly string[], progress: Progress): Promise<ErasureResult> {
  const db = context.db();
  const copies = await copiesWith(db, await knownAs(db.reader, uids));
  const cleared = await db.write(async () => eraseAll(db, await chosen(db.writer, uids), progress));
  await readWaitingAgain(context);
  const cleaned = await cleanFile(db);
  context.changed('people', 'ledger', 'sync', 'workspace');
  return { ...cleared, cleaned, copies };
}

type Cleared = Omit<ErasureResult, 'cleaned' | 'copies'>;

async function eraseAll(db: Database, people: readonly Chosen[], progress: Progress): Promise<Cleared> {
  const connection = db.writer;
  const ids = people.map(({ id }) => id);
  const total = people.length + 3;
  const traces: Traces[] = [];
  for (const { id } of people) {
    progress.checkpoint('erasing', traces.length, total);
    traces.push(await tracesOf(connection, id, ids));
  }
  const lines = await theirLines(connection, ids);
  const texts = new NamedTexts(traces.flatMap((trace) => trace.texts));
  const eraser = await requireEraser(connection);
  await markPeople(connection, eraser, traces);
  const named = await onlyTheirs(
    connection,
    JSON.stringify(ids),
    await namedOnLines(connection, lines, texts),
    traces.flatMap(({ records }) => records),
  );
  for (const text of named) await store(connection, eraser.mark('text', [text], JSON.stringify([[0, text.length]])));
  progress.checkpoint('erasing', people.length, total);
  await findRows(connection, {
    people: traces.flatMap(({ records }) => records),
    texts,
    lines: await linesToRewrite(connection, lines, named),
  });
  progress.checkpoint('erasing', people.length + 1, total);
  const kinds = await keepKinds(connection);
  const rewritten = await rewriteRows(connection, eraser, texts);
  progress.checkpoint('erasing', people.length + 2, total);
  const written = await clearWritten(connection, ids);
  await clearLines(connection, lines, ids, texts, named);
  await eraseFromHistory(connection, texts);
  await keepApart(connection, ids);
  await clearPeople(connection, people);
  await clearTouched(connection);
  await connection.run('INSERT OR IGNORE INTO touched SELECT record FROM erase_record');
  await connection.run('INSERT OR IGNORE INTO touched SELECT m.id FROM manual_line m JOIN json_each(?) l ON l.value = m.id', [
    JSON.stringify(lines),
  ]);
  await refoldTouched(db);
  await kinds(db);
  await dropEmpty(connection, ids);
  await dropUnstated(connection);
  await rebuildSearch(connection);
  await connection.run('DELETE FROM remembered_answer');
  await connection.run('UPDATE erasure_secret SET unclean = 1');
  return { people: people.length, ...rewritten, ...written, linesKept: lines.length };
}

async function theirLines(connection: Connection, ids: readonly number[]): Promise<number[]> {
  const rows = await connection.all<{ line: number }>(linesOf('SELECT value AS id FROM json_each(?)'), [JSON.stringify(ids)]);
  return rows.map(({ line }) => line);
}

async function store(connection: Connection, mark: ReturnType<Eraser['mark']>): Promise<void> {
  if (mark) await storeMarks(connection, [mark]);
}

/** From here on nobody of them is known by any key, address or number of theirs. */
async function markPeople(connection: Connection, eraser: Eraser, traces: readonly Traces[]): Promise<void> {
  for (const { records, emails, phones } of traces) {
    const token = randomBytes(12).toString('hex');
    const lasting = await describedElsewhere(
      connection,
      records.map(({ record }) => record),
    );
    for (const { record, platform, key } of records)
      await store(connection, eraser.mark('person', [platform, key], lasting.has(record) ? `${token}${keptToken}` : token));
    for (const email of emails) await store(connection, eraser.mark('email', [email], token));
    for (const phone of phones) await store(connection, eraser.mark('phone', [phone], token));
  }
}

/** Records that money names on rows which do not describe them: a list of members does. Without it their lines would be nobody's. */
async function describedElsewhere(connection: Connection, records: readonly number[]): Promise<Set<number>> {
  const rows = await connection.all<{ id: number }>(
    `SELECT r.id FROM record r WHERE r.id IN (SELECT value FROM json_each(?))
       AND (EXISTS (SELECT 1 FROM ledger_line l WHERE l.person_record = r.id) OR EXISTS (SELECT 1 FROM shop_order o WHERE o.person_record = r.id)
         OR EXISTS (SELECT 1 FROM term t WHERE t.person_record = r.id))
       AND NOT EXISTS (SELECT 1 FROM source_record s JOIN source_record m ON m.batch = s.batch AND m.row = s.row JOIN record o ON o.id = m.record
         WHERE s.record = r.id AND o.type IN ('order', 'ledgerLine', 'term') AND m.payload ->> '$.personKey' = r.key)`,
    [JSON.stringify(records)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What the user wrote about them. */
async function clearWritten(connection: Connection, ids: readonly number[]): Promise<Pick<Cleared, 'notes' | 'tags' | 'edits'>> {
  const of = async (table: string) =>
    (await connection.run(`DELETE FROM ${table} WHERE person IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)])).changes;
  await of('profile_memory');
  await of('person_absorbed');
  await connection.run(
    `DELETE FROM replaced_edit WHERE record IN (SELECT record FROM erase_record) OR record IN (SELECT p.id FROM profile p JOIN json_each(?) j ON j.value = p.person)`,
    [JSON.stringify(ids)],
  );
  return { notes: await of('person_note'), tags: await of('person_tag'), edits: await of('person_edit') };
}

/**
 * An address that several people of one platform share joins nobody. With one of them gone it would join the others, who are as different as
 * they were.
 */
async function keepApart(connection: Connection, ids: readonly number[]): Promise<void> {
  for (const column of ['email', 'phone']) {
    await connection.run(
      `WITH gone AS MATERIALIZED (SELECT value AS id FROM json_each(?)),
       rest AS MATERIALIZED (
         SELECT f.${column} AS contact, f.id, f.person, f.platform FROM profile f WHERE f.person NOT IN (SELECT id FROM gone)
           AND f.${column} IN (SELECT g.${column} FROM profile g WHERE g.person IN (SELECT id FROM gone))),
       joined AS MATERIALIZED (SELECT contact FROM rest GROUP BY contact HAVING count(*) = count(DISTINCT platform))
       INSERT OR IGNORE INTO identity_decision (a, b, same, at)
       SELECT x.id, y.id, 0, strftime('%Y-%m-%dT%H:%M:%SZ') FROM rest x JOIN rest y ON y.contact = x.contact AND y.id > x.id AND y.person <> x.person
       WHERE x.contact IN (SELECT contact FROM joined)`,
      [JSON.stringify(ids)],
    );
  }
}

/** Rows without anything personal; their profiles follow their records' new keys. */
async function clearPeople(connection: Connection, people: readonly Chosen[]): Promise<void> {
  // Team members and people who were removed were counted nowhere, and are not now.
  const rows = people.map(({ id, is_team, removed_at }) => [id, is_team === 1 || removed_at !== null ? 2 : 1]);
  await connection.run(
    `UPDATE person SET name = '', email = NULL, phone = NULL, gender = NULL, birth_date = NULL, city = NULL, province = NULL, country = NULL,
       tier = NULL, first_seen_at = NULL, last_seen_at = NULL, is_manual = 0, is_team = 0, search_text = '', erased = v.erased,
       removed_at = coalesce(removed_at, strftime('%Y-%m-%dT%H:%M:%SZ'))
     FROM (SELECT value ->> 0 AS id, value ->> 1 AS erased FROM json_each(?)) v WHERE person.id = v.id`,
    [JSON.stringify(rows)],
  );
  await connection.run(
    'UPDATE profile SET key = (SELECT r.key FROM record r WHERE r.id = profile.id) WHERE id IN (SELECT record FROM erase_person)',
  );
}

/** Whoever paid nothing leaves no row behind. */
async function dropEmpty(connection: Connection, ids: readonly number[]): Promise<void> {
  const gone = `SELECT p.id FROM person p WHERE p.id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM profile f WHERE f.person = p.id)
    AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.person_link = p.id) AND NOT EXISTS (SELECT 1 FROM line_edit e WHERE e.field = 'personId' AND e.value = CAST(p.id AS TEXT))`;
  await connection.run('DELETE FROM profile_memory WHERE person IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]);
  await connection.run(`DELETE FROM person WHERE id IN (${gone})`, [JSON.stringify(ids)]);
}

/** The index keeps pieces of deleted texts until it is merged: it is made anew. */
async function rebuildSearch(connection: Connection): Promise<void> {
  await connection.run(`INSERT INTO person_search (person_search) VALUES ('delete-all')`);
  await connection.run('INSERT INTO person_search (rowid, text) SELECT id, search_text FROM person');
}
