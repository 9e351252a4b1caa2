/**
 * Takes people out of everything that imports brought, live or undone: statements, original cells, rows to fix, keys of records and what is
 * remembered of the files themselves. What is left says what a new import of the same files would say.
 */
import type { CanonicalRecord, RecordType } from '../../../shared/domain/records';
import type { Connection } from '../database/driver';
import { blank, type Eraser, type Mark, textsOf } from './erasure';
import { storeMarks } from './erasure.service';
import type { NamedTexts } from './named-texts';
import { hashPayload } from './payload-hash';

/** Rows rewritten per round trip. */
const pageSize = 1_000;

export interface ErasedStatements {
  /** Rows of files that were rewritten or cleared. */
  rows: number;
  /** Statements that went altogether. */
  statements: number;
  rowsToFix: number;
}

export interface RowSearch {
  /** The people's records. */
  people: readonly { record: number; platform: string; key: string }[];
  texts: NamedTexts;
  /** Ledger lines of theirs that name nobody by key. */
  lines: readonly number[];
}

/** Finds the rows that name the people into `erase_row`, and their records into `erase_record`. Reads every statement once. */
export async function findRows(connection: Connection, { people, texts, lines }: RowSearch): Promise<void> {
  await connection.exec(`
    DROP TABLE IF EXISTS temp.erase_row; DROP TABLE IF EXISTS temp.erase_person; DROP TABLE IF EXISTS temp.erase_text; DROP TABLE IF EXISTS temp.erase_record;
    CREATE TEMP TABLE erase_row (batch INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (batch, row)) WITHOUT ROWID;
    CREATE TEMP TABLE erase_person (record INTEGER PRIMARY KEY, platform TEXT NOT NULL, key TEXT NOT NULL);
    CREATE TEMP TABLE erase_text (pattern TEXT NOT NULL);
    CREATE TEMP TABLE erase_record (record INTEGER PRIMARY KEY);`);
  await connection.run(`INSERT INTO erase_person SELECT value ->> 'record', value ->> 'platform', value ->> 'key' FROM json_each(?)`, [
    JSON.stringify(people),
  ]);
  await connection.run('INSERT INTO erase_text SELECT value FROM json_each(?)', [JSON.stringify(texts.patterns())]);
  const named = (json: string) => `EXISTS (SELECT 1 FROM erase_text n WHERE ${json} LIKE n.pattern ESCAPE '\\')`;
  await connection.run(
    'INSERT OR IGNORE INTO erase_row SELECT s.batch, s.row FROM erase_person p JOIN source_record s ON s.record = p.record',
  );
  await connection.run(
    'INSERT OR IGNORE INTO erase_row SELECT s.batch, s.row FROM json_each(?) l JOIN source_record s ON s.record = l.value',
    [JSON.stringify(lines)],
  );
  await connection.run(`
    INSERT OR IGNORE INTO erase_row
    SELECT s.batch, s.row FROM source_record s JOIN record r ON r.id = s.record
    WHERE EXISTS (SELECT 1 FROM erase_person p WHERE p.platform = r.platform AND p.key = s.payload ->> '$.personKey')
      OR ${named("json(s.payload) || ' ' || r.key")}`);
  await connection.run(`INSERT OR IGNORE INTO erase_row SELECT s.batch, s.row FROM source_row s WHERE ${named('s.cells')}`);
  await connection.run(`
    INSERT OR IGNORE INTO erase_record
    SELECT s.record FROM erase_row e JOIN source_record s ON s.batch = e.batch AND s.row = e.row`);
}

interface StoredStatement {
  batch: number;
  row: number;
  id: number;
  record: number;
  type: RecordType;
  platform: string;
  key: string;
  payload: string;
}

interface StoredRow {
  batch: number;
  row: number;
  cells: string;
  toFix: number;
}

type Carried = CanonicalRecord & { statement: StoredStatement };

/** What becomes of a page of rows. */
interface Rewriting {
  marks: Mark[];
  payloads: { id: number; payload: string; hash: string }[];
  gone: number[];
  keys: { record: number; key: string }[];
  cells: { batch: number; row: number; cells: string[] }[];
  cleared: { batch: number; row: number }[];
  unfixed: { batch: number; row: number }[];
}

/** Rewrites the rows found. The eraser must know the people; it learns the texts that name them. */
export async function rewriteRows(connection: Connection, eraser: Eraser, texts: NamedTexts): Promise<ErasedStatements> {
  const done: ErasedStatements = { rows: 0, statements: 0, rowsToFix: 0 };
  let after: [number, number] = [-1, -1];
  for (;;) {
    const rows = await connection.all<StoredRow>(
      `SELECT e.batch, e.row, s.cells AS cells, EXISTS (SELECT 1 FROM row_to_fix q WHERE q.batch = e.batch AND q.row = e.row) AS toFix
       FROM erase_row e JOIN source_row s ON s.batch = e.batch AND s.row = e.row WHERE (e.batch, e.row) > (?, ?) ORDER BY e.batch, e.row LIMIT ?`,
      [...after, pageSize],
    );
    const last = rows.at(-1);
    if (!last) break;
    const statements = await connection.all<StoredStatement>(
      `SELECT s.batch, s.row, s.id, s.record, r.type, r.platform, r.key, json(s.payload) AS payload
       FROM erase_row e JOIN source_record s ON s.batch = e.batch AND s.row = e.row JOIN record r ON r.id = s.record
       WHERE (e.batch, e.row) > (?, ?) AND (e.batch, e.row) <= (?, ?) ORDER BY s.id`,
      [...after, last.batch, last.row],
    );
    const rewriting = rewrite(rows, statements, eraser, texts);
    await store(connection, rewriting);
    done.rows += rewriting.cells.length + rewriting.cleared.length;
    done.statements += rewriting.gone.length;
    done.rowsToFix += rewriting.unfixed.length;
    after = [last.batch, last.row];
  }
  await connection.run(
    `UPDATE record SET key = v.key FROM (SELECT value ->> 'record' AS record, value ->> 'key' AS key FROM json_each(?)) v WHERE record.id = v.record`,
    [JSON.stringify(await personKeys(connection, eraser))],
  );
  return done;
}

/** People whom lines name without describing them have a record and no statement. */
async function personKeys(connection: Connection, eraser: Eraser): Promise<{ record: number; key: string }[]> {
  const people = await connection.all<{ record: number; platform: string; key: string }>('SELECT record, platform, key FROM erase_person');
  return people.map(({ record, platform, key }) => ({ record, key: eraser.erasedKey(platform, 'person', key) }));
}

function rewrite(rows: readonly StoredRow[], statements: readonly StoredStatement[], eraser: Eraser, texts: NamedTexts): Rewriting {
  const result: Rewriting = { marks: [], payloads: [], gone: [], keys: [], cells: [], cleared: [], unfixed: [] };
  const byRow = new Map<string, StoredStatement[]>();
  for (const statement of statements) {
    const place = `${statement.batch} ${statement.row}`;
    byRow.set(place, [...(byRow.get(place) ?? []), statement]);
  }
  for (const row of rows) rewriteRow(row, byRow.get(`${row.batch} ${row.row}`) ?? [], eraser, texts, result);
  return result;
}

function rewriteRow(row: StoredRow, stated: readonly StoredStatement[], eraser: Eraser, texts: NamedTexts, result: Rewriting): void {
  const place = { batch: row.batch, row: row.row };
  const cells = JSON.parse(row.cells) as string[];
  if (row.toFix === 1) {
    if (!cells.some((cell) => texts.spans(cell).length > 0)) return;
    keep(result, eraser.mark('row', cells));
    result.unfixed.push(place);
    result.cleared.push(place);
    return;
  }
  const carried = stated.map(
    (statement) =>
      ({ type: statement.type, key: statement.key, payload: JSON.parse(statement.payload) as object, statement }) as unknown as Carried,
  );
  for (const { type, key, payload, statement } of carried) {
    for (const text of textsOf(payload)) markText(text, eraser, texts, result);
    if (type !== 'person' && texts.spans(key).length > 0)
      keep(result, eraser.mark('record', [statement.platform, type, key.replace(/(?<=.)(?:#\d+)+$/s, '')]));
  }
  const { records, named } = eraser.records(stated[0]?.platform ?? '', carried);
  const kept = new Map((records as Carried[]).map((record) => [record.statement.id, record]));
  for (const statement of stated) settle(statement, kept.get(statement.id), result);
  if (stated.length > 0 && records.length === 0) result.cleared.push(place);
  else if (named) result.cells.push({ ...place, cells: blank(cells) });
  else {
    for (const cell of cells) markText(cell, eraser, texts, result);
    const clean = eraser.cells(cells);
    if (clean.some((cell, at) => cell !== cells[at])) result.cells.push({ ...place, cells: clean });
  }
}

function markText(text: string, eraser: Eraser, texts: NamedTexts, result: Rewriting): void {
  const spans = texts.spans(text);
  if (spans.length > 0) keep(result, eraser.mark('text', [text], JSON.stringify(spans)));
}

function keep(result: Rewriting, mark: Mark | null): void {
  if (mark) result.marks.push(mark);
}

function settle(statement: StoredStatement, record: Carried | undefined, result: Rewriting): void {
  if (!record) {
    result.gone.push(statement.id);
    return;
  }
  const payload = JSON.stringify(record.payload);
  if (payload !== statement.payload) result.payloads.push({ id: statement.id, payload, hash: hashPayload(payload) });
  if (record.key !== statement.key) result.keys.push({ record: statement.record, key: record.key });
}

async function store(connection: Connection, rewriting: Rewriting): Promise<void> {
  const { marks, payloads, gone, keys, cells, cleared, unfixed } = rewriting;
  await storeMarks(connection, marks);
  await connection.run(
    `UPDATE source_record SET payload = jsonb(v.payload), hash = v.hash
     FROM (SELECT value ->> 'id' AS id, value ->> 'payload' AS payload, value ->> 'hash' AS hash FROM json_each(?)) v WHERE source_record.id = v.id`,
    [JSON.stringify(payloads)],
  );
  await connection.run('DELETE FROM source_record WHERE id IN (SELECT value FROM json_each(?))', [JSON.stringify(gone)]);
  await connection.run(
    `UPDATE record SET key = v.key FROM (SELECT value ->> 'record' AS record, value ->> 'key' AS key FROM json_each(?)) v WHERE record.id = v.record`,
    [JSON.stringify(keys)],
  );
  await connection.run(
    `UPDATE source_row SET cells = v.cells
     FROM (SELECT value ->> 'batch' AS batch, value ->> 'row' AS row, value ->> 'cells' AS cells FROM json_each(?)) v
     WHERE source_row.batch = v.batch AND source_row.row = v.row`,
    [JSON.stringify(cells)],
  );
  const places = (list: readonly { batch: number; row: number }[]) => JSON.stringify(list.map(({ batch, row }) => [batch, row]));
  const among = '(batch, row) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))';
  await connection.run(`DELETE FROM row_to_fix WHERE ${among}`, [places(unfixed)]);
  await connection.run(`DELETE FROM source_row WHERE ${among}`, [places(cleared)]);
}

/** Records that nothing states any more go with their keys; the caller has folded them anew. */
export async function dropUnstated(connection: Connection): Promise<void> {
  await connection.run(`
    DELETE FROM record WHERE id IN (SELECT record FROM erase_record) AND type <> 'person' AND NOT EXISTS (SELECT 1 FROM source_record s WHERE s.record = record.id)
      AND NOT EXISTS (SELECT 1 FROM line_match m WHERE record.id IN (m.one, m.other)) AND NOT EXISTS (SELECT 1 FROM line_edit e WHERE e.line = record.id) AND NOT EXISTS (SELECT 1 FROM manual_line m WHERE m.id = record.id)`);
  await connection.exec(
    'DROP TABLE temp.erase_row; DROP TABLE temp.erase_person; DROP TABLE temp.erase_text; DROP TABLE temp.erase_record; DELETE FROM folded;',
  );
}

/** Names of files and accounts, headers and what else is remembered of imports, without the texts. */
export async function eraseFromHistory(connection: Connection, texts: NamedTexts): Promise<void> {
  for (const [table, id, columns] of [
    ['import_batch', 'seq', ['file_name', 'columns', 'summary', 'frame']],
    ['account', 'id', ['external_id', 'name']],
    ['setting', 'key', ['value']],
  ] as const) {
    const rows = await connection.all<Record<string, string | number>>(`SELECT ${id}, ${columns.join(', ')} FROM ${table}`);
    for (const row of rows) {
      for (const column of columns) {
        const stated = String(row[column] ?? '');
        const clean = withoutTexts(stated, texts);
        if (clean !== stated) await connection.run(`UPDATE ${table} SET ${column} = ? WHERE ${id} = ?`, [clean, row[id] ?? '']);
      }
    }
  }
}

/** JSON keeps its form. */
function withoutTexts(text: string, texts: NamedTexts): string {
  if (texts.spans(text).length === 0) return text;
  if (!/^[[{"]/.test(text)) return texts.without(text);
  try {
    return JSON.stringify(JSON.parse(text), (_name, value: unknown) => (typeof value === 'string' ? texts.without(value) : value));
  } catch {
    return texts.without(text);
  }
}
