/** Which files a figure is made of, and definitions that are asked for before they have loaded, in the real window. */
import type { Page } from '@playwright/test';
import { callOk, expect, screenshot, test } from './fixtures';

async function openDemo(window: Page): Promise<void> {
  await window.getByTestId('open-demo').click();
  await expect(window.getByTestId('shell')).toBeVisible({ timeout: 120_000 });
  await window.getByTestId('nav-overview').click();
  await expect(window.getByTestId('tile-revenue.net-open')).toBeVisible({ timeout: 120_000 });
  await expect(window.getByTestId('running-jobs')).toHaveCount(0, { timeout: 120_000 });
}

test('a definition names the files behind its figure and opens their rows', async ({ window }) => {
  test.setTimeout(180_000);
  await openDemo(window);
  await window.getByTestId('definition-revenue.net').click();
  const list = window.getByTestId('figure-sources');
  await expect(list.getByTestId('figure-source').first()).toContainText('订单报表_20261101090030.csv');
  await screenshot(window, 'figure-sources-zh');
  const days = await window.getByTestId('page-context').textContent();
  await list.getByTestId('figure-source').first().click();
  await expect(window.getByTestId('revenue-page')).toBeVisible();
  // The days of the figure stay.
  await expect(window.getByTestId('page-context')).toContainText((days ?? '').split(' · ')[0] ?? 'days');
  await expect(window.getByTestId('ledger-filter-import')).toContainText('订单报表_20261101090030.csv');
  await screenshot(window, 'figure-source-lines-zh');
});

test.describe('in English', () => {
  test.use({ systemLanguage: 'en' });

  test('the same, small and dark; all imports on demand', async ({ window }) => {
    test.setTimeout(180_000);
    await window.setViewportSize({ width: 1024, height: 700 });
    await window.emulateMedia({ colorScheme: 'dark' });
    await openDemo(window);
    await window.getByTestId('definition-people.total').click();
    await window.getByTestId('figure-sources-more').click();
    await expect(window.getByTestId('figure-source')).toHaveCount(7);
    // However much it holds, it stays inside the window and scrolls by itself.
    const box = await window.getByTestId('definition-people.total-text').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(700);
    expect(await window.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
    await screenshot(window, 'figure-sources-en-dark');
    await window.keyboard.press('Escape');
    await window.getByTestId('nav-people').click();
    await window.getByTestId('person-search').fill('kestrel');
    await window.getByTestId('people-table').locator('tbody tr').first().click();
    const source = window.getByTestId('person-drawer').getByTestId('person-source').first();
    await expect(source).toContainText('imported');
    await source.scrollIntoViewIfNeeded();
    await screenshot(window, 'person-sources-en-dark');
  });
});

test('ⓘ of a total of the ledger names its files, and each narrows the ledger to its own lines', async ({ window }) => {
  test.setTimeout(180_000);
  await openDemo(window);
  await window.getByTestId('nav-revenue').click();
  await window.evaluate(() => location.assign('#/revenue?window=all&currency=CNY'));
  await window.getByTestId('ledger-definition-net').click();
  const sources = window.getByTestId('figure-source');
  const [first] = await callOk(window, 'revenue.sources', { currency: 'CNY', amount: 'net' });
  await expect(sources.first()).toContainText(first?.fileName ?? '');
  await screenshot(window, 'total-sources-zh');
  await sources.first().click();
  await expect(window.getByTestId('ledger-filter-import')).toContainText(first?.fileName ?? '');
  await expect(window.getByTestId('ledger-total-net')).toHaveAttribute('data-minor', String(first?.amount));
  await window.keyboard.press('Escape');
  await screenshot(window, 'total-source-lines-zh');
  await callOk(window, 'app.setPreferences', { language: 'en', colorScheme: 'dark' });
  await window.setViewportSize({ width: 1024, height: 700 });
  await window.reload();
  await window.evaluate(() => location.assign('#/revenue?window=all'));
  await window.getByTestId('ledger-definition-gross').click();
  await expect(sources.first()).toContainText('lines');
  await screenshot(window, 'total-sources-en-dark');
});

test('a person names the files behind them, and each opens in the history of imports', async ({ window }) => {
  test.setTimeout(180_000);
  await openDemo(window);
  const [best] = (await callOk(window, 'people.list', { sort: 'paid', limit: 1 })).people;
  await window.evaluate((id) => location.assign(`#/people?person=${id}`), best?.id ?? '');
  const drawer = window.getByTestId('person-drawer');
  const source = drawer.getByTestId('person-source').first();
  await expect(source).toContainText('导入');
  await source.scrollIntoViewIfNeeded();
  await expect(drawer.getByTestId('person-source')).toHaveCount(3);
  await drawer.getByTestId('person-sources-more').click();
  await expect(drawer.getByTestId('person-source').nth(3)).toBeVisible();
  await screenshot(window, 'person-sources-zh');
  const file = (await source.locator('span').first().textContent()) ?? '';
  await source.click();
  await expect(window.getByTestId('batch-drawer')).toContainText(file);
  await screenshot(window, 'person-source-opened-zh');
});

test('a click on ⓘ before its definition has loaded is remembered', async ({ window }) => {
  test.setTimeout(180_000);
  await openDemo(window);
  // Clicked in the very moment it is drawn: what it opens has not loaded then.
  await window.addInitScript(() => {
    new MutationObserver((_, observer) => {
      const button = document.querySelector<HTMLButtonElement>('[data-testid="definition-revenue.net"]');
      if (!button) return;
      observer.disconnect();
      button.click();
    }).observe(document, { childList: true, subtree: true });
  });
  await window.reload();
  const text = window.getByTestId('definition-revenue.net-text');
  await expect(text).toBeVisible({ timeout: 20_000 });
  await expect(window.getByTestId('definition-revenue.net')).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(text).toHaveCount(0);
});
