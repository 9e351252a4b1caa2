/** Archives as platforms and people send them: what comes out, what is refused, and that nothing of them stays behind. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Parcel, unpack } from '../../electron/core/sync/read/archive';
import { PrivateFolder } from '../../electron/core/sync/read/archive/private-folder';
import { AppError } from '../../shared/contract/errors';
import { archive } from '../support/archives';
import { encodeGb18030 } from '../support/gb18030.mjs';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const bill = readFileSync(join(import.meta.dirname, '../formats/alipay-bill/app-2023.csv'));
const book = readFileSync(join(import.meta.dirname, '../formats/wechat-bill/platform.xlsx'));
const secret = 'mima-483920';

let dir: string;
let count = 0;
const parcels: Parcel[] = [];
const workspaces: TestWorkspace[] = [];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tonghao-test-'));
});
afterEach(async () => {
  for (const parcel of parcels.splice(0)) await parcel.remove();
  for (const workspace of workspaces.splice(0)) await workspace.close();
  expect(folders()).toEqual([]);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Unpacked folders of this process. */
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`tonghao-unpacked-${process.pid}-`));

async function file(bytes: Buffer, name = `a${++count}.zip`): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, bytes);
  return path;
}

async function opened(path: string, password: string | null = null): Promise<Parcel | null> {
  const parcel = await unpack(path, { password, checkpoint: () => undefined });
  if (parcel) parcels.push(parcel);
  return parcel;
}

/** Names without that of the archive, and contents. */
async function members(bytes: Buffer, password: string | null = null): Promise<[string, string][]> {
  const path = await file(bytes);
  const parcel = await opened(path, password);
  return (parcel?.members ?? []).map((member) => [
    member.name.replace(`${basename(path)} › `, ''),
    member.problem?.code ?? readFileSync(member.path, 'utf8'),
  ]);
}

async function problem(bytes: Buffer, password: string | null = null): Promise<string> {
  try {
    await opened(await file(bytes), password);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  throw new Error('was unpacked');
}

async function workspace(): Promise<TestWorkspace> {
  const made = await testWorkspace();
  workspaces.push(made);
  return made;
}

test('several files, stored and deflated, in folders, empty ones too', async () => {
  expect(
    await members(
      archive([
        { name: 'bills/', data: '' },
        { name: 'bills/one.csv', data: 'a,b\n1,2\n' },
        { name: 'two.csv', data: 'c,d\n3,4\n', stored: true },
        { name: 'bills\\win.csv', data: 'e,f\n' },
        { name: 'empty.csv', data: '', stored: true },
      ]),
    ),
  ).toEqual([
    ['bills/one.csv', 'a,b\n1,2\n'],
    ['two.csv', 'c,d\n3,4\n'],
    ['bills/win.csv', 'e,f\n'],
    ['empty.csv', ''],
  ]);
});

test('names in GBK, in UTF-8 said and unsaid, and in the Unicode field', async () => {
  const unicode = Buffer.from('账单.csv');
  const field = Buffer.concat([Buffer.from([0x75, 0x70, 5 + unicode.length, 0, 1, 0, 0, 0, 0]), unicode]);
  const names = (
    await members(
      archive([
        { name: encodeGb18030('微信支付账单.csv'), data: 'a' },
        { name: '支付宝账单.csv', data: 'b', flags: 0x800 },
        { name: '读者名单.csv', data: 'c' },
        { name: Buffer.from([0xff, 0xfe, 0x2e]), data: 'd', extra: field },
      ]),
    )
  ).map(([name]) => name);
  expect(names).toEqual(['微信支付账单.csv', '支付宝账单.csv', '读者名单.csv', '账单.csv']);
});

test('what systems and pages leave behind is left out', async () => {
  expect(
    await members(
      archive([
        { name: '__MACOSX/._bill.csv', data: 'x' },
        { name: '.DS_Store', data: 'x' },
        { name: 'sub/Thumbs.db', data: 'x' },
        { name: '~$bill.xlsx', data: 'x' },
        { name: 'cover.JPG', data: 'x' },
        { name: 'bill.csv', data: 'a,b\n' },
      ]),
    ),
  ).toEqual([['bill.csv', 'a,b\n']]);
  expect(await problem(archive([{ name: '.DS_Store', data: 'x' }]))).toBe('archive-without-tables');
});

test('archives in archives, workbooks and gzip', async () => {
  const inner = archive([
    { name: 'deep.csv', data: 'a,b\n' },
    { name: 'log.csv.gz', data: gzipSync('g,z\n'), stored: true },
  ]);
  const path = await file(
    archive([
      { name: 'inner.zip', data: inner },
      { name: 'book.dat', data: book },
    ]),
    'outer.zip',
  );
  const parcel = await opened(path);
  expect(parcel?.members.map(({ name, problem }) => [name, problem])).toEqual([
    ['outer.zip › inner.zip › deep.csv', null],
    ['outer.zip › inner.zip › log.csv.gz › log.csv', null],
    ['outer.zip › book.dat', null],
  ]);
  expect(readFileSync(parcel?.members[2]?.path ?? '')).toEqual(book);
  const alone = await opened(await file(Buffer.concat([gzipSync('a,'), gzipSync('b\n')]), 'two-parts.csv.gz'));
  expect(alone?.members.map(({ name, path: at }) => [name, readFileSync(at, 'utf8')])).toEqual([
    ['two-parts.csv.gz › two-parts.csv', 'a,b\n'],
  ]);
});

test('tables and workbooks are no archives, whatever they are called', async () => {
  expect(await opened(await file(book, 'book.zip'))).toBeNull();
  expect(await opened(await file(bill, 'bill.zip'))).toBeNull();
  expect(await opened(join(dir, 'nowhere.zip'))).toBeNull();
  expect(await opened(dir)).toBeNull();
});

test.each(['zip-crypto', 'aes-128', 'aes-256'] as const)('%s opens with its password and no other', async (lock) => {
  const text = 'a,b\n1,2\n'.repeat(30_000);
  const bytes = archive([
    { name: 'x.csv', data: text, password: secret, lock },
    { name: 'y.csv', data: 'small', password: secret, lock, stored: true },
    { name: 'open.csv', data: 'z' },
  ]);
  expect(await problem(bytes)).toBe('password-needed');
  // One wrong password in a hundred passes ZipCrypto's own check.
  for (let n = 0; n < 300; n++) if (n < 3 || lock === 'zip-crypto') expect(await problem(bytes, `wrong-${n}`)).toBe('password-wrong');
  expect(await members(bytes, secret)).toEqual([
    ['x.csv', text],
    ['y.csv', 'small'],
    ['open.csv', 'z'],
  ]);
});

test('bytes changed under AES are damage and not a wrong password', async () => {
  const bytes = archive([{ name: 'x.csv', data: 'a,b\n1,2\n', password: secret, lock: 'aes-256', stored: true }]);
  const at = bytes.indexOf('x.csv') + 5 + 11 + 16 + 2;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  expect(await members(bytes, secret)).toEqual([['x.csv', 'file-damaged']]);
});

test('what the zip program of the system locks is opened', async ({ skip }) => {
  const probe = await file(Buffer.from('名,号\n林间,1\n'), 'from-zip.csv');
  const path = join(dir, 'from-zip.zip');
  try {
    execFileSync('zip', ['-q', '-j', '-P', secret, path, probe]);
  } catch {
    skip('no zip program on this machine');
  }
  const parcel = await opened(path, secret);
  expect(parcel?.members.map((member) => readFileSync(member.path, 'utf8'))).toEqual(['名,号\n林间,1\n']);
});

test('names that lead elsewhere lead nowhere', async () => {
  const path = await file(
    archive(
      [
        '../../outside.csv',
        '/etc/outside.csv',
        'C:\\outside.csv',
        '..',
        'CON',
        'a\u202egnp.csv',
        'line\nend.csv',
        `${'很'.repeat(300)}.csv`,
      ].map((name) => ({ name, data: 'a,b\n', flags: 0x800 })),
    ),
  );
  const parcel = await opened(path);
  const [folder = ''] = folders();
  expect(parcel?.members.length).toBe(8);
  for (const member of parcel?.members ?? []) {
    expect(member.path.startsWith(join(tmpdir(), folder))).toBe(true);
    expect(existsSync(member.path)).toBe(true);
    expect(member.name).not.toMatch(/\.\.|[\p{Cc}\u202e]/u);
  }
  expect(existsSync(join(tmpdir(), 'outside.csv'))).toBe(false);
});

/** An archive whose directory names one stored file many times over: small on disk, huge when it is believed. */
function overlapping(data: Buffer, times: number): Buffer {
  const bytes = archive([{ name: 'a000.csv', data }]);
  const end = bytes.length - 22;
  const [size, start] = [bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)];
  const entry = bytes.subarray(start, start + size);
  const directory = Array.from({ length: times }, (_, n) => {
    const copy = Buffer.from(entry);
    copy.write(`a${String(n).padStart(3, '0')}.csv`, 46, 'latin1');
    return copy;
  });
  const tail = Buffer.from(bytes.subarray(end));
  tail.writeUInt16LE(times, 8);
  tail.writeUInt16LE(times, 10);
  tail.writeUInt32LE(size * times, 12);
  return Buffer.concat([bytes.subarray(0, start), ...directory, tail]);
}

test('entries that share their bytes are counted each', async () => {
  const small = overlapping(Buffer.from('a,b\n1,2\n'), 2);
  expect(await members(small)).toHaveLength(2);
  const bomb = overlapping(Buffer.alloc(2_000_000), 400);
  expect(bomb.length).toBeLessThan(40_000);
  const started = performance.now();
  expect(await problem(bomb)).toBe('file-too-large');
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('bombs: too much, too deep, too many', async () => {
  const zeros = Buffer.alloc(100 * 1024 ** 2);
  expect(await problem(archive([{ name: 'zeros.csv', data: zeros }]))).toBe('file-too-large');
  expect(await problem(gzipSync(zeros))).toBe('file-too-large');
  const inner = archive([{ name: 'zeros.csv', data: Buffer.alloc(30 * 1024 ** 2) }]);
  expect(await problem(archive(['1', '2', '3'].map((name) => ({ name: `${name}.zip`, data: inner }))))).toBe('file-too-large');
  // Nested too deep costs what is nested, and not its neighbours.
  let deep = archive([{ name: 'a.csv', data: 'a,b\n' }]);
  for (let depth = 0; depth < 12; depth++) deep = archive([{ name: `${depth}.zip`, data: deep }]);
  const near = await members(
    archive([
      { name: 'b.csv', data: 'a,b\n' },
      { name: 'deep.zip', data: deep },
    ]),
  );
  expect(near).toEqual([
    ['b.csv', 'a,b\n'],
    ['deep.zip › 11.zip › 10.zip', 'archive-too-deep'],
  ]);
  expect(await problem(archive(Array.from({ length: 501 }, (_, n) => ({ name: `${n}.csv`, data: 'a' }))))).toBe('archive-too-many-files');
});

test('archives that lie or are cut short', async () => {
  const good = archive([{ name: 'a.csv', data: 'a,b\n'.repeat(1000) }]);
  expect(await members(archive([{ name: 'a.csv', data: 'a,b\n'.repeat(1000), statedSize: 10 }]))).toEqual([['a.csv', 'file-damaged']]);
  expect(await members(archive([{ name: 'a.csv', data: 'a,b\n', statedSize: 1_000_000 }]))).toEqual([['a.csv', 'file-damaged']]);
  expect(await problem(good.subarray(0, good.length - 30))).toBe('file-damaged');
  expect(await problem(Buffer.from('PK\x03\x04 cut short', 'latin1'))).toBe('file-damaged');
  expect(await problem(gzipSync('a,b\n'.repeat(100)).subarray(0, 20))).toBe('file-damaged');
  expect(await problem(Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'))).toBe('archive-unsupported');
  expect(await problem(Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'))).toBe('archive-unsupported');
  expect(await problem(archive([{ name: 'a.csv', data: 'a', password: secret, flags: 0x41 }]), secret)).toBe('archive-unsupported');
  expect(
    await members(
      archive([
        { name: 'rare.csv', data: 'a', method: 9 },
        { name: 'b.csv', data: 'b' },
      ]),
    ),
  ).toEqual([
    ['rare.csv', 'archive-unsupported'],
    ['b.csv', 'b'],
  ]);
});

test('leftovers of a process that is no more are swept away', async () => {
  const dead = execFileSync(process.execPath, ['-p', 'process.pid']).toString().trim();
  const left = await mkdtemp(join(tmpdir(), `tonghao-unpacked-${dead}-`));
  await writeFile(join(left, 'a.csv'), 'a');
  await PrivateFolder.sweep();
  expect(existsSync(left)).toBe(false);
});

test('an archive is staged as its files, each with its own name and hash, and imported', async () => {
  const w = await workspace();
  const path = await file(
    archive([
      { name: encodeGb18030('支付宝账单.csv'), data: bill },
      { name: 'wechat.xlsx', data: book },
      { name: 'notes.bin', data: Buffer.alloc(50) },
    ]),
    'two-bills.zip',
  );
  await w.job('sync.stage', { paths: [path] });
  const staged = await w.call('sync.staged', {});
  expect(staged.map(({ fileName, status, format }) => [fileName, status, format])).toEqual([
    ['two-bills.zip › 支付宝账单.csv', 'ready', 'alipay-bill'],
    ['two-bills.zip › wechat.xlsx', 'ready', 'wechat-bill'],
    ['two-bills.zip › notes.bin', 'failed', null],
  ]);
  expect(folders().length).toBe(1);
  const jobId = await w.job('sync.apply', { fileIds: staged.slice(0, 2).map(({ id }) => id) });
  const results = await w.call('sync.applied', { jobId });
  expect(results.map(({ status }) => status)).toEqual(['applied', 'applied']);
  const batch = await w.call('sync.batch', { id: results[0]?.batchId ?? '' });
  expect(batch).toMatchObject({
    fileName: 'two-bills.zip › 支付宝账单.csv',
    fileHash: createHash('sha256').update(bill).digest('hex'),
  });
  expect(folders().length).toBe(1);
  await w.call('sync.discard', { fileIds: staged.slice(2).map(({ id }) => id) });
  expect(folders()).toEqual([]);
  // The same file outside of the archive is the same file.
  const loose = join(import.meta.dirname, '../formats/alipay-bill/app-2023.csv');
  expect(await w.importFiles([loose])).toMatchObject([{ status: 'unchanged' }]);
});

test('the password is asked for per file, asked again when wrong, and kept nowhere', async () => {
  const w = await workspace();
  const inner = archive([{ name: 'inside.csv', data: bill, password: 'other-114', lock: 'aes-256' }]);
  const path = await file(
    archive([
      { name: 'bill.csv', data: bill, password: secret },
      { name: 'inner.zip', data: inner, password: secret },
    ]),
    'locked.zip',
  );
  await w.job('sync.stage', { paths: [path] });
  const list = async () => (await w.call('sync.staged', {})).map(({ fileName, status, error }) => [fileName, status, error?.code ?? null]);
  expect(await list()).toEqual([['locked.zip', 'needs-password', 'password-needed']]);
  const unlock = async (password: string) => {
    const locked = (await w.call('sync.staged', {})).find(({ status }) => status === 'needs-password');
    await w.job('sync.unlock', { fileId: locked?.id ?? '', password });
  };
  await unlock('wrong');
  expect(await list()).toEqual([['locked.zip', 'needs-password', 'password-wrong']]);
  expect(await w.job('sync.apply', { fileIds: [(await w.call('sync.staged', {}))[0]?.id ?? ''] })).not.toBe('');
  await unlock(secret);
  expect(await list()).toEqual([
    ['locked.zip › bill.csv', 'ready', null],
    ['locked.zip › inner.zip', 'needs-password', 'password-wrong'],
  ]);
  await unlock('wrong again');
  await unlock('other-114');
  expect(await list()).toEqual([
    ['locked.zip › bill.csv', 'ready', null],
    ['locked.zip › inner.zip › inside.csv', 'ready', null],
  ]);
  const jobId = await w.job('sync.apply', { fileIds: (await w.call('sync.staged', {})).map(({ id }) => id) });
  expect((await w.call('sync.applied', { jobId })).map(({ status }) => status)).toEqual(['applied', 'unchanged']);
  expect(folders()).toEqual([]);
  await w.core.close();
  const bytes = readdirSync(w.dir).map((name) => readFileSync(join(w.dir, name)).toString('latin1'));
  for (const password of [secret, 'other-114']) expect(bytes.join('')).not.toContain(password);
});

test('closing the workspace removes what still waits', async () => {
  const w = await testWorkspace();
  await w.job('sync.stage', { paths: [await file(archive([{ name: 'bill.csv', data: bill }]))] });
  expect(folders().length).toBe(1);
  await w.close();
  expect(folders()).toEqual([]);
});

test('the period in the name of an archive counts for files inside that state none', async () => {
  const w = await workspace();
  const data = readFileSync(join(import.meta.dirname, '../formats/youtube-table/Table data.csv'));
  const path = await file(archive([{ name: 'Table data.csv', data }]), 'Content 2026-10-01_2026-10-31 慢读.zip');
  expect(await w.importFiles([path])).toMatchObject([{ status: 'applied', records: { contentMetric: { new: 5 } } }]);
});

/** A newsletter's archive: so many posts as pages and two logs of each, beside the two tables. */
function newsletter(posts: number): Buffer {
  const list = readFileSync(join(import.meta.dirname, '../formats/substack-subscribers/email_list.meadow.csv'));
  const index = readFileSync(join(import.meta.dirname, '../formats/substack-posts/posts.csv'));
  const pages = Array.from({ length: posts }, (_, n) => [
    { name: `posts/${1000 + n}.a-post.html`, data: `<p>Post ${n}, with a table of contents and no table.</p>` },
    { name: `posts/${1000 + n}.opens.csv`, data: 'post_id,timestamp,email\n' },
    { name: `posts/${1000 + n}.delivers.csv`, data: 'post_id,timestamp,email\n' },
  ]);
  return archive([{ name: 'posts.csv', data: index }, { name: 'email_list.meadow.csv', data: list }, ...pages.flat()]);
}

test('posts, their logs, pictures and documents are passed over: one card says how many, and none counts as a file too many', async () => {
  const w = await workspace();
  await w.job('sync.stage', { paths: [await file(newsletter(600), 'export-2026-10-31.zip')] });
  const staged = await w.call('sync.staged', {});
  expect(staged.map(({ fileName, format, passedOver }) => [fileName, format, passedOver])).toEqual([
    ['export-2026-10-31.zip › posts.csv', 'substack-posts', 1800],
    ['export-2026-10-31.zip › email_list.meadow.csv', 'substack-subscribers', 0],
  ]);
  // Whichever of them still waits tells it, after it was read anew, too.
  await w.call('sync.discard', { fileIds: staged.slice(0, 1).map(({ id }) => id) });
  await w.job('sync.restage', { fileId: staged[1]?.id ?? '' });
  expect(await w.call('sync.staged', {})).toMatchObject([{ passedOver: 1800 }]);
});

test('tables that go by the name of pages or notes are read; notes and pages without one are not', async () => {
  const w = await workspace();
  const chain = readFileSync(join(import.meta.dirname, '../formats/wechat-chain/周末报名.txt'));
  const table = '<html><body><table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table></body></html>';
  const parts = [
    { name: 'readme.txt', data: 'What is inside, and how to read it.\nWrite to us, or call.\n' },
    { name: 'guide.pdf', data: '%PDF-1.7' },
    { name: 'about.html', data: '<html><body><p>About</p></body></html>' },
    { name: 'sign-up.txt', data: chain },
    { name: 'columns.txt', data: 'a\tb\n1\t2\n3\t4\n' },
    { name: 'page.html', data: table },
    { name: 'named.xls', data: table },
  ];
  await w.job('sync.stage', { paths: [await file(archive(parts), 'mixed.zip')] });
  expect((await w.call('sync.staged', {})).map((one) => [one.fileName, one.status, one.passedOver])).toEqual([
    ['mixed.zip › sign-up.txt', 'ready', 3],
    ['mixed.zip › columns.txt', 'needs-mapping', 0],
    ['mixed.zip › page.html', 'needs-mapping', 0],
    ['mixed.zip › named.xls', 'needs-mapping', 0],
  ]);
});

test('an archive that holds nothing to read says so', async () => {
  const w = await workspace();
  const only = archive([
    { name: 'a.html', data: '<p>A post</p>' },
    { name: 'photo.jpg', data: 'x' },
  ]);
  expect(await problem(only)).toBe('archive-without-tables');
  await w.job('sync.stage', {
    paths: [await file(archive([{ name: 'note.txt', data: 'Only a note.\n' }]), 'note.zip'), await file(only, 'posts.zip')],
  });
  expect((await w.call('sync.staged', {})).map(({ fileName, status, error }) => [fileName, status, error?.code])).toEqual([
    ['note.zip', 'failed', 'archive-without-tables'],
    ['posts.zip', 'failed', 'archive-without-tables'],
  ]);
});

test('the days of the figures beside it in the archive are the period of a table that states none', async () => {
  const w = await workspace();
  const sample = (name: string) => readFileSync(join(import.meta.dirname, '../formats', name));
  const table = sample('youtube-table/Table data.csv');
  const bytes = archive([
    { name: 'Table data.csv', data: table },
    { name: 'Totals.csv', data: sample('youtube-days/Totals.csv') },
    { name: 'other/Table data.csv', data: sample('youtube-table/Viewer age.csv') },
  ]);
  await w.job('sync.stage', { paths: [await file(bytes, 'Content slow reading.zip')] });
  const staged = await w.call('sync.staged', {});
  expect(staged.map(({ fileName, status, periodFrom, periodTo }) => [fileName.split(' › ')[1], status, periodFrom, periodTo])).toEqual([
    ['Table data.csv', 'ready', '2026-09-30T16:00:00Z', '2026-10-04T16:00:00Z'],
    ['Totals.csv', 'ready', '2026-10-01T07:00:00Z', '2026-10-04T07:00:00Z'],
    // Nothing in its folder tells.
    ['other/Table data.csv', 'needs-date', null, null],
  ]);
  await w.job('sync.apply', { fileIds: staged.slice(0, 1).map(({ id }) => id) });
  const { rows } = await w.call('sync.records', { type: 'contentMetric' });
  expect(rows.map(({ at, until }) => [at, until])).toContainEqual(['2026-10-01', '2026-10-05']);
  // The archive with the period in its name says the same.
  const named = await file(archive([{ name: 'Table data.csv', data: table }]), 'Content 2026-10-01_2026-10-04 again.zip');
  await w.job('sync.stage', { paths: [named] });
  const again = (await w.call('sync.staged', {})).at(-1);
  expect(again).toMatchObject({ rows: { new: 0, updated: 0 } });
});
