/** What erasing people asks of the ledger: amounts and kinds stay, words that name somebody go. */
import type { LineKind } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import type { NamedTexts } from '../sync/named-texts';
import { refoldLines } from './ledger.fold';

/** How other files call the people on lines of theirs: counterparties and notes that stand on no line of anybody else. */
export async function namedOnLines(connection: Connection, lines: readonly number[], texts: NamedTexts): Promise<string[]> {
  const rows = await connection.all<{ text: string }>(
    `WITH mine AS MATERIALIZED (SELECT value AS id FROM json_each(?)),
     said AS (SELECT counterparty AS text FROM ledger_line WHERE id IN (SELECT id FROM mine) AND person_record IS NULL
       UNION SELECT note FROM ledger_line WHERE id IN (SELECT id FROM mine) AND person_record IS NULL)
     SELECT text FROM said WHERE text IS NOT NULL AND text <> ''
       AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE (l.counterparty = text OR l.note = text) AND l.id NOT IN (SELECT id FROM mine))`,
    [JSON.stringify(lines)],
  );
  return rows.map(({ text }) => text).filter((text) => texts.spans(text).length === 0);
}

/** Those of the lines whose statements hold one of the words. */
export async function linesToRewrite(connection: Connection, lines: readonly number[], words: readonly string[]): Promise<number[]> {
  const rows = await connection.all<{ id: number }>(
    `SELECT id FROM ledger_line WHERE id IN (SELECT value FROM json_each(?1))
       AND (counterparty IN (SELECT value FROM json_each(?2)) OR note IN (SELECT value FROM json_each(?2)))`,
    [JSON.stringify(lines), JSON.stringify(words)],
  );
  return rows.map(({ id }) => id);
}

/**
 * Notes the kinds of the lines in `erase_record`: a decision by the name of the other party must go on holding when the name has gone. The
 * function that it answers is called once the lines are folded anew.
 */
export async function keepKinds(connection: Connection): Promise<(db: Database) => Promise<void>> {
  const kindsOf = () =>
    connection.all<{ id: number; kind: LineKind }>('SELECT l.id, l.kind FROM erase_record e JOIN ledger_line l ON l.id = e.record');
  const before = new Map((await kindsOf()).map(({ id, kind }) => [id, kind]));
  return async (db) => {
    const changed = (await kindsOf()).filter(({ id, kind }) => before.get(id) !== kind);
    if (changed.length === 0) return;
    const edits = changed.map(({ id }) => [id, JSON.stringify(before.get(id))]);
    await connection.run(
      `INSERT INTO line_edit (line, field, value, at) SELECT value ->> 0, 'kind', value ->> 1, strftime('%Y-%m-%dT%H:%M:%SZ') FROM json_each(?)
       WHERE true ON CONFLICT DO NOTHING`,
      [JSON.stringify(edits)],
    );
    await refoldLines(
      db,
      changed.map(({ id }) => id),
    );
  };
}

/** Takes the names out of what the user wrote on lines: notes on the people's own lines go whole. */
export async function clearLines(
  connection: Connection,
  lines: readonly number[],
  people: readonly number[],
  texts: NamedTexts,
  words: readonly string[],
): Promise<void> {
  const mine = JSON.stringify(lines);
  await connection.run(`DELETE FROM line_edit WHERE field = 'note' AND line IN (SELECT value FROM json_each(?))`, [mine]);
  await clearReplaced(connection, texts);
  const edits = await connection.all<{ line: number; field: string; value: string }>(
    `SELECT line, field, value FROM line_edit WHERE field IN ('note', 'product')`,
  );
  for (const { line, field, value } of edits) {
    const clean = withoutNames(value, texts);
    if (clean !== value) await connection.run('UPDATE line_edit SET value = ? WHERE line = ? AND field = ?', [clean, line, field]);
    if (clean !== value) await connection.run('INSERT OR IGNORE INTO erase_record (record) VALUES (?)', [line]);
  }
  await clearManualLines(connection, new Set(lines), people, texts);
  const decisions = await connection.all<{ counterparty: string }>('SELECT DISTINCT counterparty FROM line_decision');
  const named = decisions.filter(({ counterparty }) => words.includes(counterparty) || texts.spans(counterparty).length > 0);
  await connection.run('DELETE FROM line_decision WHERE counterparty IN (SELECT value FROM json_each(?))', [
    JSON.stringify(named.map(({ counterparty }) => counterparty)),
  ]);
}

/** Edits that gave way to an import and name somebody: they do not come back any more. */
async function clearReplaced(connection: Connection, texts: NamedTexts): Promise<void> {
  const replaced = await connection.all<{ batch: number; record: number; field: string; value: string }>(
    'SELECT batch, record, field, value FROM replaced_edit',
  );
  const named = replaced.filter(({ value }) => withoutNames(value, texts) !== value);
  await connection.run(
    `DELETE FROM replaced_edit WHERE (batch, record, field) IN (SELECT value ->> 'batch', value ->> 'record', value ->> 'field' FROM json_each(?))`,
    [JSON.stringify(named)],
  );
}

async function clearManualLines(
  connection: Connection,
  lines: ReadonlySet<number>,
  people: readonly number[],
  texts: NamedTexts,
): Promise<void> {
  const linked = new Set(
    (
      await connection.all<{ id: number }>('SELECT id FROM ledger_line WHERE person_link IN (SELECT value FROM json_each(?))', [
        JSON.stringify(people),
      ])
    ).map(({ id }) => id),
  );
  const rows = await connection.all<{ id: number; payload: string }>('SELECT id, payload FROM manual_line');
  for (const { id, payload } of rows) {
    const stated = JSON.parse(withoutNames(payload, texts)) as Record<string, unknown>;
    if (lines.has(id) || linked.has(id)) for (const name of ['counterparty', 'note']) if (name in stated) stated[name] = null;
    const clean = JSON.stringify(stated);
    if (clean === payload) continue;
    await connection.run('UPDATE manual_line SET payload = ? WHERE id = ?', [clean, id]);
    await connection.run('INSERT OR IGNORE INTO erase_record (record) VALUES (?)', [id]);
  }
}

function withoutNames(json: string, texts: NamedTexts): string {
  return JSON.stringify(JSON.parse(json), (_name, value: unknown) => (typeof value === 'string' ? texts.without(value) : value));
}
