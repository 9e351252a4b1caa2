/** The pages of a long ledger are read by index: what is shown is what is read. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { pageQuery } from '../../electron/core/revenue/ledger.queries';
import { contract, type Input } from '../../shared/contract';
import { planOf, sorts } from '../support/plan';
import { scratchDir } from '../support/scratch';

let dir: string;
let workspace: OpenWorkspace;
beforeAll(async () => {
  dir = await scratchDir();
  workspace = await createWorkspaceFile(join(dir, 'book.tonghao'));
});
afterAll(async () => {
  await workspace.db.close();
  await workspace.lock?.release();
  await rm(dir, { recursive: true });
});

function plan(input: Input<'revenue.lines'>): Promise<string> {
  const { sql, params } = pageQuery(contract['revenue.lines'].input.parse(input), 'Asia/Shanghai');
  return planOf(workspace.db.reader, sql, params);
}

const cursor = Buffer.from(JSON.stringify(['2026-05-01T00:00:00Z', 7])).toString('base64url');

test.each([true, false])('a page walks the index of times (descending: %s)', async (descending) => {
  const first = await plan({ descending });
  expect(first).toMatch(/SCAN l USING INDEX ledger_line_by_time/);
  expect(sorts(first)).toBe(false);
  const next = await plan({ descending, cursor });
  expect(next).toMatch(/SEARCH l USING INDEX ledger_line_by_time \(at[<>]\?\)/);
  expect(sorts(next)).toBe(false);
  const window = await plan({ descending, from: '2026-05-01', to: '2026-06-01', platform: 'youzan' });
  expect(window).toMatch(/SEARCH l USING INDEX ledger_line_by_time \(at>\? AND at<\?\)/);
  expect(sorts(window)).toBe(false);
});

test('undecided lines and the lines of a person are found by their own indexes', async () => {
  expect(await plan({ status: 'undecided' })).toContain('USING INDEX ledger_line_undecided');
  const person = await plan({ personId: 'x' });
  expect(person).toContain('ledger_line_by_person (person_record=?)');
  expect(person).toContain('SEARCH l USING INTEGER PRIMARY KEY');
  expect(person).not.toMatch(/SCAN l\b(?! USING INDEX)/);
});
