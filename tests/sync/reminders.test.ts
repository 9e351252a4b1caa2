/** Reminders of the next export, account by account. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const fixture = (name: string) => join(import.meta.dirname, '../formats', name);
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

test('said of several accounts at once, every one of them is kept', async () => {
  await workspace.importFiles([fixture('patreon-members/members-2026-10-31.csv'), fixture('wechat-bill/statement.csv')]);
  const accounts = await workspace.call('sync.accounts', {});
  expect(accounts).toHaveLength(2);
  await Promise.all(accounts.map(({ id }) => workspace.call('sync.setReminder', { accountId: id, every: 31, later: null })));
  const reminders = async () => (await workspace.call('sync.accounts', {})).map(({ reminder }) => reminder.every);
  expect(await reminders()).toEqual([31, 31]);
  await Promise.all(accounts.map(({ id }) => workspace.call('sync.setReminder', { accountId: id, every: null, later: null })));
  expect(await reminders()).toEqual([null, null]);
});

test('belong to accounts that exist, and to days and intervals that make sense', async () => {
  const set = (every: number, later: string | null = null) => workspace.call('sync.setReminder', { accountId: 999, every, later });
  await expect(set(7)).rejects.toMatchObject({ code: 'account-missing' });
  await expect(set(367)).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(set(7, 'soon')).rejects.toMatchObject({ code: 'invalid-input' });
});
