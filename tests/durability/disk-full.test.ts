/** A full disk stops an import with a clear error and leaves the workspace as it was. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../electron/core/database/database';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { applyStaged } from '../../electron/core/sync/apply';
import { Reader } from '../../electron/core/sync/reading/reader';
import type { Staged } from '../../electron/core/sync/staged';
import { stageFile } from '../../electron/core/sync/staged-file';
import { examine } from '../../electron/core/workspace/doctor';
import { writeAlipayBill } from '../bench/alipay-rows.mjs';
import { canonicalDump } from '../support/dump';
import { scratchDir } from '../support/scratch';

const progress = { checkpoint: () => undefined };
const now = '2026-11-01T08:00:00Z';
let dir: string;
let mount: string | null = null;
let workspace: OpenWorkspace | null = null;

beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(async () => {
  await workspace?.db.close().catch(() => undefined);
  await workspace?.lock?.release();
  workspace = null;
  if (mount) execFileSync('umount', [mount]);
  mount = null;
  await rm(dir, { recursive: true, force: true });
});

async function staged(db: Database, rows: number): Promise<Staged> {
  const bill = join(dir, `bill-${rows}.csv`);
  writeAlipayBill(bill, rows);
  const file = {
    id: 'one',
    key: 1,
    path: bill,
    origin: bill,
    name: 'bill.csv',
    parcel: null,
    stored: null,
    book: { gone: new Set<string>() },
    sheets: null,
    options: { withExpenses: false },
  };
  const reader = new Reader(null);
  return { ...(await stageFile(db, (request) => reader.read(request), file, progress)), comparedAt: 0 };
}

test('the disk fills up in the middle of the transaction', async () => {
  workspace = await createWorkspaceFile(join(dir, 'book.tonghao'));
  const { db } = workspace;
  const file = await staged(db, 3_000);
  const pages = (await db.writer.get<{ page_count: number }>('PRAGMA page_count'))?.page_count ?? 0;
  const before = await canonicalDump(db.path);
  // SQLite answers SQLITE_FULL when the file may not grow, as it does when the disk is full.
  for (const room of [1, 20, 60, 150]) {
    await db.writer.exec(`PRAGMA max_page_count = ${pages + room}`);
    await expect(applyStaged(db, file, now, progress)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await canonicalDump(db.path)).toEqual(before);
  }
  await db.writer.exec('PRAGMA max_page_count = 4294967294');
  expect((await examine(db)).ok).toBe(true);
  await applyStaged(db, file, now, progress);
  expect((await canonicalDump(db.path)).lines.length).toBe(file.file.records.ledgerLine?.new);
});

/** A small file system of its own; null where the machine does not allow one. */
function smallDisk(path: string): string | null {
  try {
    mkdirSync(path);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', path], { stdio: 'ignore' });
    return path;
  } catch {
    return null;
  }
}

test('a really small disk', async () => {
  mount = smallDisk(join(dir, 'disk'));
  const home = mount ?? dir;
  workspace = await createWorkspaceFile(join(home, 'book.tonghao'));
  const { db } = workspace;
  const file = await staged(db, 30_000);
  const before = await canonicalDump(db.path);
  if (mount === null) {
    // No mounts here: the driver's own limit stands in for the disk.
    await db.writer.exec('PRAGMA max_page_count = 1500');
  } else {
    const { bavail, bsize } = statfsSync(home);
    await writeFile(join(home, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - 3_000_000)));
  }
  await expect(applyStaged(db, file, now, progress)).rejects.toMatchObject({ code: 'disk-full' });
  if (mount) await rm(join(home, 'ballast'));
  expect(await canonicalDump(db.path)).toEqual(before);
  expect((await examine(db)).ok).toBe(true);
});
