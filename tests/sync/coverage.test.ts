/** What an import says about how far the data reach. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeGb18030 } from '../support/gb18030.mjs';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const fixture = (name: string) => join(import.meta.dirname, '../formats', name);
/** An Alipay bill of one sale, in the layout of 2023, that states its period. */
function writeBill(path: string, at: string, from: string, to: string): string {
  const lines = [
    '导出信息：',
    '支付宝账户：reader@example.com',
    `起始时间：[${from}]    终止时间：[${to}]`,
    '导出交易类型：[全部]',
    '导出时间：[2026-05-02 09:12:52]',
    '共1笔记录',
    '------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------',
    '交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,',
    `${at},商业服务,学员甲,/,专栏,收入,88.00,余额,交易成功,${at.replace(/\D/g, '')},,,`,
  ];
  writeFileSync(path, encodeGb18030(`${lines.join('\n')}\n`));
  return path;
}

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const through = async () => (await workspace.call('overview.metrics', { ids: ['revenue.net'] }))[0]?.dataThrough ?? null;

test('figures of content and bills of private purchases say nothing about how far money is known', async () => {
  await workspace.importFiles([fixture('wechat-bill/statement.csv')]);
  const known = await through();
  expect(known).not.toBeNull();
  const results = await workspace.importFiles([fixture('youtube-days/Totals.csv'), fixture('jd-bill/january.csv')]);
  expect(results.map(({ format }) => format)).toEqual(['youtube-days', 'jd-bill']);
  expect(await through()).toBe(known);
});

test('exports of one account are told with what is missing, what comes twice, and when the next is due', async () => {
  const bill = (name: string, month: string, from: string, to: string) =>
    workspace.importFiles([writeBill(join(workspace.dir, name), `2026-${month}-10 10:00:00`, from, to)]);
  await bill('jan.csv', '01', '2026-01-01 00:00:00', '2026-01-31 23:59:59');
  await bill('feb.csv', '02', '2026-01-25 00:00:00', '2026-02-28 23:59:59');
  await bill('apr.csv', '04', '2026-04-01 00:00:00', '2026-04-30 23:59:59');
  const [account] = await workspace.call('sync.accounts', {});
  const { kinds } = await workspace.call('sync.coverage', { accountId: account?.id ?? 0 });
  expect(kinds).toMatchObject([
    {
      format: 'alipay-bill',
      exports: [{ fileName: 'jan.csv' }, { fileName: 'feb.csv', from: '2026-01-25', to: '2026-03-01' }, { fileName: 'apr.csv' }],
      gaps: [{ from: '2026-03-01', to: '2026-04-01' }],
      overlaps: [{ from: '2026-01-25', to: '2026-02-01', files: ['jan.csv', 'feb.csv'] }],
      rhythm: 28,
      expectedBy: '2026-05-28',
    },
  ]);
  expect(kinds[0]?.overdueDays).toBeGreaterThan(100);
  await expect(workspace.call('sync.coverage', { accountId: 999 })).rejects.toMatchObject({ code: 'account-missing' });
});

test('an account of lists only is told from one that also has bills', async () => {
  await workspace.importFiles([fixture('patreon-members/members-2026-10-31.csv')]);
  expect((await workspace.call('sync.accounts', {})).map(({ isSnapshot, coverage }) => [isSnapshot, coverage.length])).toEqual([[true, 1]]);
  await workspace.importFiles([fixture('wechat-bill/statement.csv')]);
  expect((await workspace.call('sync.accounts', {})).map(({ platform, isSnapshot }) => [platform, isSnapshot])).toEqual([
    ['patreon', true],
    ['wechatpay', false],
  ]);
});
