/** Which files a person is made of: every live import that states something of them, with what and on which rows. */
import type { Output } from '../../../shared/contract';
import type { PersonSource } from '../../../shared/contract/people';
import type { Database } from '../database/database';
import { linesOf } from '../revenue/attribution';

/** Rows named per import; how many there are is always told. */
const namedRows = 50;

/** Tables of what is somebody's by the record that stands for them. */
const belongings = ['shop_order', 'term', 'attendance', 'community_member', 'survey_response'] as const;

/** SQL of the records of the person ?1: who they are on each platform, their lines as in the ledger, and all that names them. */
const mine = `
  SELECT f.id AS record FROM profile f WHERE f.person = ?1
  UNION SELECT line FROM (${linesOf('SELECT ?1 AS id')})
  ${belongings.map((table) => `UNION SELECT e.id FROM profile f CROSS JOIN ${table} e ON e.person_record = f.id WHERE f.person = ?1`).join('\n  ')}`;

interface SourceRow extends Omit<PersonSource, 'records' | 'rows'> {
  records: string;
  rows: string;
}

/** Newest import first; beside them what the user has written of the person. */
export async function personSources(db: Database, person: number): Promise<Output<'people.sources'>> {
  const rows = await db.reader.all<SourceRow>(
    `WITH mine AS MATERIALIZED (${mine}),
     stated AS MATERIALIZED (
       SELECT DISTINCT s.batch, s.row, s.record, r.type FROM mine m CROSS JOIN source_record s ON s.record = m.record
       CROSS JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL CROSS JOIN record r ON r.id = m.record)
     SELECT b.id AS batchId, b.file_name AS fileName, b.format, b.platform, nullif(a.name, '') AS account, b.applied_at AS appliedAt,
       (SELECT json_group_object(type, n) FROM (SELECT type, count(DISTINCT record) AS n FROM stated WHERE batch = b.seq GROUP BY type)) AS records,
       (SELECT json_group_array(row) FROM (SELECT DISTINCT row FROM stated WHERE batch = b.seq ORDER BY row LIMIT ?2)) AS rows,
       (SELECT count(DISTINCT row) FROM stated WHERE batch = b.seq) AS rowCount
     FROM (SELECT DISTINCT batch FROM stated) d JOIN import_batch b ON b.seq = d.batch JOIN account a ON a.id = b.account ORDER BY b.seq DESC`,
    [person, namedRows],
  );
  const byHand = await db.reader.get<Output<'people.sources'>['byHand']>(
    `SELECT (SELECT count(*) FROM (${linesOf('SELECT ?1 AS id')}) m CROSS JOIN ledger_line l ON l.id = m.line WHERE l.side = 'manual') AS lines,
       (SELECT count(*) FROM person_edit WHERE person = ?1) AS fields, (SELECT count(*) FROM person_tag WHERE person = ?1) AS tags,
       (SELECT count(*) FROM person_note WHERE person = ?1) AS notes`,
    [person],
  );
  return {
    sources: rows.map((row) => ({
      ...row,
      records: JSON.parse(row.records) as PersonSource['records'],
      rows: JSON.parse(row.rows) as number[],
    })),
    byHand: byHand ?? { lines: 0, fields: 0, tags: 0, notes: 0 },
  };
}
