/**
 * What touches a few rows must read a few rows, however large the workspace is. The planner is told that every bulk table holds a million rows, as
 * it knows after the first close of a large file, and may then prefer to go over a whole table; what statements really ran is looked at.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection, type SqlValue } from '../../electron/core/database/driver';
import { merchantBill, xiaoeUsers, type YouzanRow, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const bulkTables = ['ledger_line', 'line_number', 'person', 'profile', 'record', 'shop_order', 'source_record', 'source_row'];
const allowed = [
  // Whether there is any at all is answered by the first one.
  /SELECT 1 FROM \w+ LIMIT 1$/,
  /^SCAN ledger_line USING COVERING INDEX ledger_line_orders: SELECT 1 WHERE EXISTS/,
  // Own spending that came back: an index of those few lines.
  /^SCAN ledger_line USING INDEX ledger_line_returned/,
  // Imports are few; another table goes by the same short name in that statement.
  /^SCAN b USING INDEX sqlite_autoindex_import_batch_1/,
  // How many people there are in all is a figure that every import may change.
  /: SELECT count\(\*\) AS n FROM person p WHERE p\.is_team = 0/,
];
const isAllowed = (scan: string) => allowed.some((one) => one.test(scan));
const phones = ['19900001231', '19900001232', '19900001233'] as const;

const order = (n: number, phone: string): YouzanRow => ({
  number: `E2026000${n}`,
  status: '交易完成',
  createdAt: `2026-03-0${n} 09:00:00`,
  paidAt: `2026-03-0${n} 09:01:00`,
  flow: `M2026000${n}`,
  paid: '199.00',
  product: '年度专栏',
  nickname: `书友${n}`,
  phone,
  refunded: '0.00',
});

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
  await workspace.importFiles([
    await xiaoeUsers(join(workspace.dir, '用户列表导出_20261031.csv'), [
      { id: 'u_1', nickname: '书友1', phone: phones[0], city: '西安', spent: '199.00', registeredAt: '2026-01-05 08:00:00' },
    ]),
    await youzanOrders(join(workspace.dir, '订单报表_20261101090030.csv'), [order(1, phones[0]), order(2, phones[1])]),
    await merchantBill(join(workspace.dir, '1900000001All2026-03-01_2026-03-31.csv'), [
      { time: '2026-03-01 09:01:00', id: '4200001', merchantId: 'M20260001', state: 'SUCCESS', amount: '199.00', fee: '1.19' },
    ]),
  ]);
  await pretendLarge();
});
afterEach(() => workspace.close());

/** Statistics of a workspace in which one import has brought a million rows. Read when a file is opened, so it is opened anew. */
async function pretendLarge(): Promise<void> {
  await workspace.call('workspace.close', {});
  const db = await Connection.open(workspace.path, 'read-write');
  const indexes = await db.all<{ tbl: string; name: string; columns: number; partial: number }>(`
    SELECT m.tbl_name AS tbl, m.name, (SELECT count(*) FROM pragma_index_info(m.name)) AS columns, coalesce(m.sql, '') LIKE '% WHERE %' AS partial
    FROM sqlite_schema m WHERE m.type = 'index' AND m.tbl_name IN (SELECT value FROM json_each('${JSON.stringify(bulkTables)}'))`);
  await db.exec('ANALYZE; DELETE FROM sqlite_stat1;');
  for (const { tbl, name, columns, partial } of indexes) {
    const perValue = name === 'source_record_by_batch' ? '1000000 1' : Array.from({ length: columns }, () => '1').join(' ');
    // An index of some of the rows counted none of them then, but may hold a million since.
    await db.run('INSERT INTO sqlite_stat1 VALUES (?, ?, ?)', [tbl, name, partial ? '0 0' : `1000000 ${perValue}`]);
  }
  // A table all of whose indexes are of some rows is counted by itself; those without a rowid are an index of their own name.
  await db.exec(`INSERT INTO sqlite_stat1 VALUES ('shop_order', NULL, '1000000'), ('import_batch', 'sqlite_autoindex_import_batch_1', '3 1'),
    ('line_number', 'line_number', '2000000 1 1'), ('source_row', 'source_row', '1000000 1000000 1')`);
  await db.close();
  await workspace.call('workspace.open', { path: workspace.path });
}

/** Statements on the bulk tables that go over all of one, of those that `work` runs. */
async function scansOf(work: () => Promise<unknown>): Promise<string[]> {
  const ran = new Map<string, { connection: Connection; params: readonly SqlValue[] }>();
  const { all, run } = Connection.prototype;
  const note = (connection: Connection, sql: string, params: readonly SqlValue[] = []) =>
    /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql) && ran.set(sql, { connection, params });
  vi.spyOn(Connection.prototype, 'all').mockImplementation(function (this: Connection, sql, params) {
    note(this, sql, params);
    return all.call(this, sql, params) as never;
  });
  vi.spyOn(Connection.prototype, 'run').mockImplementation(function (this: Connection, sql, params) {
    note(this, sql, params);
    return run.call(this, sql, params);
  });
  try {
    await work();
  } finally {
    vi.restoreAllMocks();
  }
  expect(ran.size).toBeGreaterThan(0);
  const found: string[] = [];
  for (const [sql, { connection, params }] of ran) {
    const steps = await connection.all<Step>(`EXPLAIN QUERY PLAN ${sql}`, params).catch(() => []);
    const aliases = aliasesOf(sql);
    for (const step of steps) {
      const { detail } = step;
      const scanned = /^SCAN (\w+)/.exec(detail)?.[1];
      if (scanned === undefined) continue;
      const isBulk = aliases.has(scanned) && !isAllowed(`${detail}: ${sql.trim()}`);
      if (isBulk || (isForEveryRow(step, steps) && listsWork(scanned, sql)))
        found.push(`${detail}: ${sql.replace(/\s+/g, ' ').trim().slice(0, 240)}`);
    }
  }
  return found;
}

interface Step {
  id: number;
  parent: number;
  detail: string;
}

/** Whether a step is done anew for every row of something else. */
function isForEveryRow({ parent }: Step, steps: readonly Step[]): boolean {
  const above = steps.find(({ id }) => id === parent);
  return above !== undefined && (/^CORRELATED/.test(above.detail) || isForEveryRow(above, steps));
}

/** Whether the name stands for a list of what is being changed, as long as the import is. */
function listsWork(name: string, sql: string): boolean {
  return new RegExp(`\\b(?:reach|affected|former|touched|folded|newcomer) (?:as )?"?${name}\\b`, 'i').test(sql);
}

/** The names under which a statement knows bulk tables. */
function aliasesOf(sql: string): Set<string> {
  const names = new Set(bulkTables);
  for (const [, alias] of sql.matchAll(new RegExp(`\\b"?(?:${bulkTables.join('|')})"? (?:as )?"?([a-z]+)"?`, 'gi'))) names.add(alias ?? '');
  return names;
}

async function anyLine() {
  const { lines } = await workspace.call('revenue.lines', {});
  const line = lines[0];
  if (!line) throw new Error('no line');
  return line;
}

async function closedBytes(): Promise<string> {
  await workspace.call('workspace.close', {});
  const bytes = readFileSync(workspace.path);
  const db = await Connection.open(workspace.path, 'read-only');
  const counted = await db.all<{ idx: string; stat: string }>('SELECT idx, stat FROM sqlite_stat1');
  await db.close();
  expect(counted.find(({ idx }) => idx === 'profile_by_email')?.stat).toBe('500000 10');
  await workspace.call('workspace.open', { path: workspace.path });
  return createHash('sha256').update(bytes).digest('hex');
}

test('a file is not told to hold nothing in an index of some of the rows, and is not written for having been opened', async () => {
  const first = await closedBytes();
  expect(await closedBytes()).toBe(first);
  expect(await closedBytes()).toBe(first);
});

test('an edit of one line', async () => {
  const { id } = await anyLine();
  expect(await scansOf(() => workspace.call('revenue.updateLine', { id, fields: { note: '核对过' } }))).toEqual([]);
});

test('an edit of one person, and merging two', async () => {
  const { people } = await workspace.call('people.list', {});
  const [one, other] = people;
  if (!one || !other) throw new Error('too few people');
  expect(await scansOf(() => workspace.call('people.update', { id: one.id, fields: { city: '成都' } }))).toEqual([]);
  expect(await scansOf(() => workspace.call('people.merge', { keep: one.id, other: other.id }))).toEqual([]);
});

test('one person with their timeline and files, one line, one import', async () => {
  const id = (await workspace.call('people.list', {})).people[0]?.id ?? '';
  const importId = (await workspace.call('sync.history', {})).batches[0]?.id ?? '';
  const line = await anyLine();
  expect(await scansOf(() => workspace.call('people.get', { id }))).toEqual([]);
  expect(await scansOf(() => workspace.call('people.timeline', { id }))).toEqual([]);
  expect(await scansOf(() => workspace.call('people.sources', { id }))).toEqual([]);
  expect(await scansOf(() => workspace.call('revenue.line', { id: line.id }))).toEqual([]);
  expect(await scansOf(() => workspace.call('sync.batch', { id: importId }))).toEqual([]);
});

test('taking two lines for the same money, and taking that back', async () => {
  const { lines } = await workspace.call('revenue.lines', {});
  const sale = lines.find(({ side, at }) => side === 'order' && at.startsWith('2026-03-02'));
  const bill = lines.find(({ side }) => side === 'bill');
  if (!sale || !bill) throw new Error('too few lines');
  const said = (same: boolean | null) => workspace.call('revenue.match', { pairs: [{ one: sale.id, other: bill.id }], same });
  expect(await scansOf(() => said(true))).toEqual([]);
  expect(await scansOf(() => said(null))).toEqual([]);
});

test('a small import, its undo and redo', async () => {
  const { id } = await anyLine();
  await workspace.call('revenue.updateLine', { id, fields: { note: '核对过' } });
  // One that is known, one that has changed, one that is new.
  const file = await youzanOrders(join(workspace.dir, '订单报表_20261102090030.csv'), [
    order(1, phones[0]),
    { ...order(2, phones[1]), refunded: '199.00' },
    order(3, phones[2]),
  ]);
  let batch: string | null = null;
  const scans = await scansOf(async () => {
    const [result] = await workspace.importFiles([file]);
    batch = result?.batchId ?? null;
  });
  expect(scans).toEqual([]);
  expect(await scansOf(() => workspace.undo(batch))).toEqual([]);
  expect(await scansOf(() => workspace.redo(batch))).toEqual([]);
});
