/** The Revenue page in the real window, over the demo creator's exports. */
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callOk, expect, screenshot, stubDialogs, test } from './fixtures';
import { received, wechatBill } from './wechat-bill';

const names = ['gross', 'refund', 'deductions', 'net', 'payout'] as const;

/** Opens the demo workspace with all its exports in it. */
async function openDemo(window: Page): Promise<void> {
  await callOk(window, 'job.wait', await callOk(window, 'app.openDemo', {}));
  await expect(window.getByTestId('shell')).toBeVisible();
}

/** Follows a link into the page, as a figure of the Overview is one. */
async function follow(window: Page, hash: string): Promise<void> {
  await window.evaluate((to) => {
    location.hash = to;
  }, hash);
  await expect(window.getByTestId('revenue-page')).toBeVisible();
}

async function importFile(app: ElectronApplication, window: Page, path: string): Promise<void> {
  await stubDialogs(app, { open: [path] });
  const handles = (await callOk(window, 'app.pickFiles', {})).map(({ handle }) => handle);
  await callOk(window, 'job.wait', await callOk(window, 'app.stageFiles', { handles }));
  const fileIds = (await callOk(window, 'sync.staged', {})).map(({ id }) => id);
  expect((await callOk(window, 'job.wait', await callOk(window, 'sync.apply', { fileIds }))).state).toBe('done');
}

/** `-¥1,234.50` as 123450 with its sign; an empty cell counts for nothing. */
function minorOf(text: string): number {
  const plain = text.replace(/[^\d.-]/g, '');
  return plain === '' ? 0 : Math.round(Number(plain) * 100);
}

/** Sums of the five amount columns over the rows on screen, read as a person would. */
async function sumsOnScreen(window: Page): Promise<{ rows: number; sums: number[] }> {
  const cells = await window
    .locator('[data-testid="ledger-table"] tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].slice(-5).map((cell) => cell.textContent ?? '')));
  return { rows: cells.length, sums: names.map((_, index) => cells.reduce((sum, row) => sum + minorOf(row[index] ?? ''), 0)) };
}

test('a link opens its rows; totals are their sum; every line leads to its file and row', async ({ window }) => {
  test.setTimeout(180_000);
  await openDemo(window);
  await follow(window, '#/revenue?from=2026-10-31&to=2026-11-01&platform=youzan');
  await expect(window.getByTestId('ledger-filter-platform')).toHaveText('在有赞成交');
  await expect(window.getByTestId('page-context')).toHaveText('2026年10月31日');
  const filter = { from: '2026-10-31', to: '2026-11-01', platform: 'youzan' };
  const { total } = await callOk(window, 'revenue.lines', { ...filter, limit: 1 });
  expect(total).toBeGreaterThan(5);

  await test.step('the strip equals the sum of the rows on screen', async () => {
    await expect(window.getByTestId('ledger-row')).toHaveCount(total);
    const { rows, sums } = await sumsOnScreen(window);
    expect(rows).toBe(total);
    for (const [index, name] of names.entries()) {
      const shown = minorOf((await window.getByTestId(`ledger-total-${name}`).textContent()) ?? '');
      expect(shown, name).toBe(sums[index]);
    }
    expect(sums[0]).toBeGreaterThan(0);
    expect(sums[2]).toBeGreaterThan(0);
    await expect(window.getByTestId('ledger-totals')).toContainText(`下面 ${total} 笔的合计`);
  });

  await test.step('deductions open into parts that add up', async () => {
    await window.getByTestId('ledger-deductions-open').click();
    const listed = window.getByTestId('ledger-deductions-parts').locator('[data-testid^="deduction-"]');
    // What opens is loaded with the first click.
    await expect(listed.first()).toBeVisible();
    const parts = await listed.allTextContents();
    const sum = minorOf((await window.getByTestId('ledger-total-deductions').textContent()) ?? '');
    expect(parts.reduce((all, part) => all + minorOf(part), 0)).toBe(sum);
    await window.keyboard.press('Escape');
    const definition = window.getByTestId('ledger-definition-net');
    // What it opens is loaded after the first page is usable.
    await expect(definition).toHaveAttribute('aria-haspopup', 'dialog');
    await definition.click();
    await expect(window.getByTestId('ledger-definition-net-text')).toContainText('净收入 = 支付额 − 退款 − 扣除');
    await window.keyboard.press('Escape');
  });

  const drawer = window.getByTestId('line-drawer');
  await test.step('drill down to the original cells, and across the sale', async () => {
    const sale = (await callOk(window, 'revenue.lines', { ...filter, kinds: ['sale'], limit: 500 })).lines.find(
      (line) => line.paidVia === 'wechatpay' && line.amounts.gross > 0,
    );
    expect(sale).toBeDefined();
    await window.locator(`[data-testid="ledger-row"][data-line="${sale?.id}"]`).click();
    await expect(drawer.getByTestId('line-source')).toHaveCount(1);
    await expect(drawer.getByTestId('line-source-file')).toHaveText(
      `订单报表_20261101090030.csv 第 ${sale?.source?.row.toLocaleString('zh-CN')} 行`,
    );
    await expect(drawer.getByRole('row', { name: '订单号' }).first()).toBeVisible();
    await expect(drawer.getByTestId('line-why')).toHaveAttribute('data-reason', 'countsForGroup');
    await screenshot(window, 'revenue-line-zh');
    await drawer.getByTestId('line-group-row').filter({ hasText: '微信支付账单' }).first().click();
    await expect(drawer.getByTestId('line-why')).toHaveAttribute('data-reason', 'mutedSale');
    await expect(drawer.getByTestId('line-source-file')).toContainText('1999999901All2026-10-01_2026-10-31.csv 第');
    await drawer.getByTestId('line-counted-by').click();
    await expect(drawer.getByTestId('line-source-file')).toContainText('订单报表_20261101090030.csv');
  });

  await test.step('an edit changes what counts, and can be undone', async () => {
    const before = await window.getByTestId('ledger-total-gross').textContent();
    await drawer.getByTestId('line-edit').click();
    await drawer.getByTestId('line-edit-kind').click();
    await window.getByRole('option', { name: '代管款' }).click();
    await drawer.getByTestId('line-save').click();
    await expect(drawer.getByTestId('line-edited')).toBeVisible();
    await expect(window.getByTestId('ledger-total-gross')).not.toHaveText(before ?? '');
    await window.getByTestId('notification-undo').last().click();
    await expect(window.getByTestId('ledger-total-gross')).toHaveText(before ?? '');
  });

  await test.step('the window is kept on the next page and back', async () => {
    await window.keyboard.press('Escape');
    await expect(drawer.getByTestId('line-kind')).toHaveCount(0);
    await window.getByTestId('nav-people').click();
    await window.getByTestId('nav-revenue').click();
    await expect(window.getByTestId('page-context')).toHaveText('2026年10月31日');
    await window.getByTestId('window-filter').getByText('全部时间').click();
    const all = (await callOk(window, 'revenue.lines', { limit: 1 })).total;
    await expect(window.getByTestId('ledger-totals')).toContainText(`下面 ${all.toLocaleString('zh-CN')} 笔的合计`);
    expect(await window.getByTestId('ledger-row').count()).toBeLessThan(80);
  });
});

test('undecided money is decided once and for all, and taken back; lines are added by hand', async ({ app, window, scratch }) => {
  test.setTimeout(180_000);
  await openDemo(window);
  await follow(window, '#/revenue?tab=undecided');
  const group = window.locator('[data-testid="undecided-table"] tbody tr').filter({ hasText: /^读书会·值日组转账(?!红包)/ });
  await expect(group).toHaveCount(1);
  const all = { search: '读书会·值日组' };
  const gross = async () => (await callOk(window, 'revenue.totals', all))[0]?.amounts.gross ?? 0;
  const before = await gross();
  const waiting = (await callOk(window, 'revenue.undecided', {})).find(
    (each) => each.counterparty === '读书会·值日组' && each.sourceKind === '转账',
  );
  expect(waiting?.amount).toBeGreaterThan(0);

  await test.step('one click, and later imports follow', async () => {
    await group.getByTestId('decide-sale').click();
    await expect(group).toHaveCount(0);
    expect(await gross()).toBe(before + (waiting?.amount ?? 0));
    const transfer = received({
      id: '1000050020260920000000077',
      type: '转账',
      who: '读书会·值日组',
      what: '/',
      amount: '¥12.00',
      status: '已存入零钱',
    });
    await importFile(app, window, await wechatBill(scratch, [transfer]));
    expect(await gross()).toBe(before + (waiting?.amount ?? 0) + 1200);
    await expect(window.getByTestId('taken-decisions')).toContainText('读书会·值日组');
    await screenshot(window, 'revenue-undecided-zh');
    await window.getByTestId('taken-decisions').getByRole('button').click();
    await expect(group).toHaveCount(1);
    expect(await gross()).toBe(before);
  });

  await test.step('a row opens its lines', async () => {
    await group.getByTestId('undecided-group').click();
    await expect(window.getByTestId('ledger-filter-status')).toHaveText('待认定');
    await expect(window.getByTestId('ledger-search')).toHaveValue('读书会·值日组');
    const theirs = await callOk(window, 'revenue.lines', { ...all, status: 'undecided', paidVia: 'wechatpay', currency: 'CNY' });
    expect(theirs.total).toBeGreaterThan(0);
    await expect(window.getByTestId('ledger-row')).toHaveCount(theirs.total);
    await window.getByTestId('filter-reset').click();
  });

  await test.step('a line by hand counts at once, and goes again', async () => {
    await window.getByTestId('add-line').click();
    await window.getByTestId('add-line-amount').fill('12.345');
    await window.getByTestId('add-line-save').click();
    await expect(window.getByTestId('add-line-form')).toContainText('小数位不能多于');
    await window.getByTestId('add-line-amount').fill('1,288.50');
    await window.getByTestId('add-line-day').fill('2026-10-15');
    await window.getByTestId('add-line-time').fill('00:30');
    await window.getByTestId('add-line-product').fill('线下读书会门票（现金）');
    await window.getByTestId('add-line-save').click();
    const drawer = window.getByTestId('line-drawer');
    await expect(drawer.getByTestId('line-stated')).toHaveText('¥1,288.50');
    await expect(drawer).toContainText('2026/10/15 00:30');
    const [line] = (await callOk(window, 'revenue.lines', { search: '线下读书会门票（现金）' })).lines;
    expect(line).toMatchObject({
      at: '2026-10-14T16:30:00Z',
      stated: 128850,
      side: 'manual',
      soldOn: 'own',
      amounts: { gross: 128850, net: 128850 },
    });

    await window.getByTestId('ledger-filter-status').click();
    await window.getByTestId('ledger-filter-status-manual').click();
    await expect(window.getByTestId('ledger-row')).toHaveCount(1);
    await drawer.getByTestId('line-remove').click();
    await window.getByTestId('line-remove-confirm').click();
    await expect(window.getByTestId('ledger-row')).toHaveCount(0);
    await window.getByTestId('notification-undo').last().click();
    await expect(window.getByTestId('ledger-row')).toHaveCount(1);
  });
});

test('an empty ledger says what would be here and leads to Import', async ({ app, window, scratch }) => {
  await stubDialogs(app, { save: join(scratch, '空.tonghao') });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  for (const page of ['revenue', 'people']) {
    await window.getByTestId(`nav-${page}`).click();
    await expect(window.getByTestId('empty-state')).toBeVisible();
    await window.getByTestId('empty-state').getByRole('button', { name: '去导入数据' }).click();
    await expect(window.getByTestId('import-page')).toBeVisible();
  }
});
