/**
 * The canonical dump: everything a workspace knows, with natural keys in the place of ids and without history, log and clock columns.
 * Two workspaces that know the same have the same dump, whatever way they came to know it.
 */
import { Connection, type Row } from '../../electron/core/database/driver';

export interface Dump {
  lines: Row[];
  orders: Row[];
  people: { profiles: Row[]; person: Row; edits: Row[]; tags: string[]; notes: string[] }[];
  toFix: string[];
  decisions: Row[];
  lineMatches: Row[];
  lineEdits: Row[];
  /** What the user said about who is who; people added by hand by their name. */
  identity: Row[];
  /** Every other fold, by table. */
  others: Record<string, Row[]>;
}

const keyOf = (column: string) => `(SELECT r.platform || '/' || r.type || '/' || r.key FROM record r WHERE r.id = ${column})`;

/** Reads the dump of a workspace file through a connection of its own. */
export async function canonicalDump(path: string): Promise<Dump> {
  const db = await Connection.open(path, 'read-only');
  try {
    return {
      lines: await db.all(`
        SELECT ${keyOf('ledger_line.id')} AS key, at, date_estimated, kind, side, sold_on, paid_via, currency, stated, gross, share, refund, commission,
          channel_fee, fee_reversal, split, tax_withheld, payout, expense, returned, ${keyOf('counted_by')} AS counted_by, original_amount,
          original_currency, product, counterparty, ${keyOf('person_record')} AS person,
          (SELECT p.name FROM person p WHERE p.id = person_link) AS linked, numbers, source_kind, status, note, edited
        FROM ledger_line ORDER BY 1`),
      orders: await db.all(`
        SELECT ${keyOf('shop_order.id')} AS key, number, created_at, paid_at, status, currency, amount, refunded, product, ${keyOf('person_record')} AS person
        FROM shop_order ORDER BY 1`),
      people: await dumpPeople(db),
      toFix: (
        await db.all<{ cells: string }>(`
        SELECT DISTINCT b.format || s.cells AS cells FROM row_to_fix q JOIN source_row s ON s.batch = q.batch AND s.row = q.row
        JOIN import_batch b ON b.seq = q.batch WHERE b.undone_at IS NULL ORDER BY 1`)
      ).map((row) => row.cells),
      decisions: await db.all('SELECT counterparty, source_kind, kind FROM line_decision ORDER BY 1, 2'),
      lineMatches: await db.all(`SELECT ${keyOf('one')} AS one, ${keyOf('other')} AS other, same, kind FROM line_match ORDER BY 1, 2`),
      lineEdits: await db.all(`SELECT ${keyOf('line')} AS line, field, value FROM line_edit WHERE field <> 'personId' ORDER BY 1, 2`),
      identity: await db.all(`SELECT ${standsFor('d.a')} AS a, ${standsFor('d.b')} AS b, same FROM identity_decision d ORDER BY 1, 2, 3`),
      others: await dumpOthers(db),
    };
  } finally {
    await db.close();
  }
}

/** Edits (as in the dump) and tags of people who are part of somebody else, where that one's own stand in their place. They come back when the two come apart. */
export async function heldBack(path: string): Promise<{ edits: Row[]; tags: string[] }> {
  const db = await Connection.open(path, 'read-only');
  try {
    const kept = (column: string) => `FROM person_absorbed a, json_each(a.${column}) e`;
    const tags = await db.all<{ tag: string }>(`SELECT e.value ->> 0 AS tag ${kept('tags')} WHERE e.value ->> 1 = 0`);
    return {
      edits: await db.all(`SELECT e.value ->> 0 AS field, e.value ->> 1 AS value ${kept('edits')} WHERE e.value ->> 3 = 0`),
      tags: tags.map((row) => row.tag),
    };
  } finally {
    await db.close();
  }
}

const standsFor = (column: string) =>
  `coalesce((SELECT p.name FROM profile_memory m JOIN person p ON p.id = m.person WHERE m.record = ${column} AND m.since IS NOT NULL), ${keyOf(column)})`;

const surveyOf = (column: string) => `(SELECT v.platform || '/' || v.key FROM survey v WHERE v.id = ${column})`;
/** Tables without columns of their own meaning: what refers to something is replaced by the key of what it refers to. */
const otherTables = [
  'term',
  'attendance',
  'community_member',
  'content_item',
  'content_metric',
  'calendar_entry',
  'survey',
  'survey_question',
  'survey_response',
  'survey_answer',
  'note',
];
/** Attributes are a set: which of several statements told them first is told by their order, and means nothing. */
const byName = (column: string) =>
  `(SELECT json_group_object(a.key, a.value) FROM (SELECT key, value FROM json_each(${column}) ORDER BY key) a) AS attributes`;
const referring: Readonly<Record<string, (column: string) => string>> = {
  person_record: keyOf,
  content_record: keyOf,
  response: keyOf,
  survey: surveyOf,
};

async function dumpOthers(db: Connection): Promise<Dump['others']> {
  const dumped: Dump['others'] = {};
  for (const table of otherTables) {
    const columns = await db.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', [table]);
    const shown = columns.map(({ name }) => {
      if (name === 'id') return table === 'survey' ? 'NULL AS id' : `${keyOf(`${table}.id`)} AS id`;
      if (name === 'attributes') return byName(name);
      return `${referring[name]?.(`${table}.${name}`) ?? name} AS ${name}`;
    });
    const rows = await db.all(`SELECT ${shown.join(', ')} FROM ${table}`);
    dumped[table] = rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return dumped;
}

async function dumpPeople(db: Connection): Promise<Dump['people']> {
  const people = await db.all<{ id: number }>('SELECT id FROM person');
  const dumped = await Promise.all(
    people.map(async ({ id }) => ({
      profiles: await db.all(
        `SELECT platform, key, name, nickname, email, phone, gender, birth_date, city, province, country, first_seen_at, last_seen_at, tier,
           status, note, ${byName('attributes')}, as_of FROM profile WHERE person = ? ORDER BY platform, key`,
        [id],
      ),
      person:
        (await db.get(
          `SELECT name, email, phone, gender, birth_date, city, province, country, tier, first_seen_at, last_seen_at, platforms, is_team, is_manual,
           removed_at IS NOT NULL AS removed, search_text FROM person WHERE id = ?`,
          [id],
        )) ?? {},
      edits: await db.all('SELECT field, value FROM person_edit WHERE person = ? ORDER BY 1', [id]),
      tags: (await db.all<{ tag: string }>('SELECT tag FROM person_tag WHERE person = ? ORDER BY 1', [id])).map((row) => row.tag),
      notes: (await db.all<{ text: string }>('SELECT text FROM person_note WHERE person = ? ORDER BY 1', [id])).map((row) => row.text),
    })),
  );
  return dumped.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
