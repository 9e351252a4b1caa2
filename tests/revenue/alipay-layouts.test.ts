/** One month of a personal Alipay bill in its layouts of 2026: each line is there once, and what a layout leaves out does not blank it. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { testWorkspace } from '../support/workspace';

const sample = (name: string) => resolve(import.meta.dirname, '../formats/alipay-bill', name);
const whole = sample('app-2026.csv');
const nameless = sample('app-2026-nameless.csv');
const uncategorised = sample('app-2026-uncategorised.csv');

async function ledger(files: readonly string[]) {
  const workspace = await testWorkspace();
  try {
    await workspace.importFiles([...files]);
    expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
    return (await canonicalDump(workspace.path)).lines;
  } finally {
    await workspace.close();
  }
}

const sum = (lines: Awaited<ReturnType<typeof ledger>>, column: string) => lines.reduce((total, line) => total + Number(line[column]), 0);
/** The two rows that only a payer's name tells apart from interest. */
const uncertain = ['活动收益发放', '《利息与时间》共读课'];

describe('layouts of one month', () => {
  test('what the platform takes of a sale lowers its net', async () => {
    const lines = await ledger([whole]);
    expect(sum(lines, 'gross')).toBe(9400);
    expect(sum(lines, 'channel_fee')).toBe(22);
  });

  test.each([
    ['first', () => [nameless, uncategorised, whole]],
    ['last', () => [whole, uncategorised, nameless]],
  ])('the whole layout has the last word, imported %s', async (_name, files) => {
    const alone = await ledger([whole]);
    const lines = (await ledger(files())).filter((line) => !uncertain.includes(String(line.product)));
    expect(lines).toEqual(alone);
  });
});
