/** `tonghao ledger matches | match`. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Output } from '../../shared/contract';
import { json, tonghao } from '../support/command-line';
import { merchantBill, youzanOrder, youzanOrders } from '../support/files';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

test('a pair is listed, called the same, taken back and called different', async () => {
  const at = ['--workspace', join(dir, 'w.tonghao'), '--lang', 'en'];
  await tonghao('init', '--zone', 'Asia/Shanghai', ...at);
  const orders = await youzanOrders(join(dir, 'orders.csv'), [{ ...youzanOrder('E1', '林间', '19900001001'), flow: '' }]);
  const payment = {
    time: '2026-03-01 09:01:04',
    id: '4200000001',
    merchantId: 'x1',
    state: 'SUCCESS' as const,
    amount: '199.00',
    fee: '1.19',
  };
  await tonghao('import', orders, await merchantBill(join(dir, 'merchant.csv'), [payment]), ...at);
  const matches = (...more: string[]) => json<Output<'revenue.matches'>>(0, 'ledger', 'matches', ...more, ...at);
  const [pair] = (await matches()).matches;
  expect(pair).toMatchObject({ kind: 'sale', seconds: 4, said: null });
  const both = [String(pair?.one.id), String(pair?.other.id)];
  expect((await tonghao('ledger', 'matches', ...at)).out).toMatch(
    /^¥199\.00 +\d+ +01 Mar 2026 09:01 +Youzan +年度专栏 +\d+ +01 Mar 2026 09:01 +WeChat Pay/,
  );
  const gross = async () => (await json<{ totals: { amounts: { gross: number } }[] }>(0, 'ledger', ...at)).totals[0]?.amounts.gross;
  expect((await tonghao('ledger', 'match', ...both, ...at)).out).toContain('1 pair is the same money and counts once');
  expect(await gross()).toBe(19_900);
  expect((await matches('--said')).matches).toMatchObject([{ said: { same: true } }]);
  await tonghao('ledger', 'match', ...both, '--revert', ...at);
  expect(await gross()).toBe(39_800);
  await tonghao('ledger', 'match', ...both, '--different', ...at);
  expect((await matches()).total).toBe(0);
  expect((await tonghao('ledger', 'matches', '--said', ...at)).out).toContain('Not the same');
  expect((await tonghao('ledger', 'match', 'x', '2', ...at)).code).not.toBe(0);
  expect((await tonghao('ledger', 'match', '1', '999999', ...at)).code).not.toBe(0);
});
