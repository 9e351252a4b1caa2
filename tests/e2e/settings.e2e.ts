/** First run and Settings in the real window. */
import { access, cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callOk, type Electron, expect, firstWindow, screenshot, stubDialogs, test } from './fixtures';

/** Makes a workspace from the first-run screen and goes to Settings. */
async function openSettings(app: ElectronApplication, window: Page, path: string): Promise<void> {
  await stubDialogs(app, { save: path });
  await expect(window.getByTestId('first-run')).toBeVisible();
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  await access(path);
  await window.getByTestId('nav-workspace').click();
  await expect(window.getByTestId('settings-page')).toBeVisible();
}

function choose(window: Page, control: string, label: string): Promise<void> {
  return window.getByTestId(control).getByText(label, { exact: true }).click();
}

/** What the app has written so far, for a second start beside the first: without what belongs to the running process. */
async function copyOfUserData(userData: string, scratch: string): Promise<string> {
  const copy = join(scratch, 'user-data-later');
  await cp(userData, copy, { recursive: true, filter: (path) => !/^(Singleton|session)/.test(basename(path)) });
  return copy;
}

test('language and colours change at once and are there at the next start', async ({ app, window, scratch, userData, launch }) => {
  test.setTimeout(120_000);
  await openSettings(app, window, join(scratch, 'mine.tonghao'));
  await expect(window.getByTestId('page-title')).toHaveText('设置');
  await choose(window, 'settings-language', 'English');
  await expect(window.getByTestId('page-title')).toHaveText('Settings');
  await expect(window.getByTestId('nav-sync')).toHaveAccessibleName('Import');
  await expect(window.locator('html')).toHaveAttribute('lang', 'en');

  const scheme = window.locator('html');
  await choose(window, 'settings-scheme', 'Dark');
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await screenshot(window, 'settings-en-dark');
  const darkness = await window.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await choose(window, 'settings-scheme', 'Light');
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
  expect(await window.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(darkness);
  await choose(window, 'settings-scheme', 'Dark');

  const again = await firstWindow(await launch({ userData: await copyOfUserData(userData, scratch) }));
  // The first app still holds the file: the second says so, in the language and colours that were chosen.
  await expect(again.getByTestId('start-error-code')).toHaveText('workspace-locked');
  await expect(again.getByTestId('start-error-path')).toHaveText(join(scratch, 'mine.tonghao'));
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('The workspace could not be opened');
  await screenshot(again, 'start-error-en-dark');
  await expect(again.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('name, rates, backups and checks of a workspace', async ({ app, window, scratch }) => {
  test.setTimeout(180_000);
  await openSettings(app, window, join(scratch, 'mine.tonghao'));
  const undo = window.getByTestId('notification-undo');

  await test.step('a new name is shown at once and can be taken back', async () => {
    const before = await window.getByTestId('settings-name').inputValue();
    await window.getByTestId('settings-name').fill('山中读书社');
    await window.getByTestId('settings-name').press('Enter');
    await expect(window.getByTestId('workspace-name')).toHaveText('山中读书社');
    await undo.click();
    await expect(window.getByTestId('workspace-name')).toHaveText(before);
    await expect(window.getByTestId('settings-name')).toHaveValue(before);
  });

  await test.step('a dated rate is added, replaced and taken back', async () => {
    await window.getByTestId('rate-currency').click();
    await window.getByRole('option', { name: /^USD/ }).click();
    await window.getByTestId('rate-day').fill('2026-01-01');
    await window.getByTestId('rate-value').fill('7.1043');
    await window.getByTestId('rate-source').fill('中间价');
    await window.getByTestId('rate-add').click();
    await expect(window.getByTestId('rates-table')).toContainText('1 USD = 7.1043 CNY');
    await expect(window.getByTestId('rates-table')).toContainText('2026年1月1日');
    expect((await callOk(window, 'workspace.rates', {})).rates).toEqual([
      { currency: 'USD', day: '2026-01-01', rate: 7.1043, source: '中间价' },
    ]);
    await window.getByTestId('rates-table').getByRole('button').click();
    await expect(window.getByTestId('rates-table')).toHaveCount(0);
    await undo.last().click();
    await expect(window.getByTestId('rates-table')).toContainText('7.1043');
  });

  await test.step('a backup appears in the list, and brings back what was there', async () => {
    await expect(window.getByTestId('backup-state')).toHaveText('尚未备份');
    const before = await window.getByTestId('settings-name').inputValue();
    await window.getByTestId('backup-now').click();
    await expect(window.getByTestId('backup-row')).toHaveCount(1);
    await expect(window.getByTestId('backup-state')).toContainText('已备份');
    await window.getByTestId('settings-name').fill('改过的名字');
    await window.getByTestId('settings-name').press('Enter');
    await expect(window.getByTestId('workspace-name')).toHaveText('改过的名字');
    await window.getByTestId('backup-restore').click();
    await window.getByTestId('backup-restore-confirm').click();
    await expect(window.getByTestId('workspace-name')).toHaveText(before);
    // What the restore replaced was backed up first.
    await expect(window.getByTestId('backup-row')).toHaveCount(2);
    await expect(window.getByTestId('backup-row').first()).toContainText('恢复前');
  });

  await test.step('the check finds nothing', async () => {
    await window.getByTestId('doctor-run').click();
    await expect(window.getByTestId('doctor-report')).toHaveAttribute('data-ok', 'true');
  });

  await test.step('the log is copied without paths and names', async () => {
    const secret = join(scratch, '学员名单.csv');
    await app.evaluate((_: Electron, path) => void Promise.reject(new Error(`cannot read ${path}`)), secret);
    await window.getByTestId('log-show').click();
    await expect(window.getByTestId('log-lines')).toBeVisible();
    // The clipboard is for the window in front.
    await app.evaluate(({ BrowserWindow }: Electron) => BrowserWindow.getAllWindows()[0]?.focus());
    await window.getByTestId('log-copy').click();
    await expect(window.getByText('日志已复制到剪贴板')).toBeVisible();
    const copied = await app.evaluate(({ clipboard }: Electron) => clipboard.readText());
    expect(copied).toContain('error');
    expect(copied).toContain('cannot read');
    expect(copied).not.toContain(scratch);
    expect(copied).not.toContain('学员');
  });

  await test.step('everything is exported into the chosen folder', async () => {
    await stubDialogs(app, { open: [scratch] });
    await window.getByTestId('export-all').click();
    await expect(window.getByText('全部数据已导出')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('closing leads back to the first screen, where the workspace is offered again', async () => {
    await window.getByTestId('workspace-menu').click();
    await window.getByTestId('workspace-close').click();
    await expect(window.getByTestId('first-run')).toBeVisible();
    await screenshot(window, 'first-run-zh-light');
    await window.getByTestId('recents').getByRole('button').first().click();
    await expect(window.getByTestId('shell')).toBeVisible();
  });
});
