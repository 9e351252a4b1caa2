/** Ledger lines, people and orders written straight into the tables, for tests of queries that need rows no export would bring. */
import type { Database } from '../../electron/core/database/database';
import type { Row, SqlValue } from '../../electron/core/database/driver';

let lastKey = 0;

async function insert(db: Database, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  await db.write(() =>
    db.writer.run(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      Object.values(row) as SqlValue[],
    ),
  );
}

async function insertRecord(db: Database, type: string): Promise<number> {
  await insert(db, 'record', { type, platform: 'test', key: `key-${++lastKey}` });
  return (await db.writer.get<{ id: number }>('SELECT max(id) AS id FROM record'))?.id ?? 0;
}

/** A line; amounts that are not given are 0. Answers its id. */
export async function insertLine(db: Database, row: Row & { numbers?: string[] }): Promise<number> {
  const { numbers, ...rest } = row;
  const id = await insertRecord(db, 'ledgerLine');
  const zero = Object.fromEntries(
    ['gross', 'share', 'refund', 'commission', 'channel_fee', 'fee_reversal', 'split', 'tax_withheld', 'payout', 'expense', 'stated'].map(
      (name) => [name, 0],
    ),
  );
  await insert(db, 'ledger_line', {
    id,
    at: '2026-05-01T00:00:00Z',
    date_estimated: 0,
    kind: 'sale',
    side: 'bill',
    sold_on: 'own',
    currency: 'CNY',
    ...zero,
    ...rest,
    numbers: numbers ? JSON.stringify(numbers) : null,
  });
  for (const number of numbers ?? []) await insert(db, 'line_number', { number, line: id });
  return id;
}

/** A person with one profile, so that lines can name them by record. */
export async function insertPerson(db: Database, row: Row = {}): Promise<{ id: number; record: number; uid: string }> {
  const uid = `person-${++lastKey}`;
  await insert(db, 'person', { uid, name: uid, ...row });
  const id = (await db.writer.get<{ id: number }>('SELECT max(id) AS id FROM person'))?.id ?? 0;
  const record = await insertRecord(db, 'person');
  await insert(db, 'profile', { id: record, person: id, platform: 'test', key: uid, as_of: '' });
  return { id, record, uid };
}

/** A live import of an account, for what it covers. */
export async function insertBatch(db: Database, row: Row & { account: string; platform: string }): Promise<void> {
  const { account, ...rest } = row;
  await db.write(() =>
    db.writer.run('INSERT INTO account (platform, external_id, name) VALUES (?1, ?2, ?2) ON CONFLICT DO NOTHING', [row.platform, account]),
  );
  const found = await db.writer.get<{ id: number }>('SELECT id FROM account WHERE platform = ? AND external_id = ?', [
    row.platform,
    account,
  ]);
  await insert(db, 'import_batch', {
    id: `batch-${++lastKey}`,
    file_name: 'file.csv',
    file_hash: `hash-${lastKey}`,
    file_size: 1,
    format: 'test',
    format_version: 1,
    layout: '',
    confidence: 1,
    kind: 'ledger',
    as_of: '',
    with_expenses: 0,
    applied_at: '2026-11-01T00:00:00Z',
    columns: '[]',
    summary: '{"records":{}}',
    ...rest,
    account: found?.id ?? 0,
  });
}
