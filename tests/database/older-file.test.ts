/** A file of an older version that is only read: every page has an answer, and the file stays as it is. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Connection } from '../../electron/core/database/driver';
import { applicationId, migrate, migrations } from '../../electron/core/database/migrate';
import { scratchDir } from '../support/scratch';
import { testWorkspace } from '../support/workspace';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function fileOfVersion(version: number): Promise<string> {
  const path = join(dir, `v${version}.tonghao`);
  const connection = await Connection.open(path, 'create');
  await connection.exec(`PRAGMA application_id = ${applicationId}`);
  await migrate(connection, migrations.slice(0, version));
  await connection.exec(`
    INSERT INTO person (id, uid, name, search_text) VALUES (1, 'uid-1', '秋分', '秋分');
    INSERT INTO person_search (rowid, text) VALUES (1, '秋分');
    INSERT INTO account (id, platform, external_id, name) VALUES (1, 'youzan', '', '');
    INSERT INTO import_batch (seq, id, file_name, file_hash, file_size, format, format_version, layout, confidence, platform, kind, account, as_of,
      with_expenses, applied_at, columns, summary) VALUES (1, 'b1', 'a.csv', 'h', 1, 'youzan-orders', 1, '', 1, 'youzan', 'ledger', 1, '', 0,
      '2026-01-01T00:00:00Z', '["订单号"]', '{"rows":{"total":1,"new":0,"updated":0,"unchanged":0,"quarantined":1,"ignored":0},"ignoredBy":{},"records":{},"warnings":[]}');
    INSERT INTO source_row (batch, row, cells) VALUES (1, 2, ${version < 4 ? 'jsonb' : ''}('["E1"]'));
    INSERT INTO row_to_fix (batch, row, code, text) VALUES (1, 2, 'bad-amount', '九元');`);
  await connection.close();
  return path;
}

test.each(migrations.slice(0, -1).map(({ version }) => version))('version %i', async (version) => {
  const path = await fileOfVersion(version);
  const before = await readFile(path);
  const workspace = await testWorkspace();
  try {
    await workspace.call('workspace.open', { path, readOnly: true });
    expect((await workspace.call('people.list', { search: '秋分' })).total).toBe(1);
    expect((await workspace.call('people.get', { id: 'uid-1' })).name).toBe('秋分');
    expect((await workspace.call('sync.recordCounts', {})).every(({ count }) => count === 0)).toBe(true);
    expect((await workspace.call('sync.records', { type: 'attendance' })).rows).toEqual([]);
    expect((await workspace.call('sync.quarantine', {})).rows).toMatchObject([{ cells: ['E1'], columns: ['订单号'] }]);
    expect((await workspace.call('sync.history', {})).batches).toMatchObject([{ id: 'b1', status: 'live' }]);
    await workspace.call('sync.outdated', {});
    await workspace.call('sync.accounts', {});
    await workspace.call('overview.get', {});
    await workspace.call('revenue.lines', {});
    await workspace.call('workspace.doctor', {});
  } finally {
    await workspace.close();
  }
  expect(before.equals(await readFile(path))).toBe(true);
});
