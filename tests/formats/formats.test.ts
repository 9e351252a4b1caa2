/**
 * Every fixture through the real readers, detection and mapping, against the expected output beside it. `UPDATE_EXPECTED=1` writes that
 * output, to be read by someone before it is committed, and fails on purpose.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detect } from '../../electron/core/sync/detect';
import type { RowOutcome } from '../../electron/core/sync/formats/format';
import { formats } from '../../electron/core/sync/formats/registry';
import { mapRows } from '../../electron/core/sync/map-rows';
import { openSource } from '../../electron/core/sync/read';

const root = import.meta.dirname;
const updating = process.env.UPDATE_EXPECTED === '1';

/** Files of a format's folder; what is expected of `x` stands in `x.expected.json`. */
function samplesOf(folder: string): string[] {
  return readdirSync(join(root, folder)).filter((name) => !name.endsWith('.expected.json'));
}

async function outcomes(path: string, withExpenses: boolean) {
  const source = await openSource(path);
  const detection = await detect(source);
  if (!detection) throw new Error(`nothing claims ${path}`);
  const mapping = await mapRows(source, detection, { withExpenses });
  const rows: (RowOutcome & { row: number })[] = [];
  for await (const batch of mapping.batches) for (const { row, outcome } of batch) rows.push({ row, ...outcome });
  return { source, detection, mapping, rows };
}

async function actual(path: string) {
  const { source, detection, mapping, rows } = await outcomes(path, false);
  const withExpenses = await outcomes(path, true);
  const { format, layout, confidence, columns, runnersUp } = detection;
  return {
    format: format.id,
    layout,
    confidence,
    runnersUp,
    container: source.container,
    encoding: source.encoding,
    delimiter: source.delimiter,
    columns,
    facts: mapping.facts,
    warnings: mapping.warnings(),
    rows,
    withExpenses: withExpenses.rows.filter((row, at) => JSON.stringify(row) !== JSON.stringify(rows[at])),
  };
}

describe.each(formats)('$id', ({ id }) => {
  const samples = samplesOf(id);

  test('has samples', () => {
    expect(samples.length).toBeGreaterThan(1);
  });

  test.each(samples)('%s becomes what is expected', async (name) => {
    const expectedPath = join(root, id, `${name}.expected.json`);
    const text = `${JSON.stringify(await actual(join(root, id, name)), null, 1)}\n`;
    if (updating) {
      writeFileSync(expectedPath, text);
      throw new Error(`${expectedPath} was written; read it, then run the tests without UPDATE_EXPECTED`);
    }
    expect(existsSync(expectedPath)).toBe(true);
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(expectedPath, 'utf8')));
  });

  test.each(samples)('claims %s, and no other format does', async (name) => {
    const source = await openSource(join(root, id, name));
    const claims = (
      await Promise.all(formats.map(async (format) => ((await detect(source, format.id)) === null ? [] : [format.id])))
    ).flat();
    expect(claims).toEqual([id]);
  });
});

describe('files of other platforms', () => {
  test.each(samplesOf('negative'))('%s is claimed by nobody', async (name) => {
    const source = await openSource(join(root, 'negative', name));
    expect(await detect(source)).toBeNull();
  });
});

describe('layouts of one bill', () => {
  /** Ledger lines by key. */
  async function keys(name: string): Promise<Map<string, string>> {
    const { rows } = await outcomes(join(root, name), false);
    const lines = rows.flatMap((row) => (row.outcome === 'records' ? row.records : []));
    return new Map(lines.map((line) => [line.key, line.type === 'ledgerLine' ? `${line.payload.kind} ${line.payload.amount}` : line.type]));
  }

  test.each([
    ['wechat-bill/platform.xlsx', 'wechat-bill/statement.csv', 3],
    ['wechat-bill/twin-sheets.xlsx', 'wechat-bill/platform.xlsx', 3],
    ['alipay-bill/app-2023-resaved.csv', 'alipay-bill/app-2023.csv', 1],
    ['alipay-bill/app-2026-nameless.csv', 'alipay-bill/app-2026.csv', 7],
    ['alipay-merchant-flow/website.csv', 'alipay-merchant-flow/20880000000000010156_202606_账务明细.csv', 3],
    ['wechat-merchant-bill/success.csv', 'wechat-merchant-bill/1900000001All2026-03-01_2026-03-31.csv', 1],
    ['wechat-merchant-bill/refund.csv', 'wechat-merchant-bill/1900000001All2026-03-01_2026-03-31.csv', 2],
    ['paypal-activity/activity-us-resaved.xlsx', 'paypal-activity/activity-us.csv', 34],
    ['paypal-activity/releve-francais.csv', 'paypal-activity/activite-francais.csv', 8],
    ['paypal-activity/actividad-espanol.csv', 'paypal-activity/extracto-espanol.csv', 5],
    ['paypal-activity/attivita-italiano.csv', 'paypal-activity/estratto-conto-italiano.csv', 5],
    ['eventbrite-attendees/attendees-with-status-and-names.csv', 'eventbrite-attendees/attendees-with-status.csv', 12],
  ])('%s makes the keys of %s', async (one, other, shared) => {
    const [few, many] = [await keys(one), await keys(other)];
    const met = [...few].filter(([key]) => many.has(key));
    expect(met.length).toBe(shared);
    for (const [key, line] of met) expect(many.get(key)).toBe(line);
  });
});

test('rows to fix say what was not understood', async () => {
  const { rows } = await outcomes(join(root, 'alipay-bill/app-2023-quirks.csv'), false);
  const problems = rows.flatMap((row) => (row.outcome === 'quarantined' ? [row.problem] : []));
  expect(problems.length).toBeGreaterThan(5);
  for (const problem of problems) expect(problem.text).not.toBe('');
});
