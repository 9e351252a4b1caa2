/** The Import page in a small window and by keyboard: nothing is cut, what was asked for comes into sight, the focus is never lost. */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { archive } from '../support/archives';
import { expect, screenshot, stubDialogs, test } from './fixtures';
import { received, wechatBill } from './wechat-bill';

async function newWorkspace(app: ElectronApplication, window: Page, scratch: string, paths: string[]): Promise<void> {
  await stubDialogs(app, { save: join(scratch, '山中读书社.tonghao'), open: paths });
  await window.setViewportSize({ width: 1024, height: 700 });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
  await window.getByTestId('import-pick').click();
}

/** Whether the text of a cell is wider than the room it has. */
const isCut = (cell: Locator) => cell.evaluate((element) => element.scrollWidth > element.clientWidth);

test('rows that a number asks for come into sight, whole and within reach of the keyboard', async ({ app, window, scratch }) => {
  const many = Array.from({ length: 30 }, (_, index) =>
    received({ id: `10000500202609${String(index + 1).padStart(11, '0')}`, amount: index === 3 ? '¥12345678.90' : '¥39.90' }),
  );
  const broken = received({ id: '1000050020260917000000099', who: '秋分来信', amount: '六十八元' });
  await newWorkspace(app, window, scratch, [await wechatBill(scratch, [...many, broken])]);
  const table = window.getByTestId('staged-diff-table');
  const rows = table.locator('tbody tr');

  await test.step('in sight and not cut', async () => {
    await window.getByTestId('staged-count-new').click();
    await expect(rows.first()).toBeInViewport();
    const longest = rows.nth(3).getByText('¥12,345,678.90');
    await expect(longest).toBeVisible();
    expect(await isCut(longest.locator('xpath=..'))).toBe(false);
    // All columns fit beside each other.
    expect(await isCut(table)).toBe(false);
    await screenshot(window, 'import-small-rows-zh');
  });

  await test.step('arrows move, Enter opens, Escape closes, Space leaves the row out', async () => {
    const drawer = window.getByTestId('row-drawer').locator('dl');
    await rows.first().focus();
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await expect(drawer).toBeVisible();
    await window.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
    await expect(rows.nth(1)).toBeFocused();
    await window.keyboard.press('Space');
    await expect(window.getByTestId('staged-count-new')).toHaveText('29');
  });

  await test.step('rows to fix fit into the small window', async () => {
    await window.getByTestId('staged-apply').click();
    await window.getByTestId('result-fix').click();
    await expect(window.getByTestId('quarantine-row')).toHaveCount(1);
    expect(await isCut(window.getByTestId('quarantine-table'))).toBe(false);
  });

  await test.step('an account that is renamed, or not, gives the focus back', async () => {
    await window.getByTestId('import-tab-accounts').click();
    const rename = window.getByTestId('account-rename');
    await rename.press('Enter');
    await expect(window.getByTestId('account-name-field')).toBeFocused();
    await window.keyboard.press('Escape');
    await expect(rename).toBeFocused();
    await rename.press('Enter');
    await window.getByTestId('account-name-field').fill('工作微信');
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('account-name')).toHaveText('工作微信');
    await expect(rename).toBeFocused();
  });

  await test.step('the history says what an import brought, and its fingerprint', async () => {
    await window.getByTestId('import-tab-history').click();
    await window.getByTestId('history-row').click();
    await expect(window.getByTestId('batch-drawer')).toContainText(/带来29 笔流水文件指纹[0-9a-f]{8}/);
  });
});

test('the buttons of the wizard are always in sight, and it says what is missing', async ({ app, window, scratch }) => {
  const path = join(scratch, '收款.csv');
  const header = '很长的列名没有空格'.repeat(20);
  await writeFile(path, `订单编号,付款时间,实付金额(元),${header}\nZX1,2026-09-03 12:05,¥299.00,甲\nZX2,2026-09-04 08:30,¥99.00,乙\n`);
  await newWorkspace(app, window, scratch, [path]);
  await window.getByTestId('open-wizard').click();
  const save = window.getByTestId('wizard-save');
  await expect(save).toBeInViewport();
  await expect(save).toBeEnabled();
  await window.getByTestId('wizard-name').fill('');
  await expect(save).toBeDisabled();
  await expect(window.getByTestId('wizard-needed')).toContainText('给模板起个名字');
  const columns = window.getByTestId('wizard-columns').locator('tbody tr');
  const heights = await columns.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(Math.max(...heights)).toBeLessThan(60);
  await columns.last().scrollIntoViewIfNeeded();
  await expect(save).toBeInViewport();
  await screenshot(window, 'wizard-small-zh');
});

test('a wrong password is told in full, and the next can be typed at once', async ({ app, window, scratch }) => {
  const data = await readFile(resolve(import.meta.dirname, '../formats/alipay-bill/app-2023.csv'));
  const path = join(scratch, 'alipay_record.zip');
  await writeFile(path, archive([{ name: 'alipay_record_20230301.csv', data, password: '483920', lock: 'aes-256' }]));
  await newWorkspace(app, window, scratch, [path]);
  const field = window.getByTestId('staged-password');
  await field.fill('000000');
  await window.keyboard.press('Enter');
  await expect(window.getByText('密码不对')).toBeVisible();
  await expect(field).toBeFocused();
  await screenshot(window, 'locked-wrong-small-zh');
  await window.keyboard.type('483920');
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('staged-apply')).toBeVisible();
});
