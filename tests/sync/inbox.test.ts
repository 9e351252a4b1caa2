/** Watched folders over a real workspace: what appears, what does not, what imports by itself. */
import { appendFile, copyFile, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreEvent } from '../../shared/contract';
import type { ImportResult } from '../../shared/contract/sync';
import { alipayBill, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
let folder: string;
let downloads: string;
let applied: ImportResult[];

beforeEach(async () => {
  workspace = await testWorkspace();
  folder = join(workspace.dir, 'exports');
  downloads = join(workspace.dir, 'Downloads');
  await mkdir(folder);
  await mkdir(downloads);
  applied = [];
  workspace.core.on((event: CoreEvent) => event.kind === 'inbox' && applied.push(...event.applied));
});
afterEach(() => workspace.close());

const sale = { direction: '收入' as const, category: '商业服务', who: '学员甲', what: '专栏', amount: '88.00', status: '交易成功' };
const packet = { ...sale, category: '转账红包', who: '学员乙', what: '转账', amount: '66.60' };
const on = (day: number, rest: object) => ({ ...sale, time: `2026-05-0${day} 10:00:00`, id: `202600010${day}`, ...rest });
async function bill(path: string, rows = [on(1, {})]): Promise<string> {
  await alipayBill(path, rows);
  return path;
}

const call: TestWorkspace['call'] = (method, input) => workspace.call(method, input);
const get = () => workspace.call('inbox.get', {});
const names = async () => (await get()).files.map(({ name }) => name).sort();
const start = async () => {
  await call('inbox.start', { downloads });
  await call('inbox.rescan', {});
};
const appears = (...wanted: string[]) => expect.poll(names, { timeout: 10_000, interval: 50 }).toEqual(wanted);

describe('what appears', () => {
  it('shows recognised files of Downloads only, and everything that is whole of the own folder', async () => {
    for (const dir of [folder, downloads]) {
      await bill(join(dir, 'alipay.csv'), [on(1, { what: dir })]);
      await writeFile(join(dir, 'notes.txt'), 'bring tea\n');
      await writeFile(join(dir, 'photo.jpg'), 'not a photo');
      await writeFile(join(dir, 'half.csv.crdownload'), 'a,b\n');
      await writeFile(join(dir, '~$open.xlsx'), 'lock');
      await writeFile(join(dir, '.hidden.csv'), 'a,b\n');
      await writeFile(join(dir, 'begun.csv'), '');
      await mkdir(join(dir, 'inner.csv'));
      await symlink(join(dir, 'alipay.csv'), join(dir, 'link.csv'));
    }
    await call('inbox.setFolder', { path: folder });
    await call('inbox.setDownloads', { on: true });
    expect((await get()).folders).toEqual([]);
    await start();
    await appears('alipay.csv', 'alipay.csv', 'notes.txt', 'photo.jpg');
    const { files, folders } = await get();
    expect(folders.map(({ kind, state }) => [kind, state])).toEqual([
      ['folder', 'watching'],
      ['downloads', 'watching'],
    ]);
    expect(files.filter(({ folder: kind }) => kind === 'downloads')).toMatchObject([
      { name: 'alipay.csv', format: 'alipay-bill', platform: 'alipay', locked: false, held: [] },
    ]);
    expect(files.find(({ name }) => name === 'notes.txt')).toMatchObject({ format: null, platform: null });
  });

  it('notices a file that comes, once it is whole', async () => {
    await call('inbox.setFolder', { path: folder });
    await start();
    const path = await bill(join(folder, 'growing.csv'));
    await new Promise((done) => setTimeout(done, 500));
    expect(await names()).toEqual([]);
    await appendFile(path, '\n');
    await appears('growing.csv');
  });

  it('lists the same content once, and not at all once it was imported, ignored, renamed or copied', async () => {
    const path = await bill(join(folder, 'a.csv'));
    await copyFile(path, join(folder, 'b.csv'));
    await call('inbox.setFolder', { path: folder });
    await start();
    await expect.poll(async () => (await get()).files.map(({ copies }) => copies), { timeout: 10_000 }).toEqual([1]);
    const [file] = (await get()).files;
    await call('inbox.ignore', { ids: [file?.id ?? ''] });
    expect(await names()).toEqual([]);
    await rename(path, join(folder, 'c.csv'));
    await call('inbox.rescan', {});
    await new Promise((done) => setTimeout(done, 1800));
    expect(await names()).toEqual([]);
    await call('inbox.unignore', { ids: [file?.id ?? ''] });
    expect((await names()).length).toBe(1);
    await workspace.importFiles([join(folder, 'b.csv')]);
    expect(await names()).toEqual([]);
  });
});

describe('staging', () => {
  it('previews by id, hides what waits as a card, and gives it back when the card is taken away', async () => {
    await bill(join(folder, 'a.csv'));
    await call('inbox.setFolder', { path: folder });
    await start();
    await appears('a.csv');
    const [file] = (await get()).files;
    const { jobId } = await workspace.call('inbox.stage', { ids: [file?.id ?? ''] });
    expect(await workspace.call('job.wait', { jobId })).toMatchObject({ state: 'done' });
    const [staged] = await workspace.call('sync.staged', {});
    expect(staged).toMatchObject({ fileName: 'a.csv', status: 'ready' });
    expect(await names()).toEqual([]);
    await call('sync.discard', { fileIds: [staged?.id ?? ''] });
    expect(await names()).toEqual(['a.csv']);
    await expect(call('inbox.stage', { ids: ['unknown'] })).rejects.toMatchObject({ code: 'file-missing' });
  });
});

describe('folders that are not there', () => {
  it('say so, forget nothing, and come back', async () => {
    await bill(join(folder, 'a.csv'));
    await bill(join(folder, 'b.csv'), [on(2, {})]);
    await call('inbox.setFolder', { path: folder });
    await start();
    await appears('a.csv', 'b.csv');
    const ignored = (await get()).files.find(({ name }) => name === 'a.csv');
    await call('inbox.ignore', { ids: [ignored?.id ?? ''] });
    await rename(folder, `${folder}-away`);
    await call('inbox.rescan', {});
    expect(await get()).toMatchObject({ folders: [{ state: 'missing' }], files: [] });
    await rename(`${folder}-away`, folder);
    await call('inbox.rescan', {});
    await appears('b.csv');
    expect((await get()).folders).toMatchObject([{ state: 'watching' }]);
    // What comes now is noticed again.
    await bill(join(folder, 'c.csv'), [on(3, {})]);
    await appears('b.csv', 'c.csv');
  });

  it('are refused when they are chosen', async () => {
    await expect(call('inbox.setFolder', { path: join(workspace.dir, 'nowhere') })).rejects.toMatchObject({ code: 'folder-missing' });
    await expect(call('inbox.setFolder', { path: workspace.path })).rejects.toMatchObject({ code: 'folder-missing' });
    await expect(call('inbox.scan', { path: join(workspace.dir, 'nowhere') })).rejects.toMatchObject({ code: 'folder-missing' });
  });
});

describe('importing by itself', () => {
  async function remember(): Promise<void> {
    await workspace.importFiles([await bill(join(workspace.dir, 'first.csv'))]);
    const [account] = await workspace.call('sync.accounts', {});
    await call('inbox.setAlways', { accountId: account?.id ?? 0, on: true });
  }

  it('happens for a remembered account without anomalies, and can be undone', async () => {
    await remember();
    await call('inbox.setFolder', { path: folder });
    await start();
    await bill(join(folder, 'next.csv'), [on(2, {})]);
    await expect.poll(() => applied.map(({ status }) => status), { timeout: 10_000 }).toEqual(['applied']);
    expect((await workspace.call('revenue.lines', {})).total).toBe(2);
    expect(await workspace.call('sync.staged', {})).toEqual([]);
    await workspace.undo(applied[0]?.batchId ?? null);
    await call('inbox.rescan', {});
    expect([await names(), (await workspace.call('revenue.lines', {})).total]).toEqual([[], 1]);
  });

  it('does not happen for anything ambiguous, for other accounts, or when it is taken back', async () => {
    await remember();
    await bill(join(folder, 'packet.csv'), [on(2, packet)]);
    await youzanOrders(join(folder, 'orders.csv'), [
      {
        number: 'E1',
        status: '交易完成',
        createdAt: '2026-06-30 23:58:00',
        paidAt: '2026-06-30 23:59:00',
        flow: 'M1',
        paid: '199.00',
        product: '年度专栏',
        nickname: '林间',
        phone: '13800000001',
        refunded: '0.00',
      },
    ]);
    await call('inbox.setFolder', { path: folder });
    await start();
    await appears('orders.csv', 'packet.csv');
    await expect
      .poll(async () => Object.fromEntries((await get()).files.map(({ name, held }) => [name, held])))
      .toEqual({ 'packet.csv': ['undecided'], 'orders.csv': [] });
    const [always] = await workspace.call('inbox.always', {});
    expect(always).toMatchObject({ platform: 'alipay', account: 'test@example.com' });
    await call('inbox.setAlways', { accountId: always?.accountId ?? 0, on: false });
    await bill(join(folder, 'plain.csv'), [on(3, {})]);
    await appears('orders.csv', 'packet.csv', 'plain.csv');
    expect([applied, await workspace.call('sync.staged', {}), await workspace.call('inbox.always', {})]).toEqual([[], [], []]);
  });

  it('can be set on a card, for the account of its file', async () => {
    await workspace.job('sync.stage', { paths: [await bill(join(workspace.dir, 'first.csv'))] });
    const [staged] = await workspace.call('sync.staged', {});
    await call('inbox.setAlways', { fileId: staged?.id ?? '', on: true });
    expect(await workspace.call('inbox.always', {})).toEqual([{ platform: 'alipay', account: 'test@example.com', accountId: null }]);
  });
});

describe('the life of the inbox', () => {
  it('ends with the workspace and resumes with it', async () => {
    await call('inbox.setFolder', { path: folder });
    await start();
    const [file] = await bill(join(folder, 'a.csv'))
      .then(() => appears('a.csv'))
      .then(async () => (await get()).files);
    await call('inbox.ignore', { ids: [file?.id ?? ''] });
    await call('workspace.close', {});
    await bill(join(folder, 'b.csv'), [on(2, {})]);
    await call('workspace.open', { path: workspace.path });
    expect(await get()).toMatchObject({ folders: [], files: [] });
    await start();
    await appears('b.csv');
    await call('inbox.removeFolder', {});
    expect(await get()).toMatchObject({ folders: [], files: [] });
  });

  it('watches nothing in a workspace that is only read', async () => {
    await call('inbox.setFolder', { path: folder });
    await call('workspace.close', {});
    await call('workspace.open', { path: workspace.path, readOnly: true });
    await start();
    expect((await get()).folders).toEqual([]);
    await bill(join(folder, 'a.csv'));
    expect((await workspace.call('inbox.scan', { path: folder })).map(({ name }) => name)).toEqual(['a.csv']);
    await expect(call('inbox.ignore', { ids: ['x'] })).rejects.toMatchObject({ code: 'workspace-read-only' });
  });
});
