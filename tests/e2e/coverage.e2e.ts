/** What files cover, when listed figures are of, and what a foreign currency lacks: in the real window, in both languages. */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Language } from '../../shared/contract/workspace';
import { alipayBillOf, youzanOrder, youzanOrders } from '../support/files';
import { callOk, expect, screenshot, stubDialogs, test } from './fixtures';

const formats = resolve(import.meta.dirname, '../formats');

async function importAll(app: ElectronApplication, window: Page, scratch: string, paths: string[]): Promise<void> {
  await stubDialogs(app, { save: join(scratch, 'coverage.tonghao') });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
  await stubDialogs(app, { open: paths });
  await window.getByTestId('import-pick').click();
  await expect(window.getByTestId('staged-apply')).toHaveCount(paths.length, { timeout: 60_000 });
  for (let left = paths.length; left > 0; left--) {
    await window.getByTestId('staged-apply').first().click();
    await expect(window.getByTestId('staged-apply')).toHaveCount(left - 1, { timeout: 30_000 });
  }
}

const looks = [
  { language: 'zh-CN', colorScheme: 'light', size: { width: 1440, height: 900 } },
  { language: 'en', colorScheme: 'dark', size: { width: 1440, height: 900 } },
  { language: 'en', colorScheme: 'light', size: { width: 1024, height: 700 } },
  { language: 'zh-CN', colorScheme: 'dark', size: { width: 1024, height: 700 } },
] as const;

/** A page in both languages, light and dark, wide and small. */
async function inEveryLook(
  window: Page,
  name: string,
  open: () => Promise<void>,
  check: (language: Language) => Promise<void>,
): Promise<void> {
  for (const { language, colorScheme, size } of looks) {
    await callOk(window, 'app.setPreferences', { language, colorScheme });
    await window.setViewportSize(size);
    await window.reload();
    await open();
    await check(language);
    await screenshot(window, `${name}-${language}-${colorScheme}-${size.width}`);
  }
}

const ordersOf = (path: string, days: string[]) =>
  youzanOrders(
    path,
    days.map((day) => {
      const order = youzanOrder(`E${day.replaceAll('-', '')}`, '远山', '13800000001');
      return { ...order, createdAt: `${day} 09:00:00`, paidAt: `${day} 09:01:00` };
    }),
  );

test('an account says what it covers, what lacks some hours, what is missing and what nobody knows', async ({ app, window, scratch }) => {
  test.setTimeout(180_000);
  const bill = (name: string, from: string, to: string, exportedAt: string) =>
    alipayBillOf(join(scratch, name), `${from} 10:00:00`, [`${from} 00:00:00`, `${to} 23:59:59`], exportedAt);
  await importAll(app, window, scratch, [
    await bill('bill-1.csv', '2026-05-01', '2026-05-31', '2026-05-31 09:00:00'),
    await bill('bill-2.csv', '2026-06-01', '2026-06-30', '2026-07-01 08:00:00'),
    await bill('bill-3.csv', '2026-08-01', '2026-12-31', '2026-10-21 14:30:00'),
    await ordersOf(join(scratch, 'orders-1.csv'), ['2026-05-03', '2026-05-20']),
    await ordersOf(join(scratch, 'orders-2.csv'), ['2026-06-09', '2026-06-25']),
    join(formats, 'youtube-days/Totals.csv'),
  ]);
  const rows = window.getByTestId('account-row');
  const open = async () => {
    await window.getByTestId('nav-sync').click();
    await window.getByTestId('import-tab-accounts').click();
    for (const row of await rows.all()) await row.getByTestId('coverage-toggle').click();
    await expect(window.getByTestId('coverage-table')).toHaveCount(3);
  };
  await inEveryLook(window, 'coverage-states', open, async (language) => {
    const isChinese = language === 'zh-CN';
    const said = isChinese
      ? ['数据截至 2026年10月21日', '完整 30 天，最后一天到 09:00', '缺 09:00 到 24:00', '缺 31 天', '1 天不完整']
      : [
          'Data through 21 Oct 2026',
          '30 whole days, and the last until 09:00',
          'missing from 09:00 to 24:00',
          '31 days missing',
          '1 day incomplete',
        ];
    const alipay = rows.filter({ hasText: 'reader@example.com' });
    for (const text of said) await expect(alipay).toContainText(text);
    const youzan = rows.filter({ hasText: isChinese ? '有赞' : 'Youzan' });
    await expect(youzan).toContainText(
      isChinese ? '中间没有明细，文件没写时间范围' : 'no rows between; the files do not state their period',
    );
    await expect(youzan).toContainText(isChinese ? '最后一条明细在' : 'last row');
    await expect(youzan.locator('tr[data-what="gap"]')).toHaveCount(0);
    await expect(youzan.locator('[data-kind="unknown"]')).toHaveCount(1);
    await youzan.scrollIntoViewIfNeeded();
    await expect(rows.filter({ hasText: 'YouTube' })).toContainText(isChinese ? '已导入' : 'days imported');
  });
});

test('listed figures show the days they are of', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  const table = async (name: string, views: number) => {
    const path = join(scratch, name);
    await writeFile(
      path,
      `Content,Video title,Video publish time,Duration,Views\nabcdefghij${views % 10},Hills,"Jun 7, 2020",61,${views}\n`,
    );
    return path;
  };
  await importAll(app, window, scratch, [
    await table('Table data 2025-04-01.csv', 11),
    await table('Table data 2025-02-27_2025-03-27.csv', 12),
    join(formats, 'youtube-days/Totals.csv'),
    join(formats, 'calendar-ics/course.ics'),
  ]);
  const open = async () => {
    await window.getByTestId('nav-sync').click();
    await window.getByTestId('import-tab-data').click();
    await window.getByTestId('data-type').click();
    await window.getByRole('option', { name: /内容和群数据|Content and group figures/ }).click();
  };
  await inEveryLook(window, 'data-days', open, async (language) => {
    const isChinese = language === 'zh-CN';
    const list = window.getByTestId('data-table');
    await expect(list).toContainText(isChinese ? '2025年4月1日' : '1 Apr 2025');
    await expect(list).not.toContainText(isChinese ? '2025年4月2日' : '2 Apr 2025');
    await expect(list).toContainText(isChinese ? '2025年2月27日– 2025年3月27日' : '27 Feb 2025– 27 Mar 2025');
  });
});

test('a tile without a rate says so, not that nothing was imported', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  await importAll(app, window, scratch, [join(formats, 'gumroad-sales/sales.csv')]);
  const open = () => window.getByTestId('nav-overview').click();
  await inEveryLook(window, 'overview-no-rate', open, async (language) => {
    const isChinese = language === 'zh-CN';
    const tile = window.getByTestId('tile-revenue.net');
    await expect(tile).toContainText(isChinese ? '笔外币缺汇率' : 'a rate');
    await expect(tile).not.toContainText(isChinese ? '还没有导入' : 'imported yet');
    await expect(window.getByTestId('revenue-months')).toContainText(isChinese ? '没有汇率的外币' : 'without a rate');
  });
});
