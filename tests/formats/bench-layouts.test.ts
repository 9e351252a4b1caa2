/** A budget on a layout that no platform writes would say nothing: the large files of the benches have the columns of the fixtures. */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeAlipayBill } from '../bench/alipay-rows.mjs';
import { writeYouzanOrders } from '../bench/youzan-rows.mjs';
import { scratchDir } from '../support/scratch';

function headerOf(path: string, encoding: string, first: string): string | undefined {
  const text = new TextDecoder(encoding).decode(readFileSync(path));
  return text.split(/\r?\n/).find((line) => line.startsWith(first));
}

test.each([
  {
    layout: 'youzan-orders/orders-20260401.csv',
    encoding: 'utf-8',
    first: '订单号,',
    write: (path: string) => writeYouzanOrders(path, 1, 1),
  },
  { layout: 'alipay-bill/app-2023.csv', encoding: 'gb18030', first: '交易时间', write: (path: string) => writeAlipayBill(path, 1) },
])('the bench of $layout has its columns', async ({ layout, encoding, first, write }) => {
  const dir = await scratchDir();
  onTestFinished(() => rm(dir, { recursive: true }));
  const written = join(dir, 'bench.csv');
  write(written);
  const header = headerOf(resolve(import.meta.dirname, layout), encoding, first);
  expect(header).toBeDefined();
  expect(headerOf(written, encoding, first)).toBe(header);
});
