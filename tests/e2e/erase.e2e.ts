/** Erasing people for good in the real window: what the dialog says, what it asks, and that nobody comes back. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { callOk, expect, screenshot, stubDialogs, test } from './fixtures';

async function openPeople(window: Page): Promise<void> {
  await callOk(window, 'job.wait', await callOk(window, 'app.openDemo', {}));
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-people').click();
  await expect(window.getByTestId('person-row').first()).toBeVisible();
}

const payers = async (window: Page) =>
  (await callOk(window, 'overview.metrics', {}))
    .filter(({ id }) => id.startsWith('revenue.'))
    .map(({ value, currency }) => ({ value, currency }));

test('one person: the word must be typed, the backup is named, a file brings nobody back', async ({ app, window, scratch }) => {
  test.setTimeout(180_000);
  await openPeople(window);
  await callOk(window, 'workspace.backup', {});
  const before = await payers(window);
  await window.getByTestId('person-search').fill('竹影有声');
  await expect(window.getByTestId('person-row')).toHaveCount(1);
  await window.getByTestId('person-row').click();
  const drawer = window.getByTestId('person-drawer');
  const id =
    (await drawer.getByTestId('person-identity').filter({ hasText: '小鹅通' }).textContent())?.match(/u_[0-9a-f]+_\w{10}/)?.[0] ?? '';
  await drawer.getByTestId('person-erase').click();
  await expect(window.getByTestId('erase-copies')).toContainText('下面 1 个文件里仍有这些资料');
  await expect(window.getByTestId('erase-confirm')).toBeDisabled();
  await window.getByTestId('erase-word').fill('删除');
  await expect(window.getByTestId('erase-confirm')).toBeDisabled();
  await window.getByTestId('erase-word').fill('彻底删除');
  await screenshot(window, 'erase-one-zh');
  await window.getByTestId('erase-confirm').click();
  await expect(window.getByText('仍有 1 个备份或副本留有资料')).toBeVisible();
  await expect(drawer.getByTestId('person-name')).toHaveCount(0);
  await expect(window.getByTestId('person-row')).toHaveCount(0);
  expect(await payers(window)).toEqual(before);

  const path = join(scratch, '用户列表导出_20261115.csv.csv');
  const header = '序号,用户ID	,昵称,来源渠道,姓名,账户绑定手机号,最近采集手机号,账号状态,邮箱,性别,生日,省份,城市,注册时间';
  await writeFile(path, `\uFEFF${header}\n1,${id},竹影有声,微信,,19900008455,19900008455,正常,,女,,四川,成都市,2026-10-31 20:44:24`);
  await stubDialogs(app, { open: [path] });
  const handles = (await callOk(window, 'app.pickFiles', {})).map(({ handle }) => handle);
  await callOk(window, 'job.wait', await callOk(window, 'app.stageFiles', { handles }));
  expect((await callOk(window, 'sync.staged', {}))[0]?.ignoredBy).toEqual({ erased: 1 });
});

test.describe('in English and in the dark', () => {
  test.use({ systemLanguage: 'en' });
  test('several at once from the list, and Escape erases nobody', async ({ window }) => {
    test.setTimeout(180_000);
    await window.emulateMedia({ colorScheme: 'dark' });
    await window.setViewportSize({ width: 1024, height: 700 });
    await openPeople(window);
    const everybody = (await callOk(window, 'people.list', { limit: 1 })).total;
    const boxes = window.locator('[data-testid="people-table"] tbody input[type="checkbox"]');
    for (const index of [0, 1, 2]) await boxes.nth(index).check();
    await screenshot(window, 'erase-bulk-bar-en-dark');
    await window.getByTestId('people-bulk-erase').click();
    await expect(window.getByTestId('erase-copies')).toContainText('No backup of this workspace');
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('erase-copies')).toHaveCount(0);
    expect((await callOk(window, 'people.list', { limit: 1 })).total).toBe(everybody);
    await window.getByTestId('people-bulk-erase').click();
    await window.getByTestId('erase-word').fill('Erase');
    await screenshot(window, 'erase-many-en-dark');
    await window.getByTestId('erase-word').press('Enter');
    await expect(window.getByText('3 people were erased for good.')).toBeVisible();
    await expect(window.getByTestId('people-bulk')).toHaveCount(0);
    expect((await callOk(window, 'people.list', { limit: 1 })).total).toBe(everybody - 3);
    expect((await callOk(window, 'workspace.doctor', {})).ok).toBe(true);
  });
});
