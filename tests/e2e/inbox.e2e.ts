/** Watched folders in the real window: the badge, the list, preview and import, importing by itself with undo, and what does not come back. */
import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callOk, type Electron, expect, screenshot, stubDialogs, test } from './fixtures';
import { received, wechatBill } from './wechat-bill';

async function newWorkspace(app: ElectronApplication, window: Page, scratch: string): Promise<string> {
  const folder = join(scratch, 'exports');
  await mkdir(folder);
  await stubDialogs(app, { save: join(scratch, '山中读书社.tonghao'), open: [folder] });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  return folder;
}

const sale = (n: number) => [received({ id: `100005002026091${n}00000000${n}`, time: `2026-09-1${n} 20:14:05` })];
const ledgerLines = async (window: Page) => (await callOk(window, 'revenue.lines', {})).total;

test('a file in the watched folder raises the badge, is previewed and imported, and does not come back', async ({
  app,
  window,
  scratch,
}) => {
  test.setTimeout(120_000);
  const folder = await newWorkspace(app, window, scratch);
  await window.getByTestId('nav-sync').click();
  await expect(window.getByTestId('inbox')).toContainText('还没有监控文件夹');
  await screenshot(window, 'inbox-none-zh');
  await window.getByTestId('inbox-choose').click();
  await expect(window.getByTestId('inbox-folder')).toHaveAttribute('data-state', 'watching');
  await window.getByTestId('nav-overview').click();

  const bill = await wechatBill(folder, sale(1), 'bill-1.xlsx');
  await expect(window.getByTestId('nav-sync')).toContainText('1', { timeout: 20_000 });
  await wechatBill(folder, sale(2), 'bill-2.xlsx');
  await expect(window.getByTestId('nav-sync')).toContainText('2', { timeout: 20_000 });
  expect(await ledgerLines(window)).toBe(0);

  await window.getByTestId('nav-sync').click();
  const file = window.getByTestId('inbox-file');
  await expect(file).toHaveCount(2);
  await expect(file.filter({ hasText: 'bill-1.xlsx' })).toContainText('微信支付个人账单');
  await screenshot(window, 'inbox-new-zh');
  await file.filter({ hasText: 'bill-1.xlsx' }).getByTestId('inbox-stage').click();
  const card = window.getByTestId('staged-card');
  await expect(card.getByTestId('staged-count-new')).toHaveText('1');
  await expect(file).toHaveCount(1);
  await screenshot(window, 'inbox-staged-zh');
  await card.getByTestId('staged-apply').click();
  await expect(window.getByTestId('import-result')).toBeVisible();
  expect(await ledgerLines(window)).toBe(1);

  await test.step('ignored with undo', async () => {
    await file.getByTestId('inbox-ignore').click();
    await expect(file).toHaveCount(0);
    await window.getByTestId('notification-undo').last().click();
    await expect(file).toHaveCount(1);
    await file.getByTestId('inbox-ignore').click();
    await expect(file).toHaveCount(0);
  });

  await test.step('known content does not come back under another name', async () => {
    await rename(bill, join(folder, 'renamed.xlsx'));
    await copyFile(join(folder, 'bill-2.xlsx'), join(folder, 'copied.xlsx'));
    await wechatBill(folder, sale(3), 'bill-3.xlsx');
    await expect(file).toHaveCount(1, { timeout: 20_000 });
    await expect(file).toContainText('bill-3.xlsx');
  });

  await test.step('a folder that goes away says so and comes back', async () => {
    await rename(folder, `${folder}-away`);
    await window.getByTestId('inbox-rescan').click();
    await expect(window.getByTestId('inbox-folder')).toHaveAttribute('data-state', 'missing');
    await screenshot(window, 'inbox-missing-zh');
    await rename(`${folder}-away`, folder);
    await window.getByTestId('inbox-rescan').click();
    await expect(window.getByTestId('inbox-folder')).toHaveAttribute('data-state', 'watching');
    await expect(file).toContainText('bill-3.xlsx');
  });
});

test('an account that imports by itself tells of it, and the import can be undone', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  const folder = await newWorkspace(app, window, scratch);
  await window.getByTestId('nav-sync').click();
  await window.getByTestId('inbox-choose').click();
  await wechatBill(folder, sale(1), 'bill-1.xlsx');
  const file = window.getByTestId('inbox-file');
  await file.getByTestId('inbox-stage').click({ timeout: 20_000 });
  await window.getByTestId('staged-always').click();
  await expect(window.getByTestId('staged-always')).toBeChecked();
  await window.getByTestId('staged-apply').click();
  await expect(window.getByTestId('import-result')).toHaveCount(1);
  expect(await ledgerLines(window)).toBe(1);

  await window.getByTestId('nav-overview').click();
  await wechatBill(folder, sale(2), 'bill-2.xlsx');
  const notice = window.getByTestId('notification-done').filter({ hasText: 'bill-2.xlsx' });
  await expect(notice).toBeVisible({ timeout: 20_000 });
  await screenshot(window, 'inbox-applied-zh');
  expect(await ledgerLines(window)).toBe(2);
  await notice.getByTestId('notification-undo').click();
  await expect.poll(() => ledgerLines(window)).toBe(1);

  await test.step('what is to be decided waits, with the reason', async () => {
    await wechatBill(
      folder,
      [received({ id: '1000050020260915000000009', type: '微信红包', what: '/', who: '阿岚', status: '已存入零钱' })],
      'packet.xlsx',
    );
    await window.getByTestId('nav-sync').click();
    await expect(file).toContainText('有待认定的收款', { timeout: 20_000 });
    await screenshot(window, 'inbox-held-zh');
  });

  await test.step('taken back in the list of accounts', async () => {
    await window.getByTestId('import-tab-accounts').click();
    await screenshot(window, 'inbox-accounts-zh');
    await window.getByTestId('account-always').click();
    await expect(window.getByTestId('account-always')).not.toBeChecked();
    await expect.poll(() => callOk(window, 'inbox.always', {})).toEqual([]);
  });
});

test.describe('in English', () => {
  test.use({ systemLanguage: 'en' });
  test('Downloads show what is known only; small and dark', async ({ app, window, scratch }) => {
    test.setTimeout(90_000);
    const downloads = join(scratch, 'Downloads');
    await mkdir(downloads);
    await wechatBill(downloads, sale(1), 'a-bill-with-a-rather-long-name-as-platforms-like-to-give-them-20260901-20260930.xlsx');
    await copyFile(process.execPath, join(downloads, 'program.zip'));
    await app.evaluate(({ app: electron }: Electron, path) => electron.setPath('downloads', path), downloads);
    await newWorkspace(app, window, scratch);
    await window.emulateMedia({ colorScheme: 'dark' });
    await window.getByTestId('nav-sync').click();
    await window.getByTestId('inbox-downloads').click();
    await expect(window.getByTestId('inbox-downloads')).toBeChecked();
    await expect(window.getByTestId('inbox-file')).toHaveCount(1, { timeout: 20_000 });
    await expect(window.getByTestId('inbox-file')).toContainText('a-bill-with');
    await screenshot(window, 'inbox-downloads-en-dark');
  });
});
