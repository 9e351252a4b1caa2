/** The ledger's SQL and the pure rule of shared/domain/ledger.ts say the same for every kind. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { refoldLines } from '../../electron/core/revenue/ledger.fold';
import { examine } from '../../electron/core/workspace/doctor';
import { countedAmounts } from '../../shared/domain/ledger';
import { type LedgerLinePayload, lineKinds } from '../../shared/domain/records';
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

const payload = (kind: LedgerLinePayload['kind']): LedgerLinePayload => ({
  kind,
  at: '2026-05-01T00:00:00Z',
  side: 'manual',
  soldOn: 'own',
  paidVia: null,
  currency: 'CNY',
  amount: 10_000,
  commission: 500,
  channelFee: 60,
  feeReversal: 10,
  split: 300,
  taxWithheld: 20,
  payoutFee: 15,
  returned: 25,
});

async function addLine(id: number, line: LedgerLinePayload): Promise<void> {
  await workspace.db.write(async () => {
    await workspace.db.writer.run(`INSERT INTO record VALUES (?, 'ledgerLine', 'manual', ?)`, [id, `k${id}`]);
    await workspace.db.writer.run('INSERT INTO manual_line VALUES (?, ?)', [id, JSON.stringify(line)]);
    await refoldLines(workspace.db, [id]);
  });
}

const lineById = (id: number) => workspace.db.read.selectFrom('ledger_line').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test.each(lineKinds)('%s counts alike in SQL and in JavaScript', async (kind) => {
  await addLine(1, payload(kind));
  const line = await lineById(1);
  const counted = countedAmounts(kind, payload(kind));
  expect({
    gross: line.gross,
    share: line.share,
    refund: line.refund,
    commission: line.commission,
    channelFee: line.channel_fee,
    feeReversal: line.fee_reversal,
    split: line.split,
    taxWithheld: line.tax_withheld,
    payout: line.payout,
    expense: line.expense,
  }).toEqual(counted);
  const deductions = counted.commission + counted.channelFee - counted.feeReversal + counted.split + counted.taxWithheld;
  expect([line.deductions, line.net]).toEqual([deductions, counted.gross + counted.share - counted.refund - deductions]);
});

test('a decision settles undecided lines of its counterparty and type only; an edit beats it', async () => {
  const undecided = { ...payload('undecided'), counterparty: '学员甲', sourceKind: '转账' };
  await workspace.db.write((tx) =>
    tx
      .insertInto('line_decision')
      .values({ counterparty: '学员甲', source_kind: '转账', kind: 'sale', at: '2026-05-02T00:00:00Z' })
      .execute(),
  );
  await addLine(1, undecided);
  await addLine(2, { ...undecided, counterparty: '学员乙' });
  await addLine(3, { ...payload('tip'), counterparty: '学员甲', sourceKind: '转账' });
  expect([(await lineById(1)).kind, (await lineById(2)).kind, (await lineById(3)).kind]).toEqual(['sale', 'undecided', 'tip']);
  await workspace.db.write(async (tx) => {
    await tx.insertInto('line_edit').values({ line: 1, field: 'kind', value: '"transfer"', at: '' }).execute();
    await tx.insertInto('line_edit').values({ line: 1, field: 'note', value: 'null', at: '' }).execute();
    await refoldLines(workspace.db, [1]);
  });
  expect(await lineById(1)).toMatchObject({ kind: 'transfer', gross: 0, note: null, edited: 1 });
});

test('money of own spending that came back lowers only a purchase that is in the ledger, and follows it when it goes', async () => {
  const spending = { ...payload('expense'), commission: 0, channelFee: 0, feeReversal: 0, split: 0, taxWithheld: 0, payoutFee: 0 };
  const back = { ...spending, amount: 0, returned: 2_500, numbers: ['M1', 'R1'] };
  const bought = { ...spending, amount: 10_000, returned: 0, numbers: ['M1'] };
  await addLine(1, back);
  await addLine(2, { ...back, numbers: ['M9'] });
  expect([(await lineById(1)).expense, (await lineById(2)).expense]).toEqual([0, 0]);
  await addLine(3, bought);
  expect([(await lineById(1)).expense, (await lineById(2)).expense, (await lineById(3)).expense]).toEqual([-2_500, 0, 10_000]);
  expect((await examine(workspace.db)).checks.filter((check) => !check.ok)).toEqual([]);
  await workspace.db.write(async (tx) => {
    await tx.deleteFrom('manual_line').where('id', '=', 3).execute();
    await refoldLines(workspace.db, [3]);
  });
  expect((await lineById(1)).expense).toBe(0);
  expect((await examine(workspace.db)).checks.filter((check) => !check.ok)).toEqual([]);
});
