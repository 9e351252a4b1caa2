/** The mapping wizard in the real window: an unknown file, its template, and the next file recognised by itself. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callOk, expect, screenshot, stubDialogs, test } from './fixtures';

const table = (month: string, first: number) => `知识星球收入,,,,,
导出于 2026-11-01,,,,,
订单编号,付款时间,主题,成员,实付金额(元),订单状态
ZX${first},2026年${month}月3日 12时05分,写作营,林小满,¥299.00,支付成功
ZX${first + 1},2026/${month}/4 8:30,写作营,周同,"1,299.00",支付成功
ZX${first + 2},2026-${month}-05 10:00:00,读书会,吴双,99元,待付款
`;

test('an unknown file is mapped once; the next one is recognised', async ({ app, window, scratch }) => {
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
});
