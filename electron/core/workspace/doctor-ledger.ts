/** Computes the ledger anew from live statements, in JavaScript, and compares it with the stored lines (which SQL made). */

import type { Selectable } from 'kysely';
import type { DoctorReport } from '../../../shared/contract/workspace';
import { countedAmounts } from '../../../shared/domain/ledger';
import type { LedgerLinePayload, LineKind } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import type { LedgerLineTable } from '../database/schema';
import { groupColumns, mutedLines } from '../revenue/money-groups';
import { foldStatements, type Statement } from '../sync/fold';
import { groupByRecord } from '../sync/folded';

type Check = DoctorReport['checks'][number];

const pageSize = 5_000;

const compared = [
  'id',
  'at',
  'kind',
  'currency',
  'stated',
  'gross',
  'share',
  'refund',
  'commission',
  'channel_fee',
  'fee_reversal',
  'split',
  'tax_withheld',
  'payout',
  'expense',
  'returned',
  'counted_by',
] as const;
type StoredLine = Pick<Selectable<LedgerLineTable>, (typeof compared)[number]>;

/** Checks every line: its kind, time and amounts, and which line of each sale counts. */
export async function checkLedgerFolds(db: Database): Promise<Check> {
  const rules = await loadRules(db);
  const bad: string[] = [];
  let after = -1;
  for (;;) {
    const ids = await db.reader.all<{ id: number }>(
      `SELECT id FROM record WHERE type = 'ledgerLine' AND id > ? ORDER BY id LIMIT ${pageSize}`,
      [after],
    );
    const last = ids.at(-1);
    if (!last) break;
    bad.push(...(await checkPage(db, after, last.id, rules)));
    after = last.id;
  }
  bad.push(...(await checkGroups(db)));
  return { id: 'ledger-folds', ok: bad.length === 0, faults: bad.length, examples: bad.slice(0, 10) };
}

interface Rules {
  kindEdits: Map<number, LineKind>;
  decisions: Map<string, LineKind>;
}

async function loadRules(db: Database): Promise<Rules> {
  const edits = await db.read.selectFrom('line_edit').select(['line', 'value']).where('field', '=', 'kind').execute();
  const decisions = await db.read.selectFrom('line_decision').selectAll().execute();
  return {
    kindEdits: new Map(edits.map((edit) => [edit.line, JSON.parse(edit.value) as LineKind])),
    decisions: new Map(decisions.map((decision) => [decisionKey(decision.counterparty, decision.source_kind), decision.kind])),
  };
}

function decisionKey(counterparty: string | null | undefined, sourceKind: string | null | undefined): string {
  return JSON.stringify([counterparty ?? '', sourceKind ?? '']);
}

async function checkPage(db: Database, after: number, last: number, rules: Rules): Promise<string[]> {
  const statements = await db.reader.all<Statement & { record: number }>(
    `SELECT s.record, s.as_of AS asOf, s.rank, s.batch, s.row, json(s.payload) AS payload
     FROM record r JOIN source_record s ON s.record = r.id JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL
     WHERE r.type = 'ledgerLine' AND r.id > ?1 AND r.id <= ?2
     UNION ALL SELECT id, '', 0, 0, 0, json(payload) FROM manual_line WHERE id > ?1 AND id <= ?2`,
    [after, last],
  );
  const stored = await db.read.selectFrom('ledger_line').select(compared).where('id', '>', after).where('id', '<=', last).execute();
  const lines = new Map(stored.map((line) => [line.id, line]));
  const bad: string[] = [];
  for (const [id, of] of groupByRecord(statements)) {
    const line = lines.get(id);
    lines.delete(id);
    const payload = foldStatements(of) as unknown as LedgerLinePayload;
    if (!line || !agrees(line, payload, rules)) bad.push(`line ${id}`);
  }
  return [...bad, ...[...lines.keys()].map((id) => `line ${id} without statement`)];
}

function agrees(line: StoredLine, payload: LedgerLinePayload, rules: Rules): boolean {
  const decided = payload.kind === 'undecided' ? rules.decisions.get(decisionKey(payload.counterparty, payload.sourceKind)) : undefined;
  const kind = rules.kindEdits.get(line.id) ?? decided ?? payload.kind;
  const counted = countedAmounts(kind, payload);
  const muted = line.counted_by !== null;
  return (
    line.kind === kind &&
    line.at === payload.at &&
    line.currency === payload.currency &&
    line.stated === payload.amount &&
    line.gross === (muted ? 0 : counted.gross) &&
    line.refund === (muted ? 0 : counted.refund) &&
    line.share === counted.share &&
    line.commission === counted.commission &&
    line.channel_fee === (muted && kind === 'fee' ? 0 : counted.channelFee) &&
    line.fee_reversal === (muted && kind === 'fee_reversal' ? 0 : counted.feeReversal) &&
    line.split === counted.split &&
    line.tax_withheld === counted.taxWithheld &&
    line.payout === counted.payout &&
    line.returned === (kind === 'expense' && payload.amount === 0 ? (payload.returned ?? 0) : 0) &&
    // What returned spending lowers depends on other lines: a check of sums looks after it.
    (line.returned > 0 || line.expense === counted.expense)
  );
}

/** Which lines are stated again elsewhere, computed from shared numbers alone. */
async function checkGroups(db: Database): Promise<string[]> {
  const rows = await db.reader.all<Parameters<typeof mutedLines>[0][number] & { number: string }>(
    `SELECT n.number, l.id, l.kind, l.side, l.currency, l.stated, ${groupColumns}
     FROM line_number n JOIN ledger_line l ON l.id = n.line JOIN record r ON r.id = l.id
     WHERE n.number IN (SELECT number FROM line_number GROUP BY number HAVING count(*) > 1) ORDER BY l.id`,
  );
  const groupOf = new Map<number, Set<number>>();
  const firstOf = new Map<string, number>();
  for (const { number, id } of rows) {
    const own = groupOf.get(id) ?? new Set([id]);
    groupOf.set(id, own);
    const first = firstOf.get(number);
    if (first === undefined) firstOf.set(number, id);
    else merge(groupOf, own, groupOf.get(first) ?? own);
  }
  const lineById = new Map(rows.map((row) => [row.id, row]));
  const expected = new Map<number, number>();
  for (const group of new Set(groupOf.values())) {
    const lines = [...group].sort((a, b) => a - b).flatMap((id) => lineById.get(id) ?? []);
    for (const [muted, by] of mutedLines(lines)) expected.set(muted, by);
  }
  const stored = await db.reader.all<{ id: number; counted_by: number }>(
    'SELECT id, counted_by FROM ledger_line WHERE counted_by IS NOT NULL',
  );
  const bad = stored
    .filter((line) => expected.get(line.id) !== line.counted_by)
    .map((line) => `line ${line.id} counted twice or not at all`);
  const known = new Set(stored.map((line) => line.id));
  return [...bad, ...[...expected.keys()].filter((id) => !known.has(id)).map((id) => `line ${id} counted twice`)];
}

function merge(groupOf: Map<number, Set<number>>, into: Set<number>, from: Set<number>): void {
  if (into === from) return;
  for (const id of from) {
    into.add(id);
    groupOf.set(id, into);
  }
}
