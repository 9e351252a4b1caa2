/** What imports changed in the figures, in the real window: after Apply, in the history, after undo. */
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callOk, expect, screenshot, stubDialogs, test } from './fixtures';

const demo = resolve(import.meta.dirname, '../../resources/demo');
const files = ['订单报表_20260331235015.csv', '1999999901All2026-03-01_2026-03-31.csv', '订单报表_20261101090030.csv'];

async function importDemo(app: ElectronApplication, window: Page, scratch: string): Promise<void> {
  await stubDialogs(app, { save: join(scratch, 'figures.tonghao') });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
  await stubDialogs(app, { open: files.map((name) => join(demo, name)) });
  await window.getByTestId('import-pick').click();
  await expect(window.getByTestId('staged-apply')).toHaveCount(3, { timeout: 30_000 });
  for (let left = files.length; left > 0; left--) {
    await window.getByTestId('staged-apply').first().click();
    await expect(window.getByTestId('staged-apply')).toHaveCount(left - 1, { timeout: 30_000 });
  }
}

test('after Apply the figures that changed stand together; the history keeps them and tells an undo the other way', async ({
  app,
  window,
  scratch,
}) => {
  test.setTimeout(120_000);
  await importDemo(app, window, scratch);
  const changes = window.getByTestId('import-results').getByTestId('figure-changes');
  const [net] = (await callOk(window, 'overview.metrics', { from: null, to: null, ids: ['revenue.net'] })).filter(
    ({ scope }) => scope === 'reporting',
  );
  const written = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2 }).format((net?.value ?? 0) / 100);
  await expect(changes.getByTestId('figure-change-revenue.net')).toContainText(`+¥${written}`);
  await changes.getByTestId('figure-change-revenue.net').getByRole('button').click();
  await expect(changes.getByTestId('figure-change-revenue.net')).toContainText('2026年10月');
  await screenshot(window, 'figures-results-zh');
  await changes.getByTestId('figure-change-revenue.net').getByRole('button').click();

  await window.getByTestId('import-tab-history').click();
  const rows = window.getByTestId('history-row');
  await rows.first().click();
  const drawer = window.getByTestId('batch-drawer');
  await expect(drawer).toContainText('本次导入改变了哪些数字');
  const payers = drawer.getByTestId('figure-change-revenue.payers');
  const change = await payers.textContent();
  await screenshot(window, 'figures-history-zh');
  await drawer.getByTestId('batch-undo').click();
  await window.getByTestId('turn-confirm').click();
  await expect(drawer).toContainText('撤销改变了哪些数字');
  await expect(payers).not.toHaveText(change ?? '');
  await screenshot(window, 'figures-undone-zh');
});

test.describe('in English', () => {
  test.use({ systemLanguage: 'en' });

  test('the same, small and dark', async ({ app, window, scratch }) => {
    test.setTimeout(120_000);
    await window.setViewportSize({ width: 1024, height: 700 });
    await window.emulateMedia({ colorScheme: 'dark' });
    await importDemo(app, window, scratch);
    const changes = window.getByTestId('import-results').getByTestId('figure-changes');
    await changes.scrollIntoViewIfNeeded();
    await expect(changes).toContainText('(18 months)');
    await screenshot(window, 'figures-results-en-dark');
    await window.getByTestId('import-tab-history').click();
    await window.getByTestId('history-row').last().click();
    await expect(window.getByTestId('batch-drawer')).toContainText('What this import changed in your figures');
    await screenshot(window, 'figures-history-en-dark');
  });
});
