/** The shell and the Overview in the real window, over the demo creator's exports. */
import type { Page } from '@playwright/test';
import { addDays } from '../../shared/domain/days';
import { formatMoney } from '../../shared/domain/format';
import { callOk, expect, screenshot, test } from './fixtures';

/** From the first-run screen into the demo, as a newcomer goes. */
async function enterDemo(window: Page): Promise<void> {
  await expect(window.getByTestId('first-run')).toBeVisible();
  await window.getByTestId('open-demo').click();
  await expect(window.getByTestId('shell')).toBeVisible({ timeout: 60_000 });
  await expect(window.getByTestId('tile-revenue.net-open')).toBeVisible({ timeout: 120_000 });
  await expect(window.getByTestId('running-jobs')).toHaveCount(0, { timeout: 120_000 });
}

/** The days that the window filter means now, as the page says them to core: the last 30 with data. */
async function shownDays(window: Page): Promise<{ from: string; to: string }> {
  const { last } = await callOk(window, 'revenue.filters', {});
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.parse(last ?? ''));
  return { from: addDays(day, -29), to: addDays(day, 1) };
}

test('from the first run to figures that open their rows', async ({ window }) => {
  test.setTimeout(240_000);
  await enterDemo(window);
  const days = await shownDays(window);
  const overview = await callOk(window, 'overview.get', days);

  await test.step('each tile shows what core says', async () => {
    for (const id of ['revenue.net', 'revenue.gross', 'revenue.refund'] as const) {
      const tile = overview.tiles.find(({ metric }) => metric.id === id && metric.scope === 'reporting');
      await expect(window.getByTestId(`tile-${id}-open`)).toHaveText(formatMoney(tile?.metric.value ?? Number.NaN, 'CNY', 'zh-CN'));
    }
    const people = overview.tiles.find(({ metric }) => metric.id === 'people.total')?.metric.value ?? Number.NaN;
    await expect(window.getByTestId('tile-people.total-open')).toContainText(people.toLocaleString('zh-CN'));
    await expect(window.getByTestId('page-context')).toContainText('数据截至');
  });

  await test.step('ⓘ says what a figure means, and Escape closes it', async () => {
    await window.getByTestId('definition-revenue.net').click();
    const definition = window.getByTestId('definition-revenue.net-text');
    await expect(definition).toContainText('净收入 = 支付额 − 退款 − 扣除');
    await expect(definition).toContainText('数据截至');
    await window.keyboard.press('Escape');
    await expect(definition).toHaveCount(0);
  });

  await test.step('the chart has a bar for each month and platform, and a table with the same sums', async () => {
    const chart = window.getByTestId('revenue-months');
    await expect(chart.locator('.recharts-bar-rectangle path').first()).toBeVisible();
    await screenshot(window, 'overview-zh-light');
    await window.getByTestId('revenue-months-toggle').click();
    const newest = overview.months
      .map(({ month }) => month)
      .sort()
      .at(-1);
    const total = overview.months.filter(({ month }) => month === newest).reduce((sum, { net }) => sum + net, 0);
    await expect(window.getByTestId('month-table').locator('tbody tr').first()).toContainText(formatMoney(total, 'CNY', 'zh-CN'));
    await window.getByTestId('revenue-months-toggle').click();
  });

  await test.step('a figure opens its rows, over the same days', async () => {
    const refund = (await window.getByTestId('tile-revenue.refund-open').textContent()) ?? '';
    await window.getByTestId('tile-revenue.refund-open').click();
    await expect(window.getByTestId('revenue-page')).toBeVisible();
    await expect(window.getByTestId('ledger-totals')).toContainText(refund);
    const { total } = await callOk(window, 'revenue.lines', { ...days, kinds: ['refund'], status: 'counted' });
    expect(total).toBeGreaterThan(0);
    await window.goBack();
    await expect(window.getByTestId('overview-page')).toBeVisible();
    await window.getByTestId('tile-people.new-open').click();
    await expect(window.getByTestId('people-page')).toBeVisible();
    expect(window.url()).toContain(`since=${days.from}`);
  });

  await test.step('what needs the user leads to where it is dealt with', async () => {
    await window.getByTestId('nav-overview').click();
    await window.getByTestId('attention-undecided').getByRole('link').click();
    await expect(window.getByTestId('revenue-page')).toBeVisible();
    await expect(window.getByTestId('tab-undecided')).toHaveAttribute('aria-selected', 'true');
  });
});

test('the window of days goes along, the palette leads everywhere, the navigation folds', async ({ window }) => {
  test.setTimeout(240_000);
  await enterDemo(window);

  await test.step('a window chosen on one page holds on the next', async () => {
    const before = await window.getByTestId('tile-revenue.net-open').textContent();
    await window.getByTestId('window-filter').getByText('90 天').click();
    await expect(window.getByTestId('tile-revenue.net-open')).not.toHaveText(before ?? '');
    await window.getByTestId('nav-revenue').click();
    await expect(window.getByTestId('window-filter').getByRole('radio', { name: '90 天' })).toBeChecked();
  });

  await test.step('Ctrl+K finds an area and a person', async () => {
    await window.keyboard.press('Control+k');
    const search = window.getByPlaceholder('去哪里、做什么，或者找谁？');
    await expect(search).toBeFocused();
    await search.fill('数据导入');
    await window.keyboard.press('Enter');
    await expect(window).toHaveURL(/#\/sync/);
    const [person] = (await callOk(window, 'people.list', { limit: 1, sort: 'paid' })).people;
    await window.keyboard.press('Control+k');
    await search.fill(person?.name ?? '');
    await window
      .getByTestId('palette')
      .getByText(person?.name ?? '')
      .first()
      .click();
    await expect(window.getByTestId('person-drawer')).toContainText(person?.name ?? '');
  });

  await test.step('the navigation folds to icons that keep their names', async () => {
    const navigation = window.getByTestId('navigation');
    const wide = (await navigation.boundingBox())?.width ?? 0;
    await window.getByTestId('nav-toggle').click();
    await expect.poll(async () => (await navigation.boundingBox())?.width ?? wide).toBeLessThan(wide / 2);
    await expect(window.getByTestId('nav-people')).toHaveAccessibleName('用户');
    await window.getByTestId('nav-overview').click();
    await expect(window.getByTestId('overview-page')).toBeVisible();
    // Where the last page was left does not matter: nothing is cut off at the side.
    const overflow = await window.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBe(0);
  });
});
