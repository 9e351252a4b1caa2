/** Erasing people: nothing of them is in any byte, what was paid stays, and no file brings them back. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backupFolder } from '../../electron/core/database/backup';
import { Connection } from '../../electron/core/database/driver';
import { canonicalDump } from '../support/dump';
import { type TestWorkspace, testWorkspace } from '../support/workspace';
import { gone, goneIds, stays, traces, worldFiles } from './erase-world';

let workspace: TestWorkspace;
let files: string[];
beforeEach(async () => {
  workspace = await testWorkspace();
  files = await worldFiles(workspace.dir);
});
afterEach(() => workspace.close());

/** Which of the person's texts a file holds. */
async function tracesIn(path: string): Promise<string[]> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  return traces.filter((text) => bytes.includes(Buffer.from(text)));
}

async function imported(): Promise<string[]> {
  const results = await workspace.importFiles(files, { snapshotDay: '2026-10-31' });
  expect(results.map(({ status, file, error }) => ({ status, file, error }))).toEqual(
    results.map(({ file }) => ({ status: 'applied', file, error: null })),
  );
  return goneIds(workspace);
}

async function erase(ids: string[]) {
  return workspace.call('people.erased', { jobId: await workspace.job('people.erase', { ids }) });
}

/** Sums of the ledger and how many people paid: what an erasure must not change. */
async function money() {
  const totals = await workspace.call('revenue.totals', {});
  const metrics = await workspace.call('overview.metrics', {});
  return { totals, metrics: metrics.filter(({ id }) => !['people.total', 'people.new'].includes(id)) };
}

async function healthy(): Promise<void> {
  expect((await workspace.call('workspace.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([]);
}

describe('everything of a person goes', () => {
  test('from the file, its log, a new backup and an export', async () => {
    const ids = await imported();
    const [main] = (await workspace.call('people.list', { search: gone.email })).people;
    const id = main?.id ?? '';
    await workspace.call('people.addNote', { id, text: gone.note });
    await workspace.call('people.addTag', { ids: [id], tag: gone.tag });
    await workspace.call('people.update', { id, fields: { name: gone.edited } });
    await workspace.call('workspace.backup', {});
    const before = await tracesIn(workspace.path);
    const wal = await tracesIn(`${workspace.path}-wal`);
    expect(new Set([...before, ...wal]).size).toBeGreaterThan(traces.length - 3);

    const result = await erase(ids);
    expect(result).toMatchObject({ people: ids.length, notes: 1, tags: 1, edits: 1, rowsToFix: 1, cleaned: true });
    expect(result.copies.map(({ place }) => place)).toEqual(['backup']);
    for (const suffix of ['', '-wal', '-shm']) expect(await tracesIn(`${workspace.path}${suffix}`), suffix).toEqual([]);
    const backup = await workspace.call('workspace.backup', {});
    expect(await tracesIn(join(backupFolder(workspace.path), backup.id))).toEqual([]);
    await workspace.job('workspace.export', { dir: join(workspace.dir, 'export') });
    for (const name of await readdir(join(workspace.dir, 'export')))
      expect(await tracesIn(join(workspace.dir, 'export', name)), name).toEqual([]);
    await healthy();
    expect((await workspace.call('people.list', { search: stays.name })).people.length).toBeGreaterThan(0);
    expect((await workspace.call('people.list', {})).people.every((person) => person.name !== '')).toBe(true);
  });

  test('from files that wait to be applied', async () => {
    await imported();
    await workspace.job('sync.stage', { paths: files, snapshotDay: '2026-10-31' });
    await erase(await goneIds(workspace));
    const staged = await workspace.call('sync.staged', {});
    expect(staged).toHaveLength(files.length);
    const shown = await Promise.all(staged.map(({ id }) => workspace.call('sync.stagedRows', { fileId: id, limit: 500 })));
    const text = JSON.stringify(shown);
    expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
  });

  test('and nobody is erased when one of them is not there', async () => {
    const ids = await imported();
    const before = await canonicalDump(workspace.path);
    await expect(erase([...ids, 'no-such-person'])).rejects.toMatchObject({ code: 'person-missing' });
    expect(await canonicalDump(workspace.path)).toEqual(before);
  });

  test('or nothing of it when it is stopped', async () => {
    const ids = await imported();
    const before = await canonicalDump(workspace.path);
    const { jobId } = await workspace.call('people.erase', { ids });
    await workspace.call('job.cancel', { jobId });
    expect((await workspace.call('job.wait', { jobId })).state).toBe('cancelled');
    expect(await canonicalDump(workspace.path)).toEqual(before);
    await healthy();
  });
});

describe('what stays', () => {
  test('amounts, counts of buyers and every other person', async () => {
    const ids = await imported();
    const undecided = await workspace.call('revenue.undecided', {});
    for (const { counterparty, sourceKind } of undecided) await workspace.call('revenue.decide', { counterparty, sourceKind, kind: 'tip' });
    const before = await canonicalDump(workspace.path);
    const sums = await money();
    expect(sums.totals.length).toBeGreaterThan(1);
    expect(sums.metrics.some(({ id, value }) => id === 'revenue.payers' && value === 4)).toBe(true);
    await erase(ids);
    expect(await money()).toEqual(sums);
    const after = await canonicalDump(workspace.path);
    const names = (value: unknown) => traces.some((trace) => JSON.stringify(value).includes(trace));
    const others = (dump: typeof before) => ({
      people: dump.people.filter((person) => !names(person) && person.person.name !== ''),
      lines: dump.lines.map(({ product, counterparty, note, person, edited, ...line }) => line),
      orders: dump.orders.map(({ product, person, ...order }) => order),
      theirLines: dump.lines.filter((line) => JSON.stringify(line).includes(stays.phone) || line.counterparty === stays.name),
    });
    expect(others(after)).toEqual(others(before));
    for (const table of ['attendance', 'community_member', 'survey_response', 'survey_question'])
      expect(after.others[table]?.length, table).toBe(
        before.others[table]?.filter((row) => table === 'survey_question' || !names(row) || JSON.stringify(row).includes(stays.name))
          .length,
      );
    await healthy();
  });

  test('a number that a family shares, a name that others bear, and a product called like them', async () => {
    const { xiaoeUsers, youzanOrders } = await import('../support/files');
    const user = (id: string, nickname: string, phone: string) => ({
      id,
      nickname,
      phone,
      city: '成都',
      spent: '0.00',
      registeredAt: '2026-01-05 08:00:00',
    });
    await workspace.importFiles([
      await xiaoeUsers(join(workspace.dir, '用户列表导出_20260601.csv'), [
        user('u_one0001_AbCdEfGh', '读书', '13800000071'),
        user('u_two0002_AbCdEfGh', '读书', '13800000071'),
        user('u_thr0003_AbCdEfGh', '读书的人', ''),
      ]),
      await youzanOrders(join(workspace.dir, '订单报表_20260601090030.csv'), [
        {
          number: 'E1',
          status: '交易完成',
          createdAt: '2026-03-01 09:00:00',
          paidAt: '2026-03-01 09:01:00',
          flow: 'M1',
          paid: '9.00',
          product: '读书会',
          nickname: '甲',
          phone: '13800000072',
          refunded: '0.00',
        },
      ]),
    ]);
    const before = await canonicalDump(workspace.path);
    const { people } = await workspace.call('people.list', { search: 'u_one0001' });
    await erase(people.map(({ id }) => id));
    const after = await canonicalDump(workspace.path);
    expect(after.people).toEqual(before.people.filter(({ profiles }) => profiles.every(({ key }) => key !== 'u_one0001_AbCdEfGh')));
    expect([after.lines, after.orders]).toEqual([before.lines, before.orders]);
  });
});

describe('nobody comes back', () => {
  test('with the same files: they bring nothing, and say whose rows they left out', async () => {
    const ids = await imported();
    const sums = await money();
    await erase(ids);
    const dump = await canonicalDump(workspace.path);
    const again = await workspace.importFiles(files, { snapshotDay: '2026-10-31' });
    expect(again.map(({ file, rows }) => ({ file, new: rows.new, updated: rows.updated }))).toEqual(
      again.map(({ file }) => ({ file, new: 0, updated: 0 })),
    );
    // Rows of money stay without a name, and the first response of a survey still states its questions.
    expect(again.map(({ ignoredBy }) => ignoredBy.erased ?? 0)).toEqual([1, 1, 0, 0, 1, 0, 1, 0, 1]);
    expect(await canonicalDump(workspace.path)).toEqual(dump);
    expect(await money()).toEqual(sums);
    for (const suffix of ['', '-wal']) expect(await tracesIn(`${workspace.path}${suffix}`)).toEqual([]);
    await healthy();
  });

  test('with undo and redo of what was imported before', async () => {
    await imported();
    const { batches } = await workspace.call('sync.history', {});
    // The member list, the survey, the form and the study records, which lead to the person by their number or id.
    const undone = [8, 4, 3, 2].map((index) => batches[index]?.id ?? '');
    for (const id of undone) await workspace.undo(id);
    await erase(await goneIds(workspace));
    for (const id of undone) await workspace.redo(id);
    const sums = await money();
    expect((await workspace.call('people.list', {})).people.map(({ name }) => name).every((name) => name === stays.name)).toBe(true);
    for (const batch of batches) await workspace.undo(batch.id);
    for (const batch of batches) await workspace.redo(batch.id);
    expect(await money()).toEqual(sums);
    const text = JSON.stringify(await canonicalDump(workspace.path));
    expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
    await healthy();
  });

  test('under another id of the same platform with a known number', async () => {
    await erase(await imported());
    const { xiaoeUsers } = await import('../support/files');
    const path = await xiaoeUsers(join(workspace.dir, '用户列表导出_20261130.csv'), [
      {
        id: 'u_new0009_AbCdEfGh',
        nickname: gone.nickname,
        phone: gone.phone,
        city: stays.city,
        spent: '0.00',
        registeredAt: '2026-01-05 08:00:00',
      },
    ]);
    const [result] = await workspace.importFiles([path]);
    expect(result?.ignoredBy).toEqual({ erased: 1 });
    expect(await goneIds(workspace)).toEqual([]);
  });

  test('through the way back of a removal', async () => {
    const ids = await imported();
    await workspace.call('people.remove', { ids });
    await erase(ids);
    expect(await workspace.call('people.restore', { ids })).toEqual({ restored: 0 });
  });
});

describe('what others said about who is who', () => {
  test('people who were merged by hand go together, and stay one buyer', async () => {
    const ids = await imported();
    const [keep = '', ...rest] = ids;
    await workspace.call('people.update', { id: rest[0] ?? '', fields: { name: gone.edited } });
    for (const other of rest) await workspace.call('people.merge', { keep, other });
    const sums = await money();
    await erase([keep]);
    expect(await money()).toEqual(sums);
    for (const suffix of ['', '-wal']) expect(await tracesIn(`${workspace.path}${suffix}`)).toEqual([]);
    await healthy();
    await workspace.importFiles(files, { snapshotDay: '2026-10-31' });
    expect(await money()).toEqual(sums);
    expect(await goneIds(workspace)).toEqual([]);
  });
});

describe('a program that ended before the file was written anew', () => {
  test('writes it anew when it opens the file next', async () => {
    await erase(await imported());
    await workspace.call('workspace.close', {});
    const connection = await Connection.open(workspace.path, 'read-write');
    await connection.exec(`PRAGMA secure_delete = OFF; CREATE TABLE left_over (text TEXT); INSERT INTO left_over VALUES ('${gone.answer}');
      DROP TABLE left_over; UPDATE erasure_secret SET unclean = 1; PRAGMA wal_checkpoint(TRUNCATE);`);
    await connection.close();
    expect(await tracesIn(workspace.path)).toEqual([gone.answer]);
    await workspace.call('workspace.open', { path: workspace.path });
    for (const suffix of ['', '-wal']) expect(await tracesIn(`${workspace.path}${suffix}`)).toEqual([]);
    await healthy();
  });
});
