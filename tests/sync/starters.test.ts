/** Empty tables for platforms without an export: filled in, each is recognised by itself and read as what it is. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Core, createCore } from '../../electron/core/api/core';
import type { CoreMethod, Input, Output } from '../../shared/contract';
import { type StarterKind, starterKinds, starterPlatform, starterTemplate } from '../../shared/domain/starters';
import { type UnexportedPlatform, unexportedPlatforms } from '../../shared/domain/unexported';
import { translator } from '../../shared/locales/translate';
import { scratchDir } from '../support/scratch';

let dir: string;
let core: Core;
beforeEach(async () => {
  dir = await scratchDir();
  core = createCore({ log: () => undefined, demoDir: '' });
  await call('workspace.create', { path: join(dir, 'book.tonghao'), zone: 'Asia/Shanghai', currency: 'CNY' });
});
afterEach(async () => {
  await core.close();
  await rm(dir, { recursive: true, force: true });
});

async function call<M extends CoreMethod>(method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await core.call(method, input, true);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.code} ${JSON.stringify(answer.error.params)}`);
  return answer.value as Output<M>;
}

type Language = Parameters<typeof translator>[0];

function template(platform: UnexportedPlatform, kind: StarterKind, language: Language) {
  const t = translator(language);
  return starterTemplate(platform, kind, {
    platform: t(`common:platform.${starterPlatform(platform)}`),
    kind: t(`mapping:unexported.${kind}`),
    field: (field) => t(`mapping:field.${field}`),
    first: (name, field) => t('mapping:unexported.first', { platform: name, field }),
  });
}

const filled: Readonly<Record<StarterKind, string>> = {
  sales: 'A1,2026-05-01 10:00:00,199.00,年度专栏,林间,19900001001,1.99,,\r\n',
  people: '林间,示例林,19900001001,lin@example.com,杭州,2026-05-01,年度会员,\r\n',
};

async function stage(path: string) {
  const { jobId } = await call('sync.stage', { paths: [path] });
  await call('job.wait', { jobId });
  const [file] = await call('sync.staged', {});
  if (!file) throw new Error('not staged');
  await call('sync.discard', { fileIds: [file.id] });
  return file;
}

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  test('each table is recognised as that of its platform, beside all others', async () => {
    const all = unexportedPlatforms.flatMap((platform) => starterKinds.map((kind) => ({ platform, kind })));
    for (const [index, { platform, kind }] of all.entries())
      await call('mapping.writeTable', { template: template(platform, kind, language), path: join(dir, `${index}.csv`) });
    expect(await call('mapping.templates', {})).toHaveLength(all.length);
    for (const [index, { platform, kind }] of all.entries()) {
      const path = join(dir, `${index}.csv`);
      await writeFile(path, (await readFile(path, 'utf8')) + filled[kind]);
      const file = await stage(path);
      expect([platform, kind, file.status, file.platform, file.alternatives, file.rows.new]).toEqual([
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
  await call('mapping.writeTable', { template: own, path: join(dir, 'a.csv') });
  await call('mapping.writeTable', { template: { ...own, columns: own.columns.slice(0, 3) }, path: join(dir, 'b.csv') });
  const header = await readFile(join(dir, 'b.csv'), 'utf8');
  expect(header).toBe('\ufeff得到订单号,时间,金额,商品,姓名,手机号,手续费,退款金额,备注\r\n');
  expect((await stage(join(dir, 'a.csv'))).rows.total).toBe(0);
  await writeFile(join(dir, 'b.csv'), header + filled.sales);
  const { jobId } = await call('sync.stage', { paths: [join(dir, 'b.csv')] });
  await call('job.wait', { jobId });
  const fileIds = (await call('sync.staged', {})).map(({ id }) => id);
  await call('job.wait', await call('sync.apply', { fileIds }));
  expect((await call('revenue.lines', {})).lines).toMatchObject([
    { stated: 19_900, soldOn: 'dedao', product: '年度专栏', at: '2026-05-01T02:00:00Z', parts: { channelFee: 199 } },
  ]);
});
