/** The Import page in the real window, from dropping a file to undo and redo. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callOk, dropFiles, expect, screenshot, stubDialogs, test } from './fixtures';
import { received, type WechatRow, wechatBill } from './wechat-bill';

/** Three sales, a red packet to decide and spending of one's own. */
const september: WechatRow[] = [
  received({ id: '1000050020260912000000001' }),
  received({ id: '1000050020260913000000002', time: '2026-09-13 08:00:00', who: '纸上旅人', amount: '¥39.90' }),
  received({
    id: '1000050020260914000000003',
    time: '2026-09-14 21:00:00',
    type: '赞赏码',
    who: '夜读点灯',
    amount: '¥5.20',
    status: '已存入零钱',
  }),
  received({
    id: '1000050020260915000000004',
    time: '2026-09-15 12:00:00',
    type: '微信红包',
    what: '/',
    who: '阿岚',
    amount: '¥8.88',
    status: '已存入零钱',
  }),
  received({
    id: '1000050020260916000000005',
    type: '商户消费',
    who: '示例书店',
    what: '旧书一箱',
    direction: '支出',
    amount: '¥120.00',
    status: '支付成功',
  }),
];

async function newWorkspace(app: ElectronApplication, window: Page, scratch: string): Promise<void> {
  await stubDialogs(app, { save: join(scratch, '山中读书社.tonghao') });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
  await expect(window.getByTestId('import-drop')).toBeVisible();
}

async function pick(app: ElectronApplication, window: Page, paths: string[]): Promise<void> {
  await stubDialogs(app, { open: paths });
  await window.getByTestId('import-pick').click();
}

async function expectCounts(window: Page, counts: Record<string, string>): Promise<void> {
  for (const [name, count] of Object.entries(counts)) await expect(window.getByTestId(`staged-count-${name}`)).toHaveText(count);
}

test('first run, demo, drop a bill, preview, apply, see it in the ledger, undo, redo', async ({ window, scratch }) => {
  test.setTimeout(180_000);
  // A plain name: a machine without the Chinese locale cannot be handed another one through the debugging protocol.
  const bill = await wechatBill(scratch, september, 'wechat-bill-202609.xlsx');
  await window.getByTestId('open-demo').click();
  await expect(window.getByTestId('shell')).toBeVisible({ timeout: 120_000 });
  await window.getByTestId('nav-sync').click();
  await expect(window.getByTestId('import-page')).toBeVisible();
  // The demo is filled through the same pipeline, in sight: its files wait here and go as they are imported.
  await expect
    .poll(async () => (await callOk(window, 'sync.history', { limit: 500 })).batches.length, { timeout: 120_000 })
    .toBeGreaterThan(30);
  await expect(window.getByTestId('staged-card')).toHaveCount(0, { timeout: 60_000 });

  await dropFiles(window, [bill]);
  const card = window.getByTestId('staged-card');
  await expect(card).toHaveCount(1);
  await expect(card.getByTestId('staged-format')).toHaveText('微信支付个人账单');
  await expect(card.getByTestId('staged-confidence')).toContainText('100');
  await expect(card).toContainText('山中读书社');
  await expectCounts(window, { new: '4', updated: '0', unchanged: '0', quarantined: '0', ignored: '1' });
  await expect(card.getByTestId('staged-brings')).toContainText('¥111.70');
  await expect(card.getByTestId('staged-brings')).toContainText('¥8.88');

  await test.step('every row can be looked at before anything is written', async () => {
    await card.getByTestId('staged-diff-toggle').click();
    const rows = card.getByTestId('staged-diff-table').locator('tbody tr');
    await expect(rows).toHaveCount(5);
    await expect(rows.filter({ hasText: '纸上旅人' })).toContainText('¥39.90');
    await rows.filter({ hasText: '示例书店' }).click();
    await expect(window.getByTestId('row-drawer')).toContainText('1000050020260916000000005');
    await window.keyboard.press('Escape');
    await screenshot(window, 'import-preview-zh');
    await card.getByTestId('staged-count-ignored').click();
    await expect(card.getByTestId('staged-ignored-by')).toContainText('自己的花销 1');
    expect((await callOk(window, 'revenue.lines', { search: '秋分共读会' })).total).toBe(0);
  });

  await test.step('spending is compared anew when it is asked for', async () => {
    // The box follows the comparison, which takes a moment: a plain click, then what comes of it.
    await card.getByTestId('staged-expenses').click();
    await expectCounts(window, { new: '5', ignored: '0' });
    await card.getByTestId('staged-expenses').click();
    await expectCounts(window, { new: '4', ignored: '1' });
  });

  await card.getByTestId('staged-apply').click();
  const result = window.getByTestId('import-result');
  await expect(result).toContainText('新增 4');
  await expect(card).toHaveCount(0);
  await expect(window.getByTestId('notification-undo')).toBeVisible();

  const sales = window.getByTestId('ledger-table').locator('tbody tr').filter({ hasText: '秋分共读会' });
  const findSales = () => window.getByTestId('ledger-search').fill('秋分共读会');
  await result.getByTestId('result-revenue').click();
  await expect(window.getByTestId('revenue-page')).toBeVisible();
  await expect(window.getByTestId('ledger-filter-import')).toContainText('wechat-bill-202609.xlsx');
  await expect(window.getByTestId('page-context')).toContainText('全部时间');
  await findSales();
  await expect(sales).toHaveCount(3);
  await screenshot(window, 'import-ledger-zh');

  const row = window.getByTestId('history-row').first();
  const turn = async (kind: 'undo' | 'redo') => {
    await window.getByTestId('nav-sync').click();
    await window.getByTestId('import-tab-history').click();
    await expect(row).toContainText('wechat-bill-202609.xlsx');
    await window.getByTestId(`history-${kind}`).first().click();
    await window.getByTestId('turn-confirm').click();
    await expect(row).toHaveAttribute('data-status', kind === 'undo' ? 'undone' : 'live');
    await expect(window.getByTestId('turn-dialog')).toBeHidden();
    await window.getByTestId('nav-revenue').click();
    await findSales();
  };
  await turn('undo');
  await expect(window.getByTestId('empty-state')).toBeVisible();
  await expect(sales).toHaveCount(0);
  expect((await callOk(window, 'revenue.lines', { search: '秋分共读会' })).total).toBe(0);
  await turn('redo');
  await expect(sales).toHaveCount(3);
});

test('the notification takes an import back', async ({ app, window, scratch }) => {
  await newWorkspace(app, window, scratch);
  await pick(app, window, [await wechatBill(scratch, september)]);
  // A red packet is to be decided: not one to import unseen.
  await expect(window.getByTestId('apply-all')).toBeDisabled();
  await window.getByTestId('staged-apply').click();
  await expect(window.getByTestId('import-result')).toBeVisible();
  expect((await callOk(window, 'revenue.lines', {})).total).toBe(4);
  await window.getByTestId('notification-undo').click();
  await expect(window.getByTestId('import-result')).toHaveCount(0);
  expect((await callOk(window, 'revenue.lines', {})).total).toBe(0);
  await window.getByTestId('import-tab-history').click();
  await expect(window.getByTestId('history-row')).toHaveAttribute('data-status', 'undone');
});

test('rows to fix are kept with their reason, exported, corrected and brought again', async ({ app, window, scratch }) => {
  await newWorkspace(app, window, scratch);
  const bad = received({ id: '1000050020260917000000006', who: '秋分来信', amount: '六十八元' });
  await pick(app, window, [await wechatBill(scratch, [...september, bad])]);
  await expectCounts(window, { new: '4', quarantined: '1', ignored: '1' });
  await expect(window.getByTestId('apply-all')).toBeDisabled();
  await window.getByTestId('staged-apply').click();
  await window.getByTestId('result-fix').click();

  await expect(window.getByTestId('quarantine-row')).toHaveCount(1);
  await expect(window.getByTestId('quarantine-table')).toContainText('六十八元');
  await window.getByTestId('quarantine-table').getByRole('row').nth(1).click();
  await expect(window.getByTestId('row-drawer').locator('[data-marked]')).toContainText('六十八元');
  await screenshot(window, 'import-rows-to-fix-zh');
  await window.keyboard.press('Escape');
  const rows = join(scratch, '待处理.csv');
  await stubDialogs(app, { save: rows });
  await window.getByTestId('quarantine-export').click();
  await expect(window.getByTestId('notification-done').filter({ hasText: '已导出 1 行' })).toBeVisible();
  const text = await readFile(rows, 'utf8');
  expect(text).toContain('交易单号');
  expect(text).toContain('1000050020260917000000006');

  const corrected = join(scratch, '已改好.csv');
  await writeFile(corrected, text.replace('六十八元', '¥68.00'));
  await window.getByTestId('import-tab-waiting').click();
  await pick(app, window, [corrected]);
  await expectCounts(window, { new: '1', quarantined: '0' });
  await window.getByTestId('staged-apply').click();
  await expect(window.getByTestId('import-result').first()).toContainText('新增 1');
  expect((await callOk(window, 'revenue.lines', { search: '秋分来信' })).lines[0]?.stated).toBe(6800);
  await window.getByTestId('import-tab-fix').click();
  await expect(window.getByText('没有待处理的行')).toBeVisible();

  // A row that nobody will correct need not wait for ever.
  const other = received({ id: '1000050020260917000000007', who: '秋分来信', amount: '七十元' });
  await window.getByTestId('import-tab-waiting').click();
  await pick(app, window, [await wechatBill(scratch, [...september, other], '后来.xlsx')]);
  await window.getByTestId('staged-apply').click();
  await window.getByTestId('import-tab-fix').click();
  await window.getByTestId('quarantine-table').getByRole('row').nth(1).click();
  await screenshot(window, 'import-row-to-fix-zh');
  await window.getByTestId('quarantine-dismiss-row').click();
  await expect(window.getByText('没有待处理的行')).toBeVisible();
  await window.getByTestId('notification-done').filter({ hasText: '1 行不再等待处理' }).getByRole('button', { name: '撤销' }).click();
  await expect(window.getByTestId('quarantine-row')).toHaveCount(1);
  await window.getByTestId('quarantine-dismiss').click();
  await expect(window.getByTestId('quarantine-row')).toHaveCount(0);
});

test('an unknown file is an invitation, an unreadable one says why, and neither can be applied', async ({ app, window, scratch }) => {
  await newWorkspace(app, window, scratch);
  const form = join(scratch, '冬至活动报名表.csv');
  const empty = join(scratch, 'empty.csv');
  await writeFile(form, '姓名,几人\n林间读者,2\n');
  await writeFile(empty, '');
  await pick(app, window, [form, empty]);
  const cards = window.getByTestId('staged-card');
  await expect(cards).toHaveCount(2);
  await expect(cards.first()).toHaveAttribute('data-status', 'needs-mapping');
  await expect(cards.first()).toContainText('手动对应一次字段');
  await expect(cards.first().getByTestId('open-wizard')).toBeVisible();
  await expect(cards.last()).toHaveAttribute('data-status', 'failed');
  await expect(cards.last().getByTestId('staged-error')).not.toHaveText(/file-|not-a-table/);
  await expect(window.getByTestId('staged-apply')).toHaveCount(0);
  await expect(window.getByTestId('apply-all')).toBeDisabled();
  await screenshot(window, 'import-unknown-zh');
  await cards.first().getByTestId('staged-discard').click();
  await expect(cards).toHaveCount(1);
});

test('undo names what the user had edited, and redo brings it back with the edit', async ({ app, window, scratch }) => {
  await newWorkspace(app, window, scratch);
  await pick(app, window, [await wechatBill(scratch, september)]);
  await window.getByTestId('staged-apply').click();
  await expect(window.getByTestId('import-result')).toBeVisible();
  const [line] = (await callOk(window, 'revenue.lines', { search: '纸上旅人' })).lines;
  await callOk(window, 'revenue.updateLine', { id: line?.id ?? 0, fields: { product: '秋分共读会（两人）' } });

  await window.getByTestId('import-tab-history').click();
  await window.getByTestId('history-undo').click();
  await expect(window.getByTestId('turn-dialog')).toContainText('4 笔流水');
  await window.getByTestId('turn-confirm').click();
  await expect(window.getByTestId('turn-outcome')).toContainText('秋分共读会（两人）');
  await screenshot(window, 'import-undone-zh');
  await window.getByTestId('turn-close').click();
  expect((await callOk(window, 'revenue.lines', {})).total).toBe(0);

  await window.getByTestId('history-redo').click();
  await window.getByTestId('turn-confirm').click();
  await expect(window.getByTestId('history-row')).toHaveAttribute('data-status', 'live');
  expect((await callOk(window, 'revenue.lines', { search: '纸上旅人' })).lines[0]?.product).toBe('秋分共读会（两人）');
});

test('accounts show what they cover and can be renamed', async ({ app, window, scratch }) => {
  await newWorkspace(app, window, scratch);
  await pick(app, window, [await wechatBill(scratch, september)]);
  await window.getByTestId('staged-apply').click();
  await expect(window.getByTestId('import-result')).toBeVisible();
  await window.getByTestId('import-tab-accounts').click();
  const account = window.getByTestId('account-row');
  await expect(account).toContainText('数据截至 2026年9月30日');
  await expect(account.getByTestId('coverage-bar')).toBeVisible();
  await account.getByTestId('account-rename').click();
  await account.getByTestId('account-name-field').fill('工作微信');
  await window.keyboard.press('Enter');
  await expect(account.getByTestId('account-name')).toHaveText('工作微信');
});

test('the exports of an account are told in words, with gaps, overlaps and rhythm', async ({ window }) => {
  test.setTimeout(180_000);
  await window.getByTestId('open-demo').click();
  await expect(window.getByTestId('shell')).toBeVisible({ timeout: 120_000 });
  await expect
    .poll(async () => (await callOk(window, 'sync.history', { limit: 500 })).batches.length, { timeout: 120_000 })
    .toBeGreaterThan(30);
  await window.getByTestId('nav-sync').click();
  await expect(window.getByTestId('staged-card')).toHaveCount(0, { timeout: 60_000 });
  const accounts = await callOk(window, 'sync.accounts', {});
  const told = await Promise.all(accounts.map(async ({ id }) => ({ id, ...(await callOk(window, 'sync.coverage', { accountId: id })) })));
  const regular = told.find(({ kinds }) => kinds.some(({ rhythm, isSnapshot }) => rhythm !== null && !isSnapshot));
  const kind = regular?.kinds.find(({ rhythm }) => rhythm !== null);
  await window.getByTestId('import-tab-accounts').click();
  const row = window.locator(`[data-testid="account-row"][data-account="${regular?.id}"]`);
  await row.getByTestId('coverage-toggle').click();
  const table = row.getByTestId('coverage-table').first();
  await expect(table.locator('tbody tr[data-what="export"]')).toHaveCount(regular?.kinds[0]?.exports.length ?? -1);
  await expect(row.getByTestId('coverage-details')).toContainText(`通常每 ${kind?.rhythm} 天导出一次`);
  await screenshot(window, 'coverage-details-zh');
  const reminderOf = async () => (await callOk(window, 'sync.accounts', {})).find(({ id }) => id === regular?.id)?.reminder;
  await row.getByTestId('reminder-later').click();
  await expect(row.getByTestId('reminder-until')).toContainText('前不提醒');
  await row.getByTestId('account-reminder').click();
  await window.getByRole('option', { name: '每 14 天' }).click();
  await expect.poll(reminderOf).toEqual({ every: 14, later: null });
  await row.getByTestId('account-reminder').click();
  await window.getByRole('option', { name: '不提醒' }).click();
  await expect.poll(reminderOf).toEqual({ every: 0, later: null });
  await expect(row.getByTestId('reminder-later')).toHaveCount(0);
  await callOk(window, 'app.setPreferences', { language: 'en', colorScheme: 'dark' });
  await window.reload();
  await window.getByTestId('nav-sync').click();
  await window.getByTestId('import-tab-accounts').click();
  await row.getByTestId('coverage-toggle').click();
  await expect(row.getByTestId('coverage-details')).toContainText(`every ${kind?.rhythm} days`);
  await screenshot(window, 'coverage-details-en-dark');
});

test('stopping an import leaves nothing of it', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  await newWorkspace(app, window, scratch);
  const many = Array.from({ length: 40_000 }, (_, index) => received({ id: `10000500202609${String(index + 1).padStart(11, '0')}` }));
  await pick(app, window, [await wechatBill(scratch, many)]);
  await expect(window.getByTestId('staged-count-new')).toHaveText('40,000', { timeout: 60_000 });
  await window.getByTestId('staged-apply').click();
  await window.getByTestId('applying-stop').click();
  await expect(window.getByTestId('notification-look')).toContainText('什么也没有写入', { timeout: 60_000 });
  expect((await callOk(window, 'revenue.lines', {})).total).toBe(0);
  await expect(window.getByTestId('staged-card')).toHaveCount(1);
});

test('the page speaks the other language at once', async ({ app, window, scratch }) => {
  await newWorkspace(app, window, scratch);
  const path = await wechatBill(scratch, september, 'wechat-september.xlsx');
  await pick(app, window, [path]);
  await expect(window.getByTestId('staged-format')).toHaveText('微信支付个人账单');
  await window.getByTestId('nav-workspace').click();
  await window.getByTestId('settings-language').getByText('English').click();
  await window.getByTestId('nav-sync').click();
  await expect(window.getByTestId('staged-format')).toHaveText('WeChat Pay personal bill');
  await expect(window.getByTestId('staged-apply')).toHaveText('Import');
  await expect(window.getByTestId('page-title')).toHaveText('Import');
  for (const tab of ['history', 'fix', 'accounts', 'waiting']) {
    await window.getByTestId(`import-tab-${tab}`).click();
    const text = await window.getByTestId('import-page').innerText();
    // The account is called so by its owner, in every language.
    expect(text.replaceAll('山中读书社', ''), tab).not.toMatch(/\p{Script=Han}/u);
  }
  await screenshot(window, 'import-waiting-en');
});
