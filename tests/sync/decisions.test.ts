/** What the user decides in the preview: rows that are left out, and whose value holds where a file changes an edit. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StagedFile } from '../../shared/contract/sync';
import { anomaliesOf } from '../../shared/domain/anomalies';
import { canonicalDump } from '../support/dump';
import { alipayBill, type XiaoeRow, xiaoeUser, xiaoeUsers, type YouzanRow, youzanOrder, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const orders = (rows: YouzanRow[], name = 'orders') => youzanOrders(join(workspace.dir, `${name}.csv`), rows);
const members = (rows: XiaoeRow[], day: string) => xiaoeUsers(join(workspace.dir, `用户列表导出_${day}.csv`), rows);
const phone = '19900001001';
const three = [youzanOrder('E1', '林间', phone), youzanOrder('E2', '林间', phone), youzanOrder('E3', '秋分', '19900001002')];

async function staged(): Promise<StagedFile> {
  const [file] = await workspace.call('sync.staged', {});
  if (!file) throw new Error('nothing is staged');
  return file;
}
async function stage(path: string, snapshotDay?: string): Promise<StagedFile> {
  await workspace.job('sync.stage', { paths: [path], snapshotDay });
  return staged();
}
async function apply(): Promise<string> {
  const { id } = await staged();
  const jobId = await workspace.job('sync.apply', { fileIds: [id] });
  const [result] = await workspace.call('sync.applied', { jobId });
  expect(result?.error).toBeNull();
  return result?.batchId ?? '';
}
const skip = async (rows: number[], on = true) =>
  workspace.call('sync.skipRows', { fileId: (await staged()).id, rows: { rows }, skip: on });
const rowsOf = async (outcome: 'new' | 'updated' | 'ignored' | 'skipped' | 'conflict' | null = null) =>
  (await workspace.call('sync.stagedRows', { fileId: (await staged()).id, outcome, limit: 100 })).rows;
const sales = async () => (await workspace.call('revenue.lines', { limit: 100 })).lines.map(({ stated }) => stated);
const names = async () => (await workspace.call('people.list', { limit: 100 })).people.map(({ name }) => name).sort();

describe('rows that are left out', () => {
  describe('one of which describes whom another names', () => {
    const head = 'Full Name,Email,Plan,Active,Memberful ID,Created at,Expiration date\n';
    const member = (name: string, plan: string, id: number) => `${name},m${id}@example.com,${plan},Yes,${id},2026-01-02,2027-01-02\n`;
    const list = async (name: string, rows: readonly string[]) => {
      const path = join(workspace.dir, name);
      await writeFile(path, head + rows.join(''));
      return path;
    };
    const terms = async () => ((await canonicalDump(workspace.path)).others.term ?? []).map((term) => term.person_record);

    it('what is named is known by its number still', async () => {
      await stage(await list('members.csv', [member('林间', 'Gold', 77), member('林间', 'Silver', 77)]), '2026-05-01');
      await skip([(await rowsOf())[0]?.row ?? 0]);
      await apply();
      expect(await terms()).toEqual(['memberful/person/77']);
    });

    it('also when it is left out as it was before', async () => {
      await stage(await list('may.csv', [member('林间', 'Gold', 77), member('秋分', 'Gold', 78)]), '2026-05-01');
      await skip([(await rowsOf())[0]?.row ?? 0]);
      await apply();
      await stage(
        await list('june.csv', [member('林间', 'Gold', 77), member('秋分', 'Gold', 78), member('林间', 'Silver', 77)]),
        '2026-06-01',
      );
      await apply();
      expect((await terms()).sort()).toEqual(['memberful/person/77', 'memberful/person/78']);
    });
  });

  it('are counted, shown with what they would have been, and not imported', async () => {
    const before = await stage(await orders(three));
    expect([before.rows.new, before.money[0]?.gross]).toEqual([3, 59_700]);
    const [first] = await rowsOf();
    await skip([first?.row ?? 0]);
    const file = await staged();
    expect([file.rows.new, file.rows.ignored, file.ignoredBy, file.money[0]?.gross]).toEqual([2, 1, { skipped: 1 }, 39_800]);
    expect(await rowsOf('skipped')).toMatchObject([{ outcome: 'ignored', becomes: 'sale', amount: 19_900, reason: { code: 'skipped' } }]);
    await apply();
    expect(await sales()).toEqual([19_900, 19_900]);
    // The first row described somebody whom the second names as well.
    expect(await names()).toEqual(['林间', '秋分']);
  });

  it('come back whole, one by one and as a group', async () => {
    const untouched = await stage(await orders(three));
    await workspace.call('sync.skipRows', { fileId: untouched.id, rows: { outcome: 'new' }, skip: true });
    expect(await staged()).toMatchObject({ status: 'ready', rows: { new: 0, ignored: 3 }, money: [] });
    const [first] = await rowsOf('skipped');
    await skip([first?.row ?? 0], false);
    expect((await staged()).rows).toMatchObject({ new: 1, ignored: 2 });
    await workspace.call('sync.skipRows', { fileId: untouched.id, rows: { outcome: 'skipped' }, skip: false });
    expect(await staged()).toEqual(untouched);
  });

  it('can be chosen by what they become', async () => {
    const row = { category: '商业服务', who: '学员甲', what: '专栏', amount: '88.00', status: '交易成功', time: '2026-05-01 10:00:00' };
    const sale = { ...row, direction: '收入' as const };
    const file = await stage(
      await alipayBill(join(workspace.dir, 'bill.csv'), [
        { ...sale, id: '1' },
        { ...sale, id: '2', time: '2026-05-02 10:00:00' },
        { ...sale, id: '3', category: '转账红包', time: '2026-05-03 10:00:00' },
      ]),
    );
    const groups = await workspace.call('sync.stagedGroups', { fileId: file.id });
    expect(groups).toEqual([
      { outcome: 'new', becomes: 'sale', rows: 2 },
      { outcome: 'new', becomes: 'undecided', rows: 1 },
    ]);
    await workspace.call('sync.skipRows', { fileId: file.id, rows: { outcome: 'new', becomes: 'undecided' }, skip: true });
    expect(await staged()).toMatchObject({ rows: { new: 2 }, undecidedLines: 0 });
    expect(await workspace.call('sync.stagedGroups', { fileId: file.id })).toContainEqual({
      outcome: 'skipped',
      becomes: 'undecided',
      rows: 1,
    });
  });

  it('are held back in the next export, until they say something else or the import is undone', async () => {
    await stage(await orders(three));
    const [first] = await rowsOf();
    await skip([first?.row ?? 0]);
    const batch = await apply();
    const again = await stage(await orders([...three, youzanOrder('E4', '秋分', '19900001002')], 'later'));
    expect([again.rows.new, again.rows.unchanged, again.ignoredBy, again.money[0]?.gross]).toEqual([1, 2, { 'skipped-before': 1 }, 19_900]);
    await skip([first?.row ?? 0], false);
    expect((await staged()).rows).toMatchObject({ new: 2, ignored: 0 });
    await workspace.call('sync.discard', { fileIds: [again.id] });

    const changed = await stage(await orders([{ ...youzanOrder('E1', '林间', phone), refunded: '10.00' }], 'changed'));
    expect([changed.rows.new, changed.ignoredBy]).toEqual([1, {}]);
    await workspace.call('sync.discard', { fileIds: [changed.id] });

    const same = await stage(await orders(three, 'same'));
    expect([same.status, same.ignoredBy]).toEqual(['unchanged', { 'skipped-before': 1 }]);
    await workspace.call('sync.discard', { fileIds: [same.id] });
    await workspace.undo(batch);
    expect((await stage(await orders(three, 'undone'))).rows.new).toBe(3);
  });

  it('stay left out when the file is read anew', async () => {
    const { id } = await stage(await orders(three));
    await skip([(await rowsOf())[0]?.row ?? 0]);
    await workspace.job('sync.restage', { fileId: id, account: '林间书店' });
    expect(await staged()).toMatchObject({ account: '林间书店', rows: { new: 2, ignored: 1 } });
  });

  it('take whom they describe along again, whichever row stood in for them', async () => {
    await stage(await orders(three));
    const [first, second] = (await rowsOf()).map(({ row }) => row);
    await skip([first ?? 0]);
    await skip([second ?? 0]);
    await skip([first ?? 0], false);
    await apply();
    expect(await sales()).toEqual([19_900, 19_900]);
    expect(await names()).toEqual(['林间', '秋分']);
  });

  it('leave what the file without them would have left', async () => {
    const plan = fc.record({
      sales: fc.array(fc.record({ buyer: fc.integer({ min: 0, max: 3 }), paid: fc.integer({ min: 1, max: 9 }), name: fc.boolean() }), {
        minLength: 1,
        maxLength: 8,
      }),
      turns: fc.array(fc.record({ row: fc.integer({ min: 0, max: 7 }), skip: fc.boolean() }), { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ sales, turns }) => {
        const rows = sales.map(({ buyer, paid, name }, n) => ({
          ...youzanOrder(`E${n}`, `${name ? '买家' : '书友'}${buyer}`, `1990000200${buyer}`),
          paid: `${paid}.00`,
        }));
        const one = await testWorkspace();
        const other = await testWorkspace();
        try {
          await one.job('sync.stage', { paths: [await youzanOrders(join(one.dir, 'orders.csv'), rows)] });
          const [file] = await one.call('sync.staged', {});
          const fileId = file?.id ?? '';
          const lines = (await one.call('sync.stagedRows', { fileId, limit: 100 })).rows.map(({ row }) => row);
          const out = new Set<number>();
          for (const { row, skip } of turns) {
            const line = lines[row];
            if (line === undefined) continue;
            await one.call('sync.skipRows', { fileId, rows: { rows: [line] }, skip });
            if (skip) out.add(row);
            else out.delete(row);
          }
          await one.job('sync.apply', { fileIds: [fileId] });
          const kept = rows.filter((_, n) => !out.has(n));
          if (kept.length > 0) await other.importFiles([await youzanOrders(join(other.dir, 'orders.csv'), kept)]);
          expect(await canonicalDump(one.path)).toEqual(await canonicalDump(other.path));
        } finally {
          await one.close();
          await other.close();
        }
      }),
      {
        numRuns: 25,
        examples: [
          [
            // The first and the third say the same of the buyer, the second something else: the first takes back what the third stood for.
            {
              sales: [
                { buyer: 2, paid: 1, name: false },
                { buyer: 2, paid: 1, name: true },
                { buyer: 2, paid: 1, name: false },
              ],
              turns: [
                { row: 0, skip: true },
                { row: 0, skip: false },
              ],
            },
          ],
          [
            {
              sales: [
                { buyer: 1, paid: 1, name: true },
                { buyer: 0, paid: 1, name: true },
                { buyer: 0, paid: 1, name: true },
                { buyer: 1, paid: 1, name: true },
              ],
              turns: [
                { row: 0, skip: true },
                { row: 3, skip: true },
                { row: 0, skip: false },
              ],
            },
          ],
        ],
      },
    );
  });
});

describe('whose value holds', () => {
  const product = async () => (await workspace.call('revenue.lines', { limit: 10 })).lines[0]?.product;
  async function editedLine(): Promise<number> {
    await workspace.importFiles([await orders([youzanOrder('E1', '林间', phone)], 'first')]);
    const { lines } = await workspace.call('revenue.lines', { limit: 10 });
    const id = lines[0]?.id ?? 0;
    await workspace.call('revenue.updateLine', { id, fields: { product: '我的专栏' } });
    return id;
  }
  const renamed = async () => stage(await orders([{ ...youzanOrder('E1', '林间', phone), product: '新专栏' }], 'renamed'));
  const settle = async (holds: 'mine' | 'file' | null, rows: number[] | null = null) =>
    workspace.call('sync.settleConflicts', { fileId: (await staged()).id, rows, holds });

  it("is the user's, unless they say otherwise", async () => {
    await editedLine();
    expect(await renamed()).toMatchObject({ editConflicts: 1, conflictRows: 1 });
    expect((await rowsOf('conflict'))[0]?.conflicts).toEqual([{ field: 'product', mine: '我的专栏', file: '新专栏', holds: null }]);
    await apply();
    expect(await product()).toBe('我的专栏');
  });

  it('is no anomaly any more once they have said so', async () => {
    await editedLine();
    const file = await renamed();
    expect(anomaliesOf(file)).toEqual(['edit-conflict']);
    await settle('mine');
    expect(anomaliesOf(await staged())).toEqual([]);
    expect(await staged()).toMatchObject({ editConflicts: 0, conflictRows: 1 });
    await settle(null);
    expect(anomaliesOf(await staged())).toEqual(['edit-conflict']);
  });

  it("is the file's when they want it so, until the import is undone", async () => {
    await editedLine();
    await renamed();
    await settle('file', [(await rowsOf('conflict'))[0]?.row ?? 0]);
    expect((await rowsOf('conflict'))[0]?.conflicts[0]?.holds).toBe('file');
    const before = await canonicalDump(workspace.path);
    const batch = await apply();
    expect(await product()).toBe('新专栏');
    const after = await canonicalDump(workspace.path);
    await workspace.undo(batch);
    expect(await canonicalDump(workspace.path)).toEqual(before);
    await workspace.redo(batch);
    expect(await canonicalDump(workspace.path)).toEqual(after);
  });

  it('is what they edited last, whatever is undone or redone', async () => {
    const id = await editedLine();
    await renamed();
    await settle('file');
    const batch = await apply();
    await workspace.call('revenue.updateLine', { id, fields: { product: '再改一次' } });
    await workspace.undo(batch);
    expect(await product()).toBe('再改一次');
    await workspace.redo(batch);
    expect(await product()).toBe('再改一次');
  });

  it('is settled for people in the same way', async () => {
    await workspace.importFiles([await members([xiaoeUser('u_lin', '林间', phone, '西安')], '20261031')]);
    const find = async () => (await workspace.call('people.list', { limit: 10 })).people[0];
    const { id = '' } = (await find()) ?? {};
    await workspace.call('people.update', { id, fields: { city: '成都' } });
    await stage(await members([xiaoeUser('u_lin', '林间', phone, '昆明')], '20261130'));
    expect((await rowsOf('conflict'))[0]?.conflicts).toEqual([{ field: 'city', mine: '成都', file: '昆明', holds: null }]);
    await settle('file');
    const batch = await apply();
    expect((await workspace.call('people.get', { id })).city).toBe('昆明');
    await workspace.undo(batch);
    expect((await workspace.call('people.get', { id })).city).toBe('成都');
    await workspace.redo(batch);
    expect((await workspace.call('people.get', { id })).city).toBe('昆明');
  });

  it('goes with a row that is left out', async () => {
    await editedLine();
    await renamed();
    await settle('file');
    const [row] = await rowsOf('conflict');
    await skip([row?.row ?? 0]);
    expect(await staged()).toMatchObject({ editConflicts: 0, conflictRows: 0 });
    await skip([row?.row ?? 0], false);
    expect((await rowsOf('conflict'))[0]?.conflicts[0]?.holds).toBe('file');
  });

  it('leaves nothing of somebody who is erased', async () => {
    await workspace.importFiles([await members([xiaoeUser('u_lin', '林间', phone, '西安')], '20261031')]);
    const { people } = await workspace.call('people.list', { limit: 10 });
    const id = people[0]?.id ?? '';
    await workspace.call('people.update', { id, fields: { city: '秘密之城' } });
    await stage(await members([xiaoeUser('u_lin', '林间', phone, '昆明')], '20261130'));
    await settle('file');
    await apply();
    await workspace.job('people.erase', { ids: [id] });
    await workspace.call('workspace.close', {});
    expect((await readFile(workspace.path)).includes('秘密之城')).toBe(false);
  });
});
