/** 500 damaged exports through staging and preview of a workspace that holds data: nothing of them is written before Apply. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { testWorkspace } from '../support/workspace';
import { corpus, type Sample } from './corpus';
import { mutant } from './mutate';
import { Random } from './random';

const seed = Number(process.env.FUZZ_SEED ?? 20260901) + 2;
const inputs = 500;
const atOnce = 25;

test(`${inputs} damaged files are looked at and nothing is written, seed ${seed}`, { timeout: 300_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-test-'));
  const workspace = await testWorkspace();
  try {
    const samples = await corpus();
    await workspace.importFiles(
      samples.filter((_, at) => at % 5 === 0).map(({ path }) => path),
      { snapshotDay: '2026-08-31' },
    );
    const before = await canonicalDump(workspace.path);
    expect(before.lines.length + before.people.length).toBeGreaterThan(10);
    const random = new Random(seed);
    const statuses: Record<string, number> = {};
    for (let n = 0; n < inputs; n += atOnce) {
      const paths = Array.from({ length: atOnce }, (_, at) => {
        const path = join(dir, `${n + at}.csv`);
        writeFileSync(path, mutant(samples[(n + at) % samples.length] as Sample, random).bytes);
        return path;
      });
      await workspace.job('sync.stage', { paths, snapshotDay: '2026-09-01' });
      const staged = await workspace.call('sync.staged', {});
      // A workbook may hold several exports.
      expect(staged.length).toBeGreaterThanOrEqual(atOnce);
      for (const file of staged) {
        statuses[file.status] = (statuses[file.status] ?? 0) + 1;
        if (file.rows.total > 0) await workspace.call('sync.stagedRows', { fileId: file.id, limit: 100 });
      }
      await workspace.call('sync.discard', { fileIds: staged.map(({ id }) => id) });
    }
    console.log(`fuzz preview seed ${seed}: ${JSON.stringify(statuses)}`);
    expect(statuses.ready ?? 0).toBeGreaterThan(50);
    expect(await canonicalDump(workspace.path)).toEqual(before);
    expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
  } finally {
    await workspace.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
