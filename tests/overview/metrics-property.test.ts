/** The SQL behind the metrics and the pure functions of shared/metrics say the same on any ledger. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { moneySums, monthSums, netOf } from '../../electron/core/overview/money.queries';
import { payingPeople, peopleNew, peopleTotal } from '../../electron/core/overview/people.queries';
import { instants, monthStarts } from '../../electron/core/workspace/zone';
import { dayOf } from '../../shared/domain/days';
import * as oracle from '../../shared/metrics/ledger-metrics';
import type { DatedRate } from '../../shared/metrics/rates';
import { insertLine, insertPerson } from '../support/ledger';
import { scratchDir } from '../support/scratch';

let dir: string;
let workspace: OpenWorkspace;
beforeEach(async () => {
  dir = await scratchDir();
  workspace = await createWorkspaceFile(join(dir, 'book.tonghao'));
});
afterEach(async () => {
  await workspace.db.close();
  await workspace.lock?.release();
  await rm(dir, { recursive: true });
});

/** Few days, close together and around changes of the clock, so that lines, rates and window edges meet. */
const day = fc.constantFrom(0, 1, 2, 55, 61, 62, 63, 188, 189, 210, 211, 400, 401).map(dayNumber);
function dayNumber(n: number): string {
  return new Date(Date.UTC(2025, 8, 1) + n * 86_400_000).toISOString().slice(0, 10);
}
const clock = fc.constantFrom('00:00:00', '03:59:59', '04:00:00', '05:00:00', '06:30:00', '15:59:59', '16:00:00', '23:59:59');
const at = fc.tuple(day, clock).map(([date, time]) => `${date}T${time}Z`);
const amount = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5_000_000 }));
const person = fc.option(fc.integer({ min: 0, max: 4 }), { freq: 2 });

const line = fc
  .record({
    at,
    currency: fc.constantFrom('CNY', 'USD', 'JPY', 'KWD', 'GBP'),
    sold_on: fc.constantFrom('own', 'youzan', 'stripe'),
    what: fc.constantFrom('gross', 'share', 'refund', 'payout', 'fee', 'nothing'),
    amount,
    channel_fee: amount,
    fee_reversal: amount,
    person,
  })
  .map(({ what, amount: size, channel_fee, fee_reversal, ...rest }) => {
    const money = { gross: 0, share: 0, refund: 0, payout: 0, channel_fee: 0, fee_reversal: 0 };
    if (what === 'fee') Object.assign(money, { channel_fee, fee_reversal });
    else if (what !== 'nothing') money[what] = size;
    const kind = { gross: 'sale', share: 'ad_share', refund: 'refund', payout: 'payout', fee: 'fee', nothing: 'transfer' }[what];
    return { ...rest, ...money, kind };
  });

/** GBP never has a rate: some lines stay unconverted. */
const rate: fc.Arbitrary<DatedRate> = fc.record({
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  day,
  rate: fc.constantFrom(7.1234, 0.05, 23.005, 1, 0.0471, 7.105),
});

const someone = fc.record({
  first_seen_at: fc.option(at),
  is_team: fc.integer({ min: 0, max: 1 }),
  removed_at: fc.option(at, { freq: 5 }),
});

const ledger = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 40 }),
  rates: fc.uniqueArray(rate, { minLength: 2, maxLength: 12, selector: (r) => `${r.currency} ${r.day}` }),
  people: fc.array(someone, { minLength: 5, maxLength: 5 }),
  zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/London', 'UTC', 'Asia/Kolkata'),
  reporting: fc.constantFrom('CNY', 'USD'),
  window: fc.record({ from: fc.option(day), to: fc.option(day) }),
});

test('money, payers, people and months equal the pure functions on random ledgers', { timeout: 300_000 }, async () => {
  const { db } = workspace;
  await fc.assert(
    fc.asyncProperty(ledger, async ({ lines, rates, people, zone, reporting, window }) => {
      const usable = rates.filter((one) => one.currency !== reporting);
      const who = await fill(lines, usable, people);
      const rows: oracle.MetricLine[] = lines.map(({ channel_fee, fee_reversal, ...row }) => ({
        ...row,
        deductions: channel_fee - fee_reversal,
        day: dayOf(row.at, zone),
        person: row.person === null ? null : (who[row.person]?.id ?? null),
      }));
      const left = new Set(people.flatMap((one, n) => (one.is_team === 1 || one.removed_at !== null ? [who[n]?.id ?? 0] : [])));
      const span = instants(window, zone);

      const sums = await moneySums(db, span, { zone, currency: reporting });
      for (const id of oracle.moneyMetricIds) {
        for (const { currency, own, base } of sums) {
          const found = id === 'revenue.net' ? netOf(own) : own[id.replace('revenue.', '') as 'gross'];
          expect({ id, currency, value: found, base: base[id] }).toEqual({
            id,
            currency,
            ...pick(oracle.moneyInCurrency(id, rows, span, currency)),
          });
        }
        const converted = sums.map((sum) =>
          id === 'revenue.net' ? netOf(sum.converted) : sum.converted[id.replace('revenue.', '') as 'gross'],
        );
        expect({
          id,
          value: total(converted),
          base: total(sums.map((sum) => sum.base[id] - sum.unconverted[id])),
          unconverted: total(sums.map((sum) => sum.unconverted[id])),
        }).toEqual({ id, ...oracle.moneyConverted(id, rows, span, reporting, usable) });
      }

      const payers = new Map((await payingPeople(db, span)).map((row) => [row.currency, row.people]));
      for (const currency of [null, 'CNY', 'USD', 'JPY'])
        expect({ currency, payers: payers.get(currency) ?? 0 }).toEqual({
          currency,
          payers: oracle.payingPeople(rows, span, currency, left),
        });

      const known = people
        .filter((one) => one.removed_at === null)
        .map((one) => ({ firstSeenAt: one.first_seen_at, isTeam: one.is_team === 1 }));
      expect(await peopleTotal(db, span)).toBe(oracle.peopleTotal(known, span));
      expect(await peopleNew(db, span)).toBe(oracle.peopleNew(known, span));

      const months = monthStarts('2026-12-31', 18, zone);
      const byMonth = await monthSums(db, months, { zone, currency: reporting });
      for (const { month, from, to } of months) {
        const inside = byMonth.filter((row) => row.month === month);
        expect({ month, net: total(inside.map((row) => row.net)), gross: total(inside.map((row) => row.gross)) }).toEqual({
          month,
          net: oracle.moneyConverted('revenue.net', rows, { from, to }, reporting, usable).value,
          gross: oracle.moneyConverted('revenue.gross', rows, { from, to }, reporting, usable).value,
        });
      }
      for (const row of byMonth) {
        const of = rows.filter((_, n) => lines[n]?.sold_on === row.platform && rows[n]?.day.startsWith(row.month));
        expect(row.net).toBe(oracle.moneyConverted('revenue.net', of, { from: null, to: null }, reporting, usable).value);
      }
    }),
    { numRuns: 150 },
  );
});

function pick({ value, base }: oracle.MoneySum) {
  return { value, base };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;
type Someone = typeof someone extends fc.Arbitrary<infer T> ? T : never;

async function fill(lines: readonly Line[], rates: readonly DatedRate[], people: readonly Someone[]) {
  const { db } = workspace;
  return db.write(async () => {
    for (const table of ['line_number', 'ledger_line', 'profile', 'person', 'record', 'rate']) await db.writer.run(`DELETE FROM ${table}`);
    const who = [];
    for (const one of people) who.push(await insertPerson(db, one));
    for (const { person: n, ...row } of lines)
      await insertLine(db, { ...row, person_record: n === null ? null : (who[n]?.record ?? null) });
    for (const one of rates)
      await db.writer.run('INSERT INTO rate (currency, day, rate) VALUES (?, ?, ?)', [one.currency, one.day, one.rate]);
    return who;
  });
}
