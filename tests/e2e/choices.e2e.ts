/** Boxes that stand for a choice kept by core: they follow the click at once, keep the focus, and go back with a message when core refuses. */
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { youzanOrder, youzanOrders } from '../support/files';
import { callOk, type Electron, expect, stubDialogs, test } from './fixtures';
import { received, wechatBill } from './wechat-bill';

async function newWorkspace(app: ElectronApplication, window: Page, scratch: string): Promise<void> {
  await stubDialogs(app, { save: join(scratch, '山中读书社.tonghao') });
  await callOk(window, 'app.createWorkspace', {});
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
}

async function pick(app: ElectronApplication, window: Page, paths: string[]): Promise<void> {
  await stubDialogs(app, { open: paths });
  await window.getByTestId('import-pick').click();
}

/** What the box shows before core can have answered: in the same turn of the window's loop as the click. */
function shownAfterClick(box: Locator): Promise<boolean> {
  return box.evaluate((element: HTMLInputElement) => {
    element.click();
    return element.checked;
  });
}

/** From now on a method is answered late, or refused; the next call ends it. */
function meddle(app: ElectronApplication, method: string, how: 'late' | 'refused'): Promise<void> {
  return app.evaluate(
    ({ ipcMain }: Electron, [name, way]) => {
      type Handler = (event: unknown, method: string, input: unknown) => Promise<unknown>;
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
      for (const [channel, handler] of handlers) {
        handlers.set(channel, async (event, called, input) => {
          if (called !== name) return handler(event, called, input);
          handlers.set(channel, handler);
          await new Promise((done) => setTimeout(done, 400));
          return way === 'late' ? handler(event, called, input) : { ok: false, error: { code: 'unexpected', params: {} } };
        });
      }
    },
    [method, how] as const,
  );
}

test('the box of a row, of private spending, of the downloads folder and of an account', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  await newWorkspace(app, window, scratch);
  const spending = received({ id: '1000050020260916000000005', type: '商户消费', direction: '支出', status: '支付成功' });
  await pick(app, window, [await wechatBill(scratch, [received({ id: '1000050020260912000000001' }), spending], 'bill.xlsx')]);

  await test.step('a row: at once, and with the focus kept', async () => {
    await window.getByTestId('staged-diff-toggle').click();
    const box = window.getByTestId('row-take').first();
    await meddle(app, 'sync.skipRows', 'late');
    await box.focus();
    expect(await shownAfterClick(box)).toBe(false);
    await expect(box).toBeFocused();
    await expect(window.getByTestId('staged-count-new')).toHaveText('0');
    await expect(box).not.toBeChecked();
    await window.keyboard.press('Space');
    await expect(box).toBeChecked();
    await expect(window.getByTestId('staged-count-new')).toHaveText('1');
  });

  await test.step('two clicks before the first was answered: the last one holds', async () => {
    const box = window.getByTestId('row-take').first();
    await meddle(app, 'sync.skipRows', 'late');
    expect(await shownAfterClick(box)).toBe(false);
    expect(await shownAfterClick(box)).toBe(true);
    await window.waitForTimeout(800);
    await expect(box).toBeChecked();
    await expect(window.getByTestId('staged-count-new')).toHaveText('1');
  });

  await test.step('refused: back, with a message', async () => {
    const box = window.getByTestId('row-take').first();
    await meddle(app, 'sync.skipRows', 'refused');
    expect(await shownAfterClick(box)).toBe(false);
    await expect(box).toBeChecked();
    await expect(window.getByTestId('notification-risk')).toBeVisible();
  });

  await test.step('private spending', async () => {
    const box = window.getByTestId('staged-expenses');
    await box.focus();
    expect(await shownAfterClick(box)).toBe(true);
    await expect(window.getByTestId('staged-count-new')).toHaveText('2');
    await expect(box).toBeChecked();
    await expect(box).toBeFocused();
  });

  await test.step('files that import themselves, and the downloads folder', async () => {
    for (const [testId, method] of [
      ['staged-always', 'inbox.setAlways'],
      ['inbox-downloads', 'inbox.setDownloads'],
    ] as const) {
      const box = window.getByTestId(testId);
      await meddle(app, method, 'refused');
      expect(await shownAfterClick(box), testId).toBe(true);
      await expect(box, testId).not.toBeChecked();
      await meddle(app, method, 'late');
      expect(await shownAfterClick(box), testId).toBe(true);
      await window.waitForTimeout(800);
      await expect(box, testId).toBeChecked();
      // Nothing is watched before the second box is ticked.
      if (testId === 'staged-always') await expect(window.getByTestId('always-no-folder')).toContainText('监控一个文件夹');
    }
    await expect(window.getByTestId('always-no-folder')).toHaveCount(0);
    expect(await callOk(window, 'inbox.always', {})).toHaveLength(1);
    expect((await callOk(window, 'inbox.get', {})).downloads).toBe(true);
  });
});

test('whose value holds in a row', async ({ app, window, scratch }) => {
  await newWorkspace(app, window, scratch);
  const order = youzanOrder('E20260301090000', '林间', '19900007001');
  await pick(app, window, [await youzanOrders(join(scratch, 'orders-1.csv'), [order])]);
  await window.getByTestId('staged-apply').click();
  await expect(window.getByTestId('staged-card')).toHaveCount(0);
  const [line] = (await callOk(window, 'revenue.lines', {})).lines;
  await callOk(window, 'revenue.updateLine', { id: line?.id ?? 0, fields: { product: '年度专栏（两人）' } });
  await pick(app, window, [await youzanOrders(join(scratch, 'orders-2.csv'), [{ ...order, product: '年度专栏（新版）' }])]);
  await window.getByTestId('open-conflicts').click();
  await window.getByTestId('staged-diff-table').getByRole('row').nth(1).click();
  const choice = window.getByTestId('row-drawer').getByTestId('conflict-choice').getByRole('radio');
  await meddle(app, 'sync.settleConflicts', 'late');
  expect(await shownAfterClick(choice.nth(1))).toBe(true);
  await window.waitForTimeout(800);
  await expect(choice.nth(1)).toBeChecked();
  await meddle(app, 'sync.settleConflicts', 'refused');
  expect(await shownAfterClick(choice.nth(0))).toBe(true);
  await expect(choice.nth(1)).toBeChecked();
  await expect(window.getByTestId('notification-risk')).toBeVisible();
});
