/** The mapping wizard in the real window: an unknown file, its template, and the next file recognised by itself. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import type { Page } from '@playwright/test';
import { callBridge, callOk, expect, screenshot, stubDialogs, test } from './fixtures';

const table = (month: string, first: number) => `知识星球收入,,,,,
导出于 2026-11-01,,,,,
订单编号,付款时间,主题,成员,实付金额(元),订单状态
ZX${first},2026年${month}月3日 12时05分,写作营,林小满,¥299.00,支付成功
ZX${first + 1},2026/${month}/4 8:30,写作营,周同,"1,299.00",支付成功
ZX${first + 2},2026-${month}-05 10:00:00,读书会,吴双,99元,待付款
`;

test('an unknown file is mapped once; the next one is recognised', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  const [september, october] = [join(scratch, 'circle-09.csv'), join(scratch, 'circle-10.csv')];
  await writeFile(september, table('09', 100));
  await writeFile(october, table('10', 200));
  await stubDialogs(app, { save: join(scratch, 'book.tonghao'), open: [september] });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
  await window.getByTestId('import-pick').click();

  await expect(window.getByTestId('staged-card')).toHaveAttribute('data-status', 'needs-mapping');
  await window.getByTestId('open-wizard').click();
  const understood = window.getByTestId('wizard-understood');
  await expect(understood).toHaveAttribute('data-total', '3');
  await expect(understood).toHaveAttribute('data-understood', '2');
  await screenshot(window, 'wizard');
  await window.getByTestId('wizard-name').fill('星球');
  await window.getByTestId('wizard-platform').fill('zsxq');
  await expect(understood).toHaveAttribute('data-understood', '2');
  await window.getByTestId('wizard-save').click();

  const card = window.getByTestId('staged-card');
  await expect(card).toHaveAttribute('data-status', 'ready');
  await expect(window.getByTestId('staged-format')).toHaveText('星球');
  await window.getByTestId('staged-apply').click();
  await expect(card).toHaveCount(0);
  expect((await callOk(window, 'revenue.totals', {}))[0]?.amounts.gross).toBe(159_800);

  await stubDialogs(app, { open: [october] });
  await window.getByTestId('import-pick').click();
  await expect(card).toHaveAttribute('data-status', 'ready');
  await expect(window.getByTestId('staged-format')).toHaveText('星球');
  await expect(window.getByTestId('staged-count-new')).toHaveText('2');
  await window.getByTestId('staged-discard').click();
  await expect(card).toHaveCount(0);

  await test.step('the mapping is handed on as a file, forgotten, and brought back', async () => {
    const path = join(scratch, 'mapping.json');
    await stubDialogs(app, { save: path, open: [path] });
    const own = window.getByTestId('own-mappings');
    await own.scrollIntoViewIfNeeded();
    await screenshot(window, 'own-mappings-zh');
    await own.getByTestId('export-mapping').click();
    await expect(window.getByTestId('notification-done').filter({ hasText: '已导出「星球」' })).toBeVisible();
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ name: '星球', platform: 'zsxq' });
    await own.getByTestId('import-mapping').press('Enter');
    await expect(window.getByText('「星球」已经有了，没有改动')).toBeVisible();
    await own.getByTestId('forget-mapping').press('Enter');
    await expect(own.getByTestId('forget-mapping')).toHaveCount(0);
    await window.getByTestId('import-pick').click();
    await expect(window.getByTestId('dropped-mapping')).toContainText('知识星球');
    await screenshot(window, 'dropped-mapping-zh');
    await window.getByTestId('add-mapping').click();
    await expect(card).toHaveCount(0);
    await expect(own).toContainText('星球');
    await own.getByTestId('forget-mapping').press('Enter');
    await expect(own.getByTestId('forget-mapping')).toHaveCount(0);
    await own.getByTestId('import-mapping').press('Enter');
    await expect(own).toContainText('星球');
    await writeFile(path, 'not a mapping');
    expect(await callBridge(window, 'app.importTemplate', {})).toMatchObject({ ok: false, error: { code: 'template-unreadable' } });
  });
});

test('a platform without an export begins with an empty table, which is recognised once it is filled', async ({ app, window, scratch }) => {
  const path = join(scratch, '得到.csv');
  await stubDialogs(app, { save: join(scratch, 'book.tonghao'), open: [path] });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
  await stubDialogs(app, { save: path, open: [path] });
  await window.getByTestId('starter-dedao').scrollIntoViewIfNeeded();
  await window.getByTestId('starter-dedao').click();
  await screenshot(window, 'starters-zh');
  await window.getByTestId('starter-dedao-sales').click();
  await expect(window.getByTestId('notification-done').filter({ hasText: '已保存空白表格' })).toBeVisible();
  await writeFile(path, `${await readFile(path, 'utf8')}A1,2026-05-01 10:00:00,199.00,年度专栏,林间,19900001001,,,\r\n`);
  await window.getByTestId('import-pick').click();
  await expect(window.getByTestId('staged-card')).toHaveAttribute('data-status', 'ready');
  await expect(window.getByTestId('staged-format')).toHaveText('得到 · 收款表格');
  await window.getByTestId('staged-apply').click();
  await expect(window.getByTestId('staged-card')).toHaveCount(0);
  expect((await callOk(window, 'revenue.lines', {})).lines).toMatchObject([{ stated: 19_900, soldOn: 'dedao' }]);
});

test('a file that was taken apart wrongly is put right by hand, and the next one is read the same way', async ({
  app,
  window,
  scratch,
}) => {
  const lines = (phone: string) => `报名表 | 9月\n昵称|手机|备注\n林小满|${phone}1|"爱说"话\n周同|${phone}2|a,b,c,d,e,f,g\n以上共 2 人\n`;
  const [first, second] = [join(scratch, 'list-a.csv'), join(scratch, 'list-b.csv')];
  // Big5 has no byte that says so: the guess must be wrong.
  await writeFile(first, Buffer.from('b77cadfb2caaf7c3420aaa4c2c3130300a', 'hex'));
  await writeFile(second, lines('1380000000'));
  await stubDialogs(app, { save: join(scratch, 'book.tonghao'), open: [first] });
  await window.getByTestId('create-workspace').click();
  await window.getByTestId('nav-sync').click();
  await window.getByTestId('import-pick').click();
  await window.getByTestId('open-wizard').click();
  const choose = async (field: string, name: string) => {
    await window.getByTestId(field).click();
    await window.getByRole('option', { name, exact: true }).click();
  };
  await expect(window.getByTestId('wizard-encoding')).toHaveValue('GB18030（GBK，简体中文）');
  await choose('wizard-encoding', 'Big5（繁体中文）');
  await expect(window.getByTestId('wizard-raw')).toContainText('會員');
  await window.keyboard.press('Escape');
  await window.getByTestId('staged-discard').click();

  await stubDialogs(app, { open: [second] });
  await window.getByTestId('import-pick').click();
  await window.getByTestId('open-wizard').click();
  await choose('wizard-delimiter', '竖线 |');
  await choose('wizard-quotes', '只是普通字符');
  await window.getByTestId('wizard-footer').fill('1');
  await expect(window.getByTestId('wizard-last')).toContainText('周同 · 13800000002');
  await expect(window.getByTestId('wizard-understood')).toHaveAttribute('data-understood', '2');
  await expect(window.getByTestId('wizard-understood')).toHaveAttribute('data-total', '2');
  await screenshot(window, 'wizard-by-hand');
  await window.getByTestId('wizard-name').fill('竖线');
  await window.getByTestId('wizard-save').click();
  const card = window.getByTestId('staged-card');
  await expect(card).toHaveAttribute('data-status', 'needs-date');
  await window.getByTestId('staged-discard').click();

  const third = join(scratch, 'list-c.csv');
  await writeFile(third, lines('1390000000'));
  await stubDialogs(app, { open: [third] });
  await window.getByTestId('import-pick').click();
  await expect(window.getByTestId('staged-format')).toHaveText('竖线');
});

test('a workbook kept by hand is mapped sheet by sheet', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  const path = join(scratch, '总表.xlsx');
  const book = utils.book_new();
  const sheets = {
    收支: [
      ['日期', '收支', '分类', '金额', '事项', '状态'],
      ['2026-03-01', '收入', '专栏', '199', '年度专栏', '已收款'],
      ['2026-03-02', '支出', '工具', '68', '剪辑软件', '挂账'],
      ['2026-03-03', '收入', '专栏', '199', '年度专栏', '已收款'],
    ],
    排期: [
      ['选题', '计划发布时间', '平台'],
      ['怎么写开头', '2026-04-01', '公众号'],
    ],
    说明: [['每周五更新'], ['别的地方不要改']],
  };
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  await stubDialogs(app, { save: join(scratch, 'book.tonghao'), open: [path] });
  await window.getByTestId('create-workspace').click();
  await expect(window.getByTestId('shell')).toBeVisible();
  await window.getByTestId('nav-sync').click();
  await window.getByTestId('import-pick').click();

  await window.getByTestId('open-wizard').click();
  const understood = window.getByTestId('wizard-understood');
  await expect(understood).toHaveAttribute('data-total', '3');
  await expect(understood).toHaveAttribute('data-understood', '2');
  const words = window.getByTestId('wizard-statuses');
  await words.getByRole('radiogroup', { name: '挂账' }).getByText('已付款').click();
  await expect(understood).toHaveAttribute('data-understood', '3');
  await screenshot(window, 'wizard-cashbook');
  await window.getByTestId('wizard-name').fill('收支');
  await window.getByTestId('wizard-save').click();

  const cards = window.getByTestId('staged-card');
  await expect(cards).toHaveAttribute('data-status', 'ready');
  await expect(window.getByTestId('staged-sheets')).toContainText('排期和说明');
  await screenshot(window, 'workbook-sheets');
  await window.getByTestId('map-sheet').click();
  await expect(understood).toHaveAttribute('data-understood', '1');
  await window.getByTestId('wizard-name').fill('排期');
  await window.getByTestId('wizard-save').click();
  await expect(cards).toHaveCount(2);
  await expect(window.getByTestId('staged-sheets')).toContainText('说明');
  await screenshot(window, 'workbook-parts');
  await cards.first().getByTestId('staged-apply').click();
  await expect(cards).toHaveCount(1);
  await cards.first().getByTestId('staged-apply').click();
  await expect(cards).toHaveCount(0);
  const { lines } = await callOk(window, 'revenue.lines', { limit: 10 });
  expect(lines.map(({ kind, stated }) => [kind, stated]).sort()).toEqual([
    ['expense', 6_800],
    ['sale', 19_900],
    ['sale', 19_900],
  ]);
});

const sizes = [
  [1440, 900],
  [1024, 700],
] as const;

/** The wizard of the file that waits, at both sizes and in both languages; it is open at the end, as at the beginning. */
async function shots(window: Page, name: string, look: () => Promise<void>) {
  for (const language of ['en', 'zh-CN'] as const) {
    await callOk(window, 'app.setPreferences', { language });
    await window.reload();
    await window.getByTestId('nav-sync').click();
    await window.getByTestId('open-wizard').click();
    for (const [width, height] of sizes) {
      await window.setViewportSize({ width, height });
      await look();
      await screenshot(window, `${name}-${language}-${width}`);
    }
  }
}

test('a sheet of sales with its members, and what is said of an amount after fees', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  const [sheet, net] = [join(scratch, '会员总表.csv'), join(scratch, '到账.csv')];
  await writeFile(
    sheet,
    '微信昵称,微信号,购买产品,金额,付款时间,入会日期,到期日期,备注\n林间,wx_lin,年度会员,365,20260301,2026-03-01,2027-02-28,\n秋分,wx_qiu,终身会员,999,20260305,2026-03-05,永久,\n',
  );
  await writeFile(net, '时间,商品,到账金额,手续费\n2026-03-01,专栏,28.40,1.50\n');
  await stubDialogs(app, { save: join(scratch, 'book.tonghao'), open: [sheet] });
  await window.getByTestId('create-workspace').click();
  await window.getByTestId('nav-sync').click();
  await window.getByTestId('import-pick').click();
  await window.getByTestId('open-wizard').click();
  const understood = window.getByTestId('wizard-understood');
  await expect(understood).toHaveAttribute('data-understood', '2');
  await expect(window.getByTestId('wizard')).toContainText('年度会员 · 2026-03-01 → 2027-02-28');
  await shots(window, 'wizard-members', () => window.getByTestId('wizard-columns').scrollIntoViewIfNeeded());
  await window.getByTestId('wizard-save').click();
  await expect(window.getByTestId('staged-card')).toHaveAttribute('data-status', 'ready');
  await window.getByTestId('staged-apply').click();
  await expect(window.getByTestId('staged-card')).toHaveCount(0);
  const { people } = await callOk(window, 'people.list', { limit: 10 });
  expect(people.map(({ name }) => name).sort()).toEqual(['林间', '秋分'].sort());
  expect((await callOk(window, 'sync.records', { type: 'term', limit: 10 })).rows).toHaveLength(2);

  await stubDialogs(app, { open: [net] });
  await window.getByTestId('import-pick').click();
  await window.getByTestId('open-wizard').click();
  const note = window.getByTestId('wizard-net');
  await expect(note).toHaveText('「到账金额」看起来是扣过手续费的钱：收入按它记，不再另扣手续费。');
  await shots(window, 'wizard-net', () => note.scrollIntoViewIfNeeded());
  await window.getByRole('combobox', { name: '手续费', exact: true }).click();
  await window.getByRole('option', { name: '手续费', exact: true }).click();
  await expect(note).toContainText('会扣两遍');
  await screenshot(window, 'wizard-net-twice');
});

test('a pasted column without a header loses nobody', async ({ app, window, scratch }) => {
  test.setTimeout(120_000);
  const [names, phones] = [join(scratch, 'names.txt'), join(scratch, 'phones.txt')];
  await writeFile(names, '林间\n秋分\n山雀\n');
  await writeFile(phones, '19900001001\n19900001002\n');
  await stubDialogs(app, { save: join(scratch, 'book.tonghao'), open: [names] });
  await window.getByTestId('create-workspace').click();
  await window.getByTestId('nav-sync').click();
  await window.getByTestId('import-pick').click();
  await window.getByTestId('open-wizard').click();
  const header = window.getByTestId('wizard-header');
  await expect(header).toHaveValue('第 1 行：林间');
  await header.click();
  await window.getByRole('option', { name: '没有表头，用 A、B、C……作列名' }).click();
  const understood = window.getByTestId('wizard-understood');
  await expect(understood).toHaveAttribute('data-understood', '3');
  await expect(window.getByTestId('wizard-columns')).toContainText('A 列');
  await shots(window, 'wizard-headless', async () => {
    await header.click();
    await window.getByRole('option').last().click();
    await expect(understood).toHaveAttribute('data-understood', '3');
    await header.scrollIntoViewIfNeeded();
  });
  await header.click();
  await window.getByRole('option', { name: '第 1 行：林间' }).click();
  await expect(window.getByTestId('wizard-columns')).toContainText('林间');
  await header.click();
  await window.getByRole('option', { name: '没有表头，用 A、B、C……作列名' }).click();
  await expect(understood).toHaveAttribute('data-understood', '3');
  await window.getByTestId('wizard-name').fill('名单');
  await window.getByTestId('wizard-save').click();
  const card = window.getByTestId('staged-card');
  await expect(card).toHaveAttribute('data-status', 'needs-date');
  await expect(window.getByTestId('staged-format')).toHaveText('名单');
  await window.getByTestId('staged-discard').click();

  await stubDialogs(app, { open: [phones] });
  await window.getByTestId('import-pick').click();
  await window.getByTestId('open-wizard').click();
  await expect(header).toHaveValue('没有表头，用 A、B、C……作列名');
  await expect(understood).toHaveAttribute('data-understood', '2');
});
