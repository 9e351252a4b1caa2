/** The People page in the real window, over the demo creator's exports. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callOk, expect, screenshot, stubDialogs, test } from './fixtures';

/** Opens the demo workspace with all its exports in it. */
async function openPeople(window: Page): Promise<void> {
  await callOk(window, 'job.wait', await callOk(window, 'app.openDemo', {}));
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-people').click();
  await expect(window.getByTestId('person-row').first()).toBeVisible();
}

/** Brings a file in behind the page that is open, as the Import page would. */
async function importFile(app: ElectronApplication, window: Page, path: string): Promise<void> {
  await stubDialogs(app, { open: [path] });
  const handles = (await callOk(window, 'app.pickFiles', {})).map(({ handle }) => handle);
  const staging = await callOk(window, 'app.stageFiles', { handles });
  await callOk(window, 'job.wait', staging);
  const fileIds = (await callOk(window, 'sync.staged', {})).map(({ id }) => id);
  const applying = await callOk(window, 'sync.apply', { fileIds });
  expect((await callOk(window, 'job.wait', applying)).state).toBe('done');
}

/** A later 小鹅通 user list in which one user goes by another name and has moved. */
async function laterUserList(dir: string, id: string): Promise<string> {
  const path = join(dir, '用户列表导出_20261115.csv.csv');
  const header = '序号,用户ID	,昵称,来源渠道,姓名,账户绑定手机号,最近采集手机号,账号状态,邮箱,性别,生日,省份,城市,注册时间';
  const row = `1,${id},竹影新名,微信,,19900008455,19900008455,正常,,女,,四川,成都市,2026-10-31 20:44:24`;
  await writeFile(path, `\uFEFF${header}\n${row}\n`);
  return path;
}

async function search(window: Page, text: string, rows: number): Promise<void> {
  await window.getByTestId('person-search').fill(text);
  await expect(window.getByTestId('person-row')).toHaveCount(rows);
}

test('find by two Chinese characters, edit, import again, tag, note, trace, delete, undo', async ({ app, window, scratch }) => {
  test.setTimeout(180_000);
  await openPeople(window);
  const row = window.getByTestId('person-row');
  const drawer = window.getByTestId('person-drawer');
  const everybody = (await callOk(window, 'people.list', { limit: 1 })).total;
  const grouped = everybody.toLocaleString('zh-CN');
  await expect(window.getByTestId('page-context')).toHaveText(`共 ${grouped} 人`);

  await search(window, '影有', 1);
  await expect(row).toContainText('竹影有声');
  await expect(window.getByTestId('page-context')).toHaveText(`${grouped} 人中符合条件的 1 人`);
  await row.click();
  await expect(drawer.getByTestId('person-name')).toHaveText('竹影有声');
  const profile = drawer.getByTestId('person-identity').filter({ hasText: '小鹅通' });
  const id = (await profile.textContent())?.match(/u_[0-9a-f]+_\w{10}/)?.[0] ?? '';
  expect(id).not.toBe('');

  await test.step('an edited name is marked, and outlives a later file that says otherwise', async () => {
    await drawer.getByTestId('person-edit-name').click();
    await drawer.getByTestId('person-edit-name').fill('竹影改名样例');
    await drawer.getByTestId('person-save').click();
    const field = drawer.getByTestId('person-field-name');
    await expect(field).toHaveAttribute('data-edited', 'true');
    await expect(drawer.getByTestId('person-name')).toHaveText('竹影改名样例');
    await search(window, '竹影改名样例', 1);

    await importFile(app, window, await laterUserList(scratch, id));
    await expect(drawer.getByTestId('person-field-city')).toContainText('成都市');
    await expect(profile).toContainText('竹影新名');
    await expect(drawer.getByTestId('person-name')).toHaveText('竹影改名样例');
    await expect(row).toContainText('竹影改名样例');

    await drawer.getByTestId('person-reset-name').click();
    await expect(drawer.getByTestId('person-name')).toHaveText('竹影新名');
    await expect(field).not.toHaveAttribute('data-edited');
    await window.getByTestId('notification-undo').last().click();
    await expect(drawer.getByTestId('person-name')).toHaveText('竹影改名样例');
  });

  await test.step('Escape ends an edit, not the drawer', async () => {
    await drawer.getByTestId('person-edit-email').click();
    await drawer.getByTestId('person-edit-email').fill('not an address');
    await expect(drawer.getByTestId('person-save')).toBeDisabled();
    await window.keyboard.press('Escape');
    await expect(drawer.getByTestId('person-field-email')).not.toContainText('not an address');
    await expect(drawer.getByTestId('person-name')).toBeVisible();
  });

  await test.step('tags and notes', async () => {
    await drawer.getByTestId('person-tag-add').fill('冬至共读');
    await drawer.getByTestId('person-tag-add').press('Enter');
    await expect(drawer.getByTestId('person-tag')).toHaveText('冬至共读');
    // The column of tags gives way to the drawer in narrow windows.
    await expect.poll(async () => (await callOk(window, 'people.list', { tag: '冬至共读' })).total).toBe(1);
    await drawer.getByTestId('person-note-text').fill('线下见过，想参加写作班');
    await drawer.getByTestId('person-note-add').click();
    await expect(drawer.getByTestId('person-note')).toContainText('线下见过，想参加写作班');
    await expect(drawer.getByTestId('person-note')).toContainText(/\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}/);
  });

  await test.step('the timeline names file and row', async () => {
    const seen = drawer.getByTestId('timeline-row').filter({ hasText: '出现在 小鹅通' });
    await expect(seen.getByTestId('source-note')).toHaveText('用户列表导出_20261115.csv.csv 第 2 行');
    await expect(drawer.getByTestId('timeline-row').filter({ hasText: '线下见过' })).toBeVisible();
    await screenshot(window, 'people-drawer-zh');
  });

  await test.step('delete says what stays; undo brings everything back', async () => {
    await drawer.getByTestId('person-delete').click();
    await expect(window.getByText('收入账本里的每一笔都保留')).toBeVisible();
    await window.getByTestId('person-delete-confirm').click();
    await expect(drawer.getByTestId('person-name')).toHaveCount(0);
    await expect(row).toHaveCount(0);
    await importFile(app, window, await laterUserList(scratch, id));
    expect((await callOk(window, 'people.list', { search: '竹影改名样例' })).total).toBe(0);
    await window.getByTestId('notification-undo').last().click();
    await expect(row).toHaveCount(1);
    await row.click();
    await expect(drawer.getByTestId('person-tag')).toHaveText('冬至共读');
    await expect(drawer.getByTestId('person-note')).toContainText('线下见过，想参加写作班');
  });
});

test('filters read as a sentence, ticked people are changed together, people are added by hand', async ({ window }) => {
  test.setTimeout(180_000);
  await openPeople(window);
  const rows = window.getByTestId('person-row');
  await window.getByTestId('person-filter-platform').click();
  await window.getByTestId('person-filter-platform-patreon').click();
  await expect(window.getByTestId('person-filter-platform')).toHaveText('来自 Patreon');
  const patrons = (await callOk(window, 'people.list', { platform: 'patreon', limit: 1 })).total;
  await expect(window.getByTestId('page-context')).toContainText(`符合条件的 ${patrons.toLocaleString('zh-CN')} 人`);

  await test.step('first seen since a day, counted by the same rule as the list', async () => {
    await window.getByTestId('person-filter-platform-clear').click();
    await window.getByTestId('person-filter-since').click();
    await window.getByTestId('person-filter-since-year').click();
    const year = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(new Date());
    const since = (await callOk(window, 'people.list', { since: `${year}-01-01`, limit: 1 })).total;
    await expect(window.getByTestId('page-context')).toContainText(`符合条件的 ${since.toLocaleString('zh-CN')} 人`);
    await window.getByTestId('person-filter-since-clear').click();
    await window.getByTestId('person-filter-platform').click();
    await window.getByTestId('person-filter-platform-patreon').click();
  });

  await test.step('tag three of them, take it back', async () => {
    for (const index of [0, 1, 2]) await window.getByLabel('选择这一行').nth(index).check();
    await expect(window.getByTestId('people-bulk')).toContainText('已选 3 人');
    await window.getByTestId('people-bulk-tag').click();
    await window.getByTestId('people-bulk-tag-text').fill('山野');
    await window.getByTestId('people-bulk-tag-add').click();
    await expect.poll(async () => (await callOk(window, 'people.list', { tag: '山野' })).total).toBe(3);
    await screenshot(window, 'people-bulk-zh');
    await window.getByTestId('notification-undo').last().click();
    await expect.poll(async () => (await callOk(window, 'people.list', { tag: '山野' })).total).toBe(0);
  });

  await test.step('delete them, take it back from "recently deleted"', async () => {
    await window.getByTestId('people-bulk-delete').click();
    await window.getByTestId('people-bulk-delete-confirm').click();
    await expect(window.getByTestId('page-context')).toContainText(`符合条件的 ${(patrons - 3).toLocaleString('zh-CN')} 人`);
    await window.getByTestId('people-removed').click();
    await window.getByText('恢复全部 3 人').click();
    await expect(window.getByTestId('page-context')).toContainText(`符合条件的 ${patrons.toLocaleString('zh-CN')} 人`);
    await expect(window.getByTestId('people-removed')).toHaveCount(0);
  });

  await test.step('nobody matches: one button leads back', async () => {
    await search(window, '没有这个人', 0);
    await window.getByTestId('empty-state').getByRole('button').click();
    await expect(rows.first()).toBeVisible();
    await expect(window.getByTestId('person-search')).toHaveValue('');
  });

  await test.step('a person by hand', async () => {
    await window.getByTestId('person-new').click();
    await window.getByTestId('person-new-save').click();
    await expect(window.getByTestId('person-form')).toContainText('请填写姓名');
    await window.getByTestId('person-new-name').fill('虚构读者甲');
    await window.getByTestId('person-new-email').fill('Reader.A@Example.org');
    await window.getByTestId('person-new-save').click();
    const drawer = window.getByTestId('person-drawer');
    await expect(drawer.getByTestId('person-name')).toHaveText('虚构读者甲');
    await expect(drawer.getByTestId('person-field-email')).toContainText('reader.a@example.org');
    await window.keyboard.press('Escape');
    await expect(drawer.getByTestId('person-name')).toHaveCount(0);
    await search(window, 'reader.a@', 1);
  });

  await test.step('by keyboard alone: search, down, open', async () => {
    await window.getByTestId('person-search').fill('');
    await expect.poll(() => rows.count()).toBeGreaterThan(3);
    await window.locator('[data-testid="people-table"] tbody tr').first().focus();
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    const third = await rows.nth(2).locator('span').nth(1).textContent();
    await expect(window.getByTestId('person-drawer').getByTestId('person-name')).toHaveText(third ?? '');
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('person-name')).toHaveCount(0);
    await window.keyboard.press('/');
    await expect(window.getByTestId('person-search')).toBeFocused();
  });
});
