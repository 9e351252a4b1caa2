/** A row that the rules of the WeChat bill do not know is quarantined with its own words, in an order that reads as a sentence. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detect } from '../../electron/core/sync/detect';
import { mapRows } from '../../electron/core/sync/map-rows';
import { openSource } from '../../electron/core/sync/read';
import { scratchDir } from '../support/scratch';

test('money that came in as 商户消费 · 一种没见过的状态 is left for the user, with direction, type and status', async () => {
  const path = join(await scratchDir(), 'bill.csv');
  await writeFile(
    path,
    '微信支付账单明细\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n' +
      '2026-03-01 10:00:00,商户消费,示例商户,示例,收入,¥10.00,/,一种没见过的状态,1000000001,/,/\n',
  );
  const source = await openSource(path);
  const detection = await detect(source);
  expect(detection?.format.id).toBe('wechat-bill');
  if (!detection) return;
  const outcomes = [];
  for await (const rows of (await mapRows(source, detection, { withExpenses: false })).batches) outcomes.push(...rows);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    { outcome: 'quarantined', problem: { code: 'unknown-combination', text: '收入 · 商户消费 · 一种没见过的状态' } },
  ]);
});
