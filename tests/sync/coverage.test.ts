/** What an import says about how far the data reach. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const fixture = (name: string) => join(import.meta.dirname, '../formats', name);
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const through = async () => (await workspace.call('overview.metrics', { ids: ['revenue.net'] }))[0]?.dataThrough ?? null;

test('figures of content and bills of private purchases say nothing about how far money is known', async () => {
  await workspace.importFiles([fixture('wechat-bill/statement.csv')]);
  const known = await through();
  expect(known).not.toBeNull();
  const results = await workspace.importFiles([fixture('youtube-days/Totals.csv'), fixture('jd-bill/january.csv')]);
  expect(results.map(({ format }) => format)).toEqual(['youtube-days', 'jd-bill']);
  expect(await through()).toBe(known);
});

test('an account of lists only is told from one that also has bills', async () => {
  await workspace.importFiles([fixture('patreon-members/members-2026-10-31.csv')]);
  expect((await workspace.call('sync.accounts', {})).map(({ isSnapshot, coverage }) => [isSnapshot, coverage.length])).toEqual([[true, 1]]);
  await workspace.importFiles([fixture('wechat-bill/statement.csv')]);
  expect((await workspace.call('sync.accounts', {})).map(({ platform, isSnapshot }) => [platform, isSnapshot])).toEqual([
    ['patreon', true],
    ['wechatpay', false],
  ]);
});
