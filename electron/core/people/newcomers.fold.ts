/**
 * New people whom nobody shares an e-mail or phone with and of whom the user has said nothing: nearly everybody in a large file. Who they are needs
 * no thought (identity.ts would make each of them a person alone), so they are written set by set. All others go through who-is-who.fold.ts.
 * Mirrors `foldPerson` of people.fold.ts for a single profile; a test holds the two against each other.
 */
import { erasedPrefix } from '../../../shared/domain/erased';
import type { Connection } from '../database/driver';
import { type ProfileField, profileFields } from './people.fold';

/** Empties the list of newcomers. Only inside `db.write`. */
export async function beginNewcomers(connection: Connection): Promise<void> {
  await connection.exec(`
    CREATE TEMP TABLE IF NOT EXISTS newcomer (person INTEGER PRIMARY KEY, record INTEGER NOT NULL);
    DELETE FROM newcomer;`);
}

/** SQL for the instants (`at`) at which the newcomers of this change were first seen. */
export const newcomersFirstSeen = 'SELECT p.first_seen_at AS at FROM newcomer n CROSS JOIN profile p ON p.id = n.record';

/** SQL for the newcomers whose record (below ?1) was there before: lines may have named them, or an import that was taken back. */
export const newcomersKnown = 'SELECT record FROM newcomer WHERE record < ?1';

/**
 * Makes people of the reached profiles that are nobody's yet and stand alone, and takes them out of `reach`. `nobody`: the person of a profile that has
 * none. Only inside `db.write`.
 */
export async function admitNewcomers(connection: Connection, nobody: number): Promise<void> {
  const last = (await connection.get<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM person'))?.id ?? 0;
  const { changes } = await connection.run(
    `INSERT INTO newcomer (person, record)
     SELECT ?1 + row_number() OVER (ORDER BY p.id), p.id FROM reach r CROSS JOIN profile p ON p.id = r.record
     WHERE p.person = ${nobody} AND ${alone('email')} AND ${alone('phone')} AND ${plain}
       AND NOT EXISTS (SELECT 1 FROM profile_memory m WHERE m.record = p.id)
       AND NOT EXISTS (SELECT 1 FROM identity_decision d WHERE d.a = p.id) AND NOT EXISTS (SELECT 1 FROM identity_decision d WHERE d.b = p.id)`,
    [last],
  );
  if (changes === 0) return;
  await connection.run(insertPeople, [Date.now().toString(16).padStart(12, '0'), last]);
  await connection.run('INSERT INTO person_search (rowid, text) SELECT id, search_text FROM person WHERE id > ?', [last]);
  await connection.run('UPDATE profile SET person = n.person FROM newcomer n WHERE profile.id = n.record');
  await connection.run('DELETE FROM reach WHERE record IN (SELECT record FROM newcomer)');
}

function alone(column: 'email' | 'phone'): string {
  return `(p.${column} IS NULL OR NOT EXISTS (SELECT 1 FROM profile o WHERE o.${column} = p.${column} AND o.id <> p.id))`;
}

/**
 * SQLite lowers the letters A–Z only. Texts of these letters, of Chinese, Japanese and Korean ones, general punctuation and pictures have no others to lower.
 */
const plainLetters = ' -~\u2000-\u206f\u3000-\u9fff\uac00-\ud7a3\u{1f300}-\u{1faff}';
const plain = `coalesce(p.name, '') || coalesce(p.nickname, '') || coalesce(p.email, '') || coalesce(p.phone, '') || p.key NOT GLOB '*[^${plainLetters}]*'
       AND p.key NOT GLOB '${erasedPrefix}*'`;

/**
 * A UUID of version 7: the time (?1, milliseconds as 12 hexadecimal digits), the number among those of this moment, which keeps them in order where
 * they are indexed, and chance.
 */
const uid = `format('%s-%s-7%03x-%04x-%s', substr(?1, 1, 8), substr(?1, 9), ((n.person - ?2) >> 14) & 4095, 32768 | ((n.person - ?2) & 16383), lower(hex(randomblob(6))))`;

const filled = (column: ProfileField | 'name' | 'nickname') => `nullif(p.${column}, '')`;

/** Each word once, in the order of `searchText`. */
const searchWords = `lower(name)
      || CASE WHEN lower(email) IN (lower(name)) OR email IS NULL THEN '' ELSE char(10) || lower(email) END
      || CASE WHEN lower(phone) IN (lower(name), lower(email)) OR phone IS NULL THEN '' ELSE char(10) || lower(phone) END
      || CASE WHEN lower(nickname) IN (lower(name), lower(email), lower(phone)) OR nickname IS NULL THEN '' ELSE char(10) || lower(nickname) END
      || CASE WHEN lower(key) IN (lower(name), lower(email), lower(phone), lower(nickname)) THEN '' ELSE char(10) || lower(key) END`;

const insertPeople = `
  INSERT INTO person (id, uid, name, ${profileFields.join(', ')}, first_seen_at, last_seen_at, platforms, search_text)
  SELECT id, uid, name, ${profileFields.join(', ')}, first_seen_at, last_seen_at, json_array(platform), ${searchWords}
  FROM (
    SELECT n.person AS id, ${uid} AS uid, coalesce(${filled('name')}, ${filled('nickname')}, ${filled('email')}, p.key) AS name,
      ${filled('nickname')} AS nickname, p.key, p.platform, p.first_seen_at, p.last_seen_at,
      ${profileFields.map((column) => `${filled(column)} AS ${column}`).join(', ')}
    FROM newcomer n CROSS JOIN profile p ON p.id = n.record
    ORDER BY n.person LIMIT -1)`;
