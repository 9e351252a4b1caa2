/** The workspace's self-examination. Finds, never repairs, and names faults without personal data. */
import type { DoctorReport } from '../../../shared/contract/workspace';
import { recordTypes } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import { returnedExpense } from '../revenue/ledger.fold';
import { tableOfType } from '../sync/record-tables';
import { checkLedgerFolds } from './doctor-ledger';

type Check = DoctorReport['checks'][number];

export async function examine(db: Database): Promise<DoctorReport> {
  const checks = [
    await integrity(db),
    await foreignKeys(db),
    await faults(db, 'orphans', orphanQueries),
    await faults(db, 'sources', sourceQueries),
    await faults(db, 'ledger-sums', sumQueries),
    await checkLedgerFolds(db),
    await faults(db, 'people-folds', peopleQueries),
  ];
  return { ok: checks.every((check) => check.ok), checks };
}

async function integrity(db: Database): Promise<Check> {
  // The check alone goes by what this connection last knew of the search index, and would take every change by the other one for damage.
  await db.reader.get('SELECT rowid FROM person_search WHERE rowid = -1');
  const rows = await db.reader.all<{ integrity_check: string }>('PRAGMA integrity_check(10)');
  const bad = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  return { id: 'integrity', ok: bad.length === 0, faults: bad.length, examples: bad.slice(0, 10) };
}

async function foreignKeys(db: Database): Promise<Check> {
  const rows = await db.reader.all<{ table: string; rowid: number; parent: string }>('PRAGMA foreign_key_check');
  return {
    id: 'foreign-keys',
    ok: rows.length === 0,
    faults: rows.length,
    examples: rows.slice(0, 10).map((row) => `${row.table} ${row.rowid} → ${row.parent}`),
  };
}

/** Each query answers the ids at fault as `id`. */
async function faults(db: Database, id: Check['id'], queries: Readonly<Record<string, string>>): Promise<Check> {
  let count = 0;
  const examples: string[] = [];
  for (const [name, sql] of Object.entries(queries)) {
    const rows = await db.reader.all<{ id: string | number }>(sql);
    count += rows.length;
    examples.push(...rows.slice(0, 3).map((row) => `${name} ${row.id}`));
  }
  return { id, ok: count === 0, faults: count, examples: examples.slice(0, 10) };
}

const live = (record: string) =>
  `EXISTS (SELECT 1 FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL WHERE s.record = ${record})`;

/** Every fold has a live source or was added by hand; nothing derived points at what is gone. */
const orphanQueries = {
  ...Object.fromEntries(
    recordTypes.map((type) => [
      `${type} without source`,
      `SELECT id FROM ${tableOfType[type]} e WHERE NOT ${live('e.id')} AND NOT EXISTS (SELECT 1 FROM manual_line m WHERE m.id = e.id)`,
    ]),
  ),
  'survey without anything': `SELECT id FROM survey v WHERE NOT EXISTS (SELECT 1 FROM survey_question q WHERE q.survey = v.id)
    AND NOT EXISTS (SELECT 1 FROM survey_response s WHERE s.survey = v.id)`,
  'answer without response':
    'SELECT response AS id FROM survey_answer a WHERE NOT EXISTS (SELECT 1 FROM survey_response s WHERE s.id = a.response)',
  'number without line': 'SELECT line AS id FROM line_number n WHERE NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.id = n.line)',
  'counted by a missing line':
    'SELECT id FROM ledger_line l WHERE counted_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_line o WHERE o.id = l.counted_by)',
  'person without anything': `SELECT id FROM person p WHERE is_manual = 0 AND removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM profile f WHERE f.person = p.id)
    AND NOT EXISTS (SELECT 1 FROM person_edit e WHERE e.person = p.id) AND NOT EXISTS (SELECT 1 FROM person_tag e WHERE e.person = p.id)
    AND NOT EXISTS (SELECT 1 FROM person_note e WHERE e.person = p.id) AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.person_link = p.id)
    AND NOT EXISTS (SELECT 1 FROM person_absorbed e WHERE e.person = p.id AND e.edits <> '[]')`,
};

/** Every live statement has its row, and what it states has been folded. */
const sourceQueries = {
  'statement without row':
    'SELECT s.id FROM source_record s WHERE NOT EXISTS (SELECT 1 FROM source_row r WHERE r.batch = s.batch AND r.row = s.row)',
  'statement not folded': `SELECT s.id FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL JOIN record r ON r.id = s.record
    WHERE CASE r.type ${recordTypes.map((type) => `WHEN '${type}' THEN NOT EXISTS (SELECT 1 FROM ${tableOfType[type]} e WHERE e.id = r.id)`).join(' ')}
      ELSE 1 END`,
};

/** Totals per currency equal the sums of their parts, line by line. */
const sumQueries = {
  'totals of currency': `SELECT currency AS id FROM ledger_line GROUP BY currency
    HAVING sum(net) <> sum(gross) + sum(share) - sum(refund) - sum(commission) - sum(channel_fee) + sum(fee_reversal) - sum(split) - sum(tax_withheld)`,
  'line with a negative amount':
    'SELECT id FROM ledger_line WHERE min(stated, gross, share, refund, commission, channel_fee, fee_reversal, split, tax_withheld, returned) < 0',
  'returned spending': `SELECT id FROM ledger_line WHERE returned > 0 AND expense <> ${returnedExpense}`,
};

const peopleQueries = {
  'profile of nobody': 'SELECT f.id FROM profile f WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = f.person)',
  'two profiles of one platform': `SELECT f.person AS id FROM profile f GROUP BY f.person HAVING count(*) <> count(DISTINCT f.platform)
    AND NOT EXISTS (SELECT 1 FROM profile o JOIN identity_decision d ON d.same = 1 AND o.id IN (d.a, d.b) WHERE o.person = f.person)`,
  'parted though the same': `SELECT d.a AS id FROM identity_decision d JOIN profile f ON f.id = d.a JOIN profile o ON o.id = d.b
    WHERE d.same = 1 AND f.person <> o.person`,
  'one though different': `SELECT d.a AS id FROM identity_decision d JOIN profile f ON f.id = d.a JOIN profile o ON o.id = d.b AND o.person = f.person
    WHERE d.same = 0 AND NOT EXISTS (SELECT 1 FROM identity_decision s WHERE s.same = 1 AND (d.a IN (s.a, s.b) OR d.b IN (s.a, s.b)))`,
  'first seen': `SELECT p.id FROM person p
    WHERE p.first_seen_at IS NOT coalesce((SELECT min(f.first_seen_at) FROM profile f WHERE f.person = p.id),
      (SELECT min(m.since) FROM profile_memory m WHERE m.person = p.id))
    AND EXISTS (SELECT 1 FROM profile f WHERE f.person = p.id)`,
};
