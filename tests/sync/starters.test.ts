/** Empty tables for platforms without an export: filled in, each is recognised by itself and read as what it is. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type StarterKind, starterKinds, starterPlatform, starterTemplate } from '../../shared/domain/starters';
import { type UnexportedPlatform, unexportedPlatforms } from '../../shared/domain/unexported';
import { translator } from '../../shared/locales/translate';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());
const file = (name: string) => join(workspace.dir, name);

type Language = Parameters<typeof translator>[0];

const template = (platform: UnexportedPlatform, kind: StarterKind, language: Language) =>
  starterTemplate(platform, kind, translator(language));

const filled: Readonly<Record<StarterKind, string>> = {
  sales: 'A1,2026-05-01 10:00:00,199.00,年度专栏,林间,19900001001,1.99,,\r\n',
  people: '林间,示例林,19900001001,lin@example.com,杭州,2026-05-01,年度会员,\r\n',
};

async function stage(path: string) {
  await workspace.job('sync.stage', { paths: [path] });
  const [found] = await workspace.call('sync.staged', {});
  if (!found) throw new Error('not staged');
  await workspace.call('sync.discard', { fileIds: [found.id] });
  return found;
}

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  test('each table is recognised as that of its platform, beside all others', async () => {
    const all = unexportedPlatforms.flatMap((platform) => starterKinds.map((kind) => ({ platform, kind })));
    for (const [index, { platform, kind }] of all.entries())
      await workspace.call('mapping.writeTable', { template: template(platform, kind, language), path: file(`${index}.csv`) });
    expect(await workspace.call('mapping.templates', {})).toHaveLength(all.length);
    for (const [index, { platform, kind }] of all.entries()) {
      const path = file(`${index}.csv`);
      await writeFile(path, (await readFile(path, 'utf8')) + filled[kind]);
      const found = await stage(path);
      expect([platform, kind, found.status, found.platform, found.alternatives, found.rows.new]).toEqual([
        platform,
        kind,
        kind === 'people' ? 'needs-date' : 'ready',
        starterPlatform(platform),
        [],
        kind === 'people' ? 0 : 1,
      ]);
    }
  }, 60_000);
});

test('a sale of a filled table is what was written into it; a template that is there already stays', async () => {
  const own = template('dedao', 'sales', 'zh-CN');
  await workspace.call('mapping.writeTable', { template: own, path: file('a.csv') });
  await workspace.call('mapping.writeTable', { template: { ...own, columns: own.columns.slice(0, 3) }, path: file('b.csv') });
  const header = await readFile(file('b.csv'), 'utf8');
  expect(header).toBe('\ufeff得到订单号,时间,金额,商品,姓名,手机号,手续费,退款金额,备注\r\n');
  expect((await stage(file('a.csv'))).rows.total).toBe(0);
  await writeFile(file('b.csv'), header + filled.sales);
  await workspace.importFiles([file('b.csv')]);
  expect((await workspace.call('revenue.lines', {})).lines).toMatchObject([
    { stated: 19_900, soldOn: 'dedao', product: '年度专栏', at: '2026-05-01T02:00:00Z', parts: { channelFee: 199 } },
  ]);
});

test('every platform whose export nobody has documented is in the list', () => {
  const undocumented = ['dedao', 'ximalaya', 'zsxq', 'afdian', 'mianbaoduo', 'weidian', 'xiaoyuzhou', 'xiaoe-orders'];
  expect(unexportedPlatforms).toEqual(
    expect.arrayContaining([...undocumented, 'icourse163', 'yuketang', 'bilibili', 'teachable', 'podia', 'thinkific']),
  );
});
