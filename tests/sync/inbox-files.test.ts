/** What a watched folder makes of names, of files that still grow, and of archives. */
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isCandidate } from '../../electron/core/sync/inbox/candidates';
import { recognise } from '../../electron/core/sync/inbox/recognise';
import { Settling } from '../../electron/core/sync/inbox/settling';
import { stateAfter } from '../../electron/core/sync/inbox/watched-folder';
import { Reader } from '../../electron/core/sync/reading/reader';
import { archive } from '../support/archives';
import { scratchDir } from '../support/scratch';

describe('names', () => {
  it.each([
    ['orders.csv', true, true],
    ['支付宝交易明细.ZIP', true, true],
    ['photo.jpg', true, false],
    ['Unconfirmed 12345.crdownload', false, false],
    ['orders.csv.part', false, false],
    ['orders.csv.download', false, false],
    ['~$orders.xlsx', false, false],
    ['.DS_Store', false, false],
    ['Thumbs.db', false, false],
  ])('%s', (name, inFolder, inDownloads) => {
    expect([isCandidate(name, 'folder'), isCandidate(name, 'downloads')]).toEqual([inFolder, inDownloads]);
  });
});

describe('settling', () => {
  const file = { name: 'a', path: '/a', size: 1, modified: 1_000, touched: 1_000 };
  it('waits for quiet, and for two equal looks where the clock runs ahead', () => {
    const settling = new Settling(100);
    expect(settling.resting([file], 1_050)).toEqual([]);
    expect(settling.isWaiting).toBe(true);
    expect(settling.resting([{ ...file, size: 2 }], 1_099)).toEqual([]);
    expect(settling.resting([{ ...file, size: 2 }], 1_200)).toHaveLength(1);
    expect(settling.isWaiting).toBe(false);
    const ahead = { ...file, modified: 9_000, touched: 9_000 };
    expect([settling.resting([ahead], 1_300), settling.resting([ahead], 1_350)]).toEqual([[], []]);
    expect(settling.resting([ahead], 1_400)).toEqual([ahead]);
    settling.resting([ahead, { ...file, path: '/gone', touched: 1_400 }], 1_410);
    settling.resting([], 1_420);
    expect(settling.isWaiting).toBe(false);
  });
});

describe('a folder that cannot be read', () => {
  it('is missing, or there and forbidden', () => {
    const failure = (code: string) => stateAfter(Object.assign(new Error(code), { code }));
    expect(['ENOENT', 'ENOTDIR', 'EIO', 'EACCES', 'EPERM'].map(failure)).toEqual([
      'missing',
      'missing',
      'missing',
      'unreadable',
      'unreadable',
    ]);
  });
});

describe('what a file is, by its beginning', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await scratchDir();
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const members = 'id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,products\n';
  const row = (n: number) =>
    `${String(n).padStart(24, '0')},reader${n}@example.com,Reader ${n},,true,false,,2026-01-01T00:00:00.000Z,,,Bronze\n`;
  const many = members + Array.from({ length: 40_000 }, (_, n) => row(n)).join('');
  const look = async (name: string, content: string | Buffer) => {
    const path = join(dir, name);
    await writeFile(path, content);
    const { format, locked } = await recognise(new Reader(null), path, (await stat(path)).size, {
      templates: [],
      zone: 'UTC',
      currency: 'CNY',
    });
    return [format, locked];
  };

  it('knows long tables, and tables in archives', async () => {
    expect(await look('members.csv', members + row(1))).toEqual(['ghost-members', false]);
    expect(await look('long.csv', many)).toEqual(['ghost-members', false]);
    expect(
      await look(
        'export.zip',
        archive([
          { name: 'readme.md', data: 'hello' },
          { name: 'members.csv', data: members + row(1) },
        ]),
      ),
    ).toEqual(['ghost-members', false]);
  });

  it('takes a locked archive of tables for one to ask about, and leaves programs and pictures alone', async () => {
    const locked = { password: 'secret', lock: 'zip-crypto' as const };
    expect(await look('bill.zip', archive([{ name: 'bill.csv', data: 'a,b\n', ...locked }]))).toEqual([null, true]);
    expect(
      await look(
        'letters.zip',
        archive([
          { name: 'letter.docx', data: 'a', ...locked },
          { name: 'a.csv', data: 'b', ...locked },
        ]),
      ),
    ).toEqual([null, false]);
    const program = Array.from({ length: 201 }, (_, n) => ({ name: `data/${n}.csv`, data: members }));
    expect(await look('program.zip', archive(program))).toEqual([null, false]);
    expect(await look('picture.csv', Buffer.from('89504e470d0a1a0a', 'hex'))).toEqual([null, false]);
    expect(await look('cut.zip', archive([{ name: 'members.csv', data: members }]).subarray(0, 60))).toEqual([null, false]);
    expect(await look('gone.xlsx', 'PK')).toEqual([null, false]);
  });
});
