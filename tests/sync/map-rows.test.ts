import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detect } from '../../electron/core/sync/detect';
import type { RowOutcome } from '../../electron/core/sync/formats/format';
import { formats } from '../../electron/core/sync/formats/registry';
import { type Mapping, mapRows } from '../../electron/core/sync/map-rows';
import { openSource } from '../../electron/core/sync/read';
import { RowCursor } from '../../electron/core/sync/row-cursor';
import { validateRecord } from '../../electron/core/sync/validate';
import { AppError } from '../../shared/contract/errors';
import type { CanonicalRecord, LedgerLinePayload } from '../../shared/domain/records';
import { alipayBill } from '../support/files';
import { scratchDir } from '../support/scratch';

const fixtures = resolve(import.meta.dirname, '../formats');
let dir: string;
beforeAll(async () => {
  dir = await scratchDir();
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function mapFile(path: string, withExpenses = false): Promise<{ mapping: Mapping; outcomes: RowOutcome[]; rows: number[] } | null> {
  const source = await openSource(path);
  const detection = await detect(source);
  if (!detection) return null;
  const mapping = await mapRows(source, detection, { withExpenses });
  const outcomes: RowOutcome[] = [];
  const rows: number[] = [];
  for await (const batch of mapping.batches) {
    for (const { row, outcome } of batch) {
      rows.push(row);
      outcomes.push(outcome);
    }
  }
  return { mapping, outcomes, rows };
}

/** What holds for every outcome, whatever was in the file. */
function expectSound(outcomes: readonly RowOutcome[]): void {
  for (const outcome of outcomes) {
    expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ outcome: outcome.outcome });
    if (outcome.outcome === 'quarantined') expect(outcome.problem.text.length).toBeLessThanOrEqual(201);
    if (outcome.outcome !== 'records') continue;
    expect(outcome.records.length).toBeGreaterThan(0);
    for (const record of outcome.records) expect(validateRecord(record)).toBeNull();
  }
}

const samples = formats.flatMap(({ id }) =>
  readdirSync(join(fixtures, id))
    .filter((name) => !name.endsWith('.json'))
    .map((name) => readFileSync(join(fixtures, id, name))),
);

describe('hostile rows', () => {
  const edit = fc.record({
    kind: fc.constantFrom('set', 'cut', 'repeat'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    bytes: fc.uint8Array({ maxLength: 12 }),
  });

  test('fixtures with bytes changed, cut and repeated never throw anything but a code', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(edit, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (bytes, edits, withExpenses) => {
          let mutated: Buffer = Buffer.from(bytes);
          for (const { kind, at, length, bytes: put } of edits) {
            const from = Math.floor(at * mutated.length);
            const [before, middle, after] = [
              mutated.subarray(0, from),
              mutated.subarray(from, from + length),
              mutated.subarray(from + length),
            ];
            if (kind === 'set') mutated = Buffer.concat([before, put, after]);
            else mutated = Buffer.concat(kind === 'cut' ? [before, after] : [before, middle, middle, after]);
          }
          const path = join(dir, `mutated-${run++}`);
          await writeFile(path, mutated);
          try {
            const mapped = await mapFile(path, withExpenses);
            if (mapped) expectSound(mapped.outcomes);
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
          } finally {
            await rm(path);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each(formats)('$id maps any cells to something', (format) => {
    const words = [
      '收入',
      '支出',
      '/',
      '不计收支',
      '其他',
      '交易成功',
      '交易关闭',
      '退款成功',
      '已收钱',
      '二维码收款',
      '零钱提现',
      '提现已到账',
      '提现',
      'SUCCESS',
      'REFUND',
      'Paid',
      'Refunded',
      'usd',
      'CNY',
      '100.00',
      '-3.00',
      '1e9',
      '2026-01-02 03:04:05',
      '45000.5',
      'a@example.com',
      '=19900000000',
      '服务费¥x',
      '\u0000',
      '\ud800',
      'x'.repeat(5_000),
      '__proto__',
      'constructor',
      '4.2E+27',
      '已收入',
      '资金转移',
    ];
    const cell = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 12 }), fc.constant(''));
    fc.assert(
      fc.property(
        fc.constantFrom(...format.headers),
        fc.array(cell, { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        (rule, cells, withExpenses) => {
          const row = new RowCursor(
            [...rule.required, 'Converted Amount', '退款金额', '退款状态', '__proto__'],
            format.emptyCells,
            format.backticks === true,
          );
          row.set(7, cells);
          const frame = {
            preamble: [cells],
            subheader: [cells],
            footer: [cells, cells],
            columns: rule.required,
            fileName: cells.join(''),
            tableName: '',
            first: row,
          };
          const facts = format.facts(frame);
          format.once?.(frame, facts);
          const outcome = format.map(row, { facts, frame, withExpenses });
          expect(['records', 'ignored', 'quarantined']).toContain(outcome.outcome);
          // Words like `constructor` must not find what every object has.
          if (outcome.outcome === 'records')
            for (const { payload } of outcome.records)
              expect(Object.values(payload).map((value) => typeof value)).not.toContain('function');
          format.totals?.(row);
          format.frame?.(cells, rule.required);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('mapping', () => {
  test('states that every object knows are not states of a bill', async () => {
    const text = readFileSync(join(fixtures, 'wechat-merchant-bill/success.csv'), 'utf8').replaceAll('SUCCESS', 'constructor');
    const path = join(dir, 'constructor.csv');
    await writeFile(path, text);
    const mapped = await mapFile(path);
    expect(mapped?.outcomes).toEqual(
      [0, 1].map(() => ({ outcome: 'quarantined', problem: { code: 'unknown-combination', column: '交易状态', text: 'constructor' } })),
    );
  });

  test('a column of control characters or of endless text is quarantined, never cut', async () => {
    const row = {
      time: '2026-01-02 03:04:05',
      direction: '收入',
      category: '收入',
      who: '林间',
      amount: '1.00',
      status: '交易成功',
    } as const;
    const mapped = await mapFile(
      await alipayBill(join(dir, 'long.csv'), [
        { ...row, what: '字'.repeat(4_000), id: '1' },
        { ...row, what: '字'.repeat(4_001), id: '2' },
        { ...row, what: 'a\u0007b', id: '3' },
        { ...row, what: '专栏', id: '9'.repeat(600) },
      ]),
    );
    expect(mapped?.outcomes.map((outcome) => (outcome.outcome === 'quarantined' ? outcome.problem.code : outcome.outcome))).toEqual([
      'records',
      'invalid-record',
      'invalid-record',
      'damaged-id',
    ]);
  });

  test('rows of both sheets have numbers of their own', async () => {
    const mapped = await mapFile(join(fixtures, 'wechat-bill/two-months.xlsx'));
    expect(mapped?.rows).toEqual([19, 20, 21, 22, 20_000_002, 20_000_003]);
  });

  test('facts that the user states go before those of the file', async () => {
    const source = await openSource(join(fixtures, 'patreon-members/members-2020.csv'));
    const detection = await detect(source);
    if (!detection) throw new Error('not detected');
    expect(detection.runnersUp).toEqual([]);
    const mapping = await mapRows(source, detection, { withExpenses: false, facts: { exportedAt: '2020-03-01T00:00:00Z' } });
    expect(mapping.facts.exportedAt).toBe('2020-03-01T00:00:00Z');
  });

  test('a format that is asked for is the only one looked at', async () => {
    const source = await openSource(join(fixtures, 'wechat-bill/statement.csv'));
    expect((await detect(source, 'wechat-bill'))?.format.id).toBe('wechat-bill');
    expect(await detect(source, 'alipay-bill')).toBeNull();
  });

  test('claims that differ from the rows are warnings', async () => {
    const text = readFileSync(join(fixtures, 'wechat-merchant-bill/success.csv'), 'utf8')
      .replace('`199.01,', '`200.00,')
      .replace('`2,', '`3,');
    const path = join(dir, 'claims.csv');
    await writeFile(path, text);
    const mapped = await mapFile(path);
    expect(mapped?.mapping.warnings()).toEqual([
      { code: 'claim-rows', params: { stated: 3, found: 2 } },
      { code: 'claim-gross', params: { stated: '200.00 CNY', found: '199.01 CNY' } },
    ]);
  });
});

describe('validation', () => {
  const payload: LedgerLinePayload = {
    kind: 'sale',
    at: '2026-01-02T03:04:05Z',
    side: 'bill',
    soldOn: 'own',
    paidVia: null,
    currency: 'CNY',
    amount: 1,
  };
  const record = (change: Partial<LedgerLinePayload>, rest: object = {}): CanonicalRecord => ({
    type: 'ledgerLine',
    key: 'k',
    payload: { ...payload, ...change },
    ...rest,
  });

  test('lets sound records pass', () => {
    expect(validateRecord(record({}))).toBeNull();
    expect(validateRecord(record({ product: 'a\tb\nc', numbers: ['1'], originalAmount: 5, originalCurrency: 'USD' }))).toBeNull();
    expect(
      validateRecord({ type: 'person', key: 'k', asOf: '2026-01-02T03:04:05Z', payload: { name: null, attributes: { a: null } } }),
    ).toBeNull();
  });

  test.each([
    ['missing-id', record({}, { key: '' })],
    ['damaged-id', record({}, { key: 'k'.repeat(513) })],
    ['bad-date', record({ at: '2026-02-30T03:04:05Z' })],
    ['bad-date', record({ at: '2026-01-02 03:04:05' })],
    ['bad-date', record({}, { asOf: 'today' })],
    ['invalid-record', record({}, { rank: 0.5 })],
    ['bad-amount', record({ amount: -1 })],
    ['bad-amount', record({ amount: 0.5 })],
    ['bad-amount', record({ channelFee: Number.MAX_SAFE_INTEGER + 1 })],
    ['bad-currency', record({ currency: 'yuan' })],
    ['bad-currency', record({ originalCurrency: '' })],
    ['invalid-record', record({ numbers: ['\u0001'] })],
    ['invalid-record', record({ counterparty: 'a\u0000' })],
    ['invalid-record', record({ counterparty: 'a\ud800' })],
    ['bad-date', { type: 'person', key: 'k', payload: { firstSeenAt: '2026-01-02' } }],
    ['invalid-record', { type: 'person', key: 'k', payload: { attributes: { a: 'x'.repeat(4_001) } } }],
    [
      'bad-date',
      {
        type: 'order',
        key: 'k',
        payload: { number: 'k', createdAt: '', paidAt: null, status: '', currency: 'CNY', amount: 0, refunded: 0 },
      },
    ],
    [
      'bad-amount',
      {
        type: 'order',
        key: 'k',
        payload: { number: 'k', createdAt: payload.at, paidAt: null, status: '', currency: 'CNY', amount: 0, refunded: -1 },
      },
    ],
  ] satisfies [string, CanonicalRecord][])('finds %s (%#)', (code, bad) => {
    expect(validateRecord(bad)?.code).toBe(code);
  });
});
