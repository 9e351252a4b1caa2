/** An order and its payment, a payout and its arrival, without a number in common: suggested, said to be the same, and taken back. */
import { join } from 'node:path';
import { alipayBill, merchantBill, youzanOrder, youzanOrders } from '../support/files';
import { testWorkspace } from '../support/workspace';
import { callOk, type Electron, expect, firstWindow, screenshot, test } from './fixtures';

test('what may be the same money counts once when the user says so', async ({ launch, scratch }) => {
  test.setTimeout(120_000);
  const workspace = await testWorkspace();
  const order = (number: string, nickname: string, paidAt: string) => ({
    ...youzanOrder(number, nickname, '19900001001'),
    flow: '',
    paidAt,
  });
  const payment = (id: string, time: string) => ({
    time,
    id,
    merchantId: `other-${id}`,
    state: 'SUCCESS' as const,
    amount: '199.00',
    fee: '1.19',
  });
  await workspace.importFiles([
    await youzanOrders(join(scratch, 'orders.csv'), [
      order('E1', '林间', '2026-03-01 09:01:00'),
      order('E2', '秋分', '2026-03-03 20:10:00'),
    ]),
    await merchantBill(join(scratch, 'merchant.csv'), [
      payment('4200000001', '2026-03-01 09:01:04'),
      payment('4200000002', '2026-03-03 20:10:31'),
    ]),
    await alipayBill(join(scratch, 'bill.csv'), [
      {
        time: '2026-03-12 10:00:00',
        direction: '收入',
        category: '转账红包',
        who: '夏夏文化',
        what: '结算款',
        amount: '500.00',
        status: '交易成功',
        id: '2026031222001',
      },
    ]),
  ]);
  await workspace.call('revenue.addLine', {
    at: '2026-03-10T02:00:00Z',
    kind: 'payout',
    soldOn: '小报童',
    paidVia: null,
    currency: 'CNY',
    amount: 50_000,
    product: null,
    counterparty: null,
    personId: null,
    note: null,
  });
  await workspace.call('workspace.backupTo', { path: join(scratch, 'matches.tonghao') });
  await workspace.close();

  const app = await launch({ args: ['--workspace', join(scratch, 'matches.tonghao')] });
  const window = await firstWindow(app);
  await app.evaluate(({ BrowserWindow }: Electron) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  const rows = window.getByTestId('matches-table').locator('tbody tr');
  const gross = async () => (await callOk(window, 'revenue.totals', {}))[0]?.amounts.gross;
  expect(await gross()).toBe(4 * 19_900);
  await window.getByTestId('nav-revenue').click();
  await expect(window.getByTestId('tab-matches')).toContainText('3');
  await window.getByTestId('tab-matches').click();
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('2 天');
  await screenshot(window, 'matches-zh-light');

  await test.step('one by one, with the line it is about in the drawer', async () => {
    await rows.first().getByTestId('match-same').click();
    await expect(rows).toHaveCount(2);
    expect((await callOk(window, 'revenue.undecided', {})).length).toBe(0);
    await rows.last().getByTestId('match-different').click();
    await expect(rows).toHaveCount(1);
    await rows.getByTestId('match-same').click();
    await expect(window.getByTestId('matches-table')).toContainText('没有要核对的');
    expect(await gross()).toBe(3 * 19_900);
    await screenshot(window, 'matches-none-zh-light');
  });

  await test.step('what was said stays in view and can be taken back', async () => {
    await app.evaluate(({ BrowserWindow }: Electron) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
    await callOk(window, 'app.setPreferences', { language: 'en', colorScheme: 'dark' });
    await window.reload();
    await window.getByTestId('matches-shown').getByText('Checked 3').click();
    await expect(rows).toHaveCount(3);
    await screenshot(window, 'matches-said-en-dark-small');
    await rows.first().getByRole('button').first().click();
    await expect(window.getByTestId('line-kind')).toBeVisible();
    await screenshot(window, 'matches-drawer-en-dark-small');
    await window.keyboard.press('Escape');
    for (const left of [2, 1, 0]) {
      await window.getByTestId('match-revert').first().click();
      await expect(rows).toHaveCount(left);
    }
    expect(await gross()).toBe(4 * 19_900);
    await window.getByTestId('matches-shown').getByText('To check 3').click();
    await window.getByTestId('match-all').click();
    await expect(rows).toHaveCount(1);
    expect(await gross()).toBe(2 * 19_900);
  });
});
