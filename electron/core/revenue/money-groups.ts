/**
 * One sale, one count. Lines that share an exact number are one money group. Where a shop's order and a channel's bill both state a sale,
 * the order owns gross, product and person and the bill owns the channel fee; the refund counts on the side that knows more of it (the order
 * when both know the same). On one side, a list that states what was given back in all and a bill that lists every refund count once as well,
 * and so does a fee that one bill states on a row of its own and another as a part of the sale. Tickets that two lists of one order name
 * differently count once, too.
 * Weaker matches are never made here: money-matching.ts suggests them, and what the user calls one sale shares a number from then on.
 */
import { countedAmounts, grossKinds } from '../../../shared/domain/ledger';
import type { LineKind, LineSide } from '../../../shared/domain/records';
import type { Connection } from '../database/driver';

/** Lines written back per statement. */
const pageSize = 2_000;

interface GroupLine {
  id: number;
  kind: LineKind;
  side: LineSide;
  currency: string;
  stated: number;
  statedVia: string | null;
  /**
   * A refund that states all that was given back of one sale, not one time of giving back: its key ends in `|refund`. Null: what was given back before
   * the sale was settled (`|before`), which neither of the two states, and every bill under one key.
   */
  total: 0 | 1 | null;
  /** A fee, or a fee given back, that bills may state as a part of the sale or refund as well: its key ends in `|fee`. */
  ofSale: 0 | 1;
  /** A ticket, or one given back, of a list without a column of barcodes: another list may have the same one under its barcode. */
  nameless: 0 | 1;
  /** Fee parts that the line states itself, minor units. */
  fees: number;
  numbers: string[];
}

/** Forgets the numbers of the last change. Only inside `db.write`. */
export async function resetNumbers(connection: Connection): Promise<void> {
  await connection.exec(`
    CREATE TEMP TABLE IF NOT EXISTS touched_number (number TEXT PRIMARY KEY) WITHOUT ROWID;
    DELETE FROM touched_number;
  `);
}

/** SQL for the touched lines and the newborn. */
export const touchedLines = `
  SELECT l.id, l.numbers FROM touched t CROSS JOIN ledger_line l ON l.id = t.record
  UNION ALL SELECT l.id, l.numbers FROM newborn n CROSS JOIN ledger_line l ON l.id >= n.first`;

/** SQL for the instants (`at`) of the lines whose sales were settled anew. */
export const recountedDays = `SELECT l.at FROM touched_number t CROSS JOIN line_number a ON a.number = t.number CROSS JOIN ledger_line l ON l.id = a.line`;

/**
 * Remembers the numbers of touched lines that other lines share; called before and after the lines are replaced. Numbers on one line only
 * cannot form a group and are left out, which keeps large bills cheap.
 */
export async function collectNumbers(connection: Connection): Promise<void> {
  // Without an order, only these state a part of a sale in another way than their neighbours do.
  const anyGroup = await connection.get(`
    SELECT 1 WHERE EXISTS (SELECT 1 FROM ledger_line WHERE side = 'order') OR EXISTS (SELECT 1 FROM import_batch WHERE format IN ('stripe-payments', 'wechat-fund-flow', 'alipay-merchant-flow', 'doudian-settlement'))`);
  if (!anyGroup) return;
  await connection.run(`
    INSERT OR IGNORE INTO touched_number
    SELECT n.value FROM (${touchedLines}) l CROSS JOIN json_each(l.numbers) n
    WHERE EXISTS (SELECT 1 FROM line_number o WHERE o.number = n.value AND o.line <> l.id)`);
}

/** Settles every group that a collected number belongs to. */
export async function regroupTouched(connection: Connection): Promise<void> {
  // Without one, SQLite would go over the whole ledger to find out.
  if (!(await connection.get('SELECT 1 FROM touched_number LIMIT 1'))) return;
  const settled = components(await loadGroups(connection)).flatMap(settle);
  for (let start = 0; start < settled.length; start += pageSize) await store(connection, settled.slice(start, start + pageSize));
}

/** SQL for whether a key ends like this; of several lines of one key, all but the first have an ordinal after it (`|refund#1`). */
const endsWith = (end: string) => `(r.key LIKE '%${end}' OR r.key GLOB '*${end}#[0-9]*')`;

/** What `mutedLines` asks of a ledger line `l` and its record `r`, besides the columns of the line. */
export const groupColumns = `iif(${endsWith('|before')}, NULL, ${endsWith('|refund')}) AS total, ${endsWith('|fee')} AS ofSale,
      r.key LIKE '~%' AND r.key NOT LIKE '%|no barcode|%' AND (${endsWith('|ticket')} OR ${endsWith('|returned')}) AS nameless,
      CASE WHEN l.kind IN ('fee', 'fee_reversal') THEN 0 ELSE l.channel_fee + l.fee_reversal END AS fees`;

async function loadGroups(connection: Connection): Promise<GroupLine[]> {
  // Follow shared numbers until no line is added: an order may reach its bill through either of its numbers.
  for (;;) {
    const { changes } = await connection.run(`
      INSERT OR IGNORE INTO touched_number
      SELECT n.value FROM touched_number t
      CROSS JOIN line_number a ON a.number = t.number
      CROSS JOIN ledger_line l ON l.id = a.line
      CROSS JOIN json_each(l.numbers) n
      WHERE EXISTS (SELECT 1 FROM line_number o WHERE o.number = n.value AND o.line <> l.id)`);
    if (changes === 0) break;
  }
  const rows = await connection.all<Omit<GroupLine, 'numbers'> & { numbers: string }>(`
    SELECT l.id, l.kind, l.side, l.currency, l.stated, l.stated_via AS statedVia, ${groupColumns},
      json_group_array(t.number) AS numbers
    FROM touched_number t CROSS JOIN line_number a ON a.number = t.number CROSS JOIN ledger_line l ON l.id = a.line CROSS JOIN record r ON r.id = l.id
    GROUP BY l.id ORDER BY l.id`);
  return rows.map((row) => ({ ...row, numbers: JSON.parse(row.numbers) as string[] }));
}

/** Lines connected through shared numbers. */
function components(lines: readonly GroupLine[]): GroupLine[][] {
  const parent = new Map<string, string>();
  const find = (number: string): string => {
    let root = number;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(number, root);
    return root;
  };
  for (const line of lines) {
    const [first, ...rest] = line.numbers;
    if (first === undefined) continue;
    if (!parent.has(first)) parent.set(first, first);
    for (const number of rest) {
      if (!parent.has(number)) parent.set(number, number);
      parent.set(find(number), find(first));
    }
  }
  const groups = new Map<string, GroupLine[]>();
  for (const line of lines) {
    const root = line.numbers[0] === undefined ? '' : find(line.numbers[0]);
    const group = groups.get(root);
    if (group) group.push(line);
    else groups.set(root, [line]);
  }
  return [...groups.values()];
}

/** What a line counts for within its group. */
interface Settled {
  id: number;
  gross: number;
  refund: number;
  fee: number;
  feeReversal: number;
  countedBy: number | null;
  paidVia: string | null;
}

function settle(lines: readonly GroupLine[]): Settled[] {
  const muted = mutedLines(lines);
  const channel = lines.find((line) => line.side === 'bill' && line.statedVia !== null)?.statedVia ?? null;
  return lines.map((line) => {
    const countedBy = muted.get(line.id) ?? null;
    const full = countedAmounts(line.kind, { amount: line.stated });
    return {
      id: line.id,
      gross: countedBy === null ? full.gross : 0,
      refund: countedBy === null ? full.refund : 0,
      fee: countedBy === null ? full.channelFee : 0,
      feeReversal: countedBy === null ? full.feeReversal : 0,
      countedBy,
      paidVia: line.side === 'order' ? (channel ?? line.statedVia) : line.statedVia,
    };
  });
}

async function store(connection: Connection, lines: readonly Settled[]): Promise<void> {
  await connection.run(
    `UPDATE ledger_line SET gross = v.gross, refund = v.refund, counted_by = v.counted_by, paid_via = v.paid_via,
       channel_fee = iif(ledger_line.kind = 'fee', v.fee, ledger_line.channel_fee),
       fee_reversal = iif(ledger_line.kind = 'fee_reversal', v.fee_reversal, ledger_line.fee_reversal)
     FROM (SELECT value ->> 'id' AS id, value ->> 'gross' AS gross, value ->> 'refund' AS refund, value ->> 'countedBy' AS counted_by,
             value ->> 'fee' AS fee, value ->> 'feeReversal' AS fee_reversal,
             value ->> 'paidVia' AS paid_via
           FROM json_each(?)) v
     WHERE ledger_line.id = v.id`,
    [JSON.stringify(lines)],
  );
}

type Mutable = Pick<GroupLine, 'id' | 'kind' | 'side' | 'currency' | 'stated'> &
  Partial<Pick<GroupLine, 'total' | 'ofSale' | 'nameless' | 'fees'>>;

/** Which lines of a group are stated again elsewhere, and the line that counts instead. */
export function mutedLines(lines: readonly Mutable[]): Map<number, number> {
  const muted = new Map<number, number>();
  for (const currency of new Set(lines.map((line) => line.currency))) {
    const of = (side: LineSide, kinds: readonly LineKind[]) =>
      lines.filter((line) => line.side === side && line.currency === currency && kinds.includes(line.kind));
    const orderRefunds = refundsOnce(listedOnce(of('order', ['refund']), muted), muted);
    const billRefunds = refundsOnce(of('bill', ['refund']), muted);
    for (const [part, whole] of [
      [['fee'], grossKinds],
      [['fee_reversal'], ['refund']],
    ] as const) {
      const single = of('bill', part).filter((line) => line.ofSale === 1);
      if (single.length > 0)
        mute(
          single,
          of('bill', whole).find((line) => (line.fees ?? 0) > 0),
          muted,
        );
    }
    const orderSale = listedOnce(of('order', grossKinds), muted)[0];
    if (orderSale) for (const bill of of('bill', grossKinds)) muted.set(bill.id, orderSale.id);
    // A list of refunds alone states them for the shop, too.
    if (sum(billRefunds) > sum(orderRefunds)) mute(orderRefunds, billRefunds[0], muted);
    else mute(billRefunds, orderRefunds[0], muted);
  }
  return muted;
}

/** Tickets of one order that count: those with barcodes, unless a list without any knows of more. */
function listedOnce(lines: readonly Mutable[], muted: Map<number, number>): readonly Mutable[] {
  const nameless = lines.filter((line) => line.nameless === 1);
  const named = lines.filter((line) => line.nameless !== 1);
  if (nameless.length === 0 || named.length === 0) return lines;
  const [keep, drop] = sum(nameless) > sum(named) ? [nameless, named] : [named, nameless];
  mute(drop, keep[0], muted);
  return keep;
}

/** The refunds of one side that count: the single ones, which carry their dates, unless the totals know of more. */
function refundsOnce(refunds: readonly Mutable[], muted: Map<number, number>): readonly Mutable[] {
  const totals = refunds.filter((line) => line.total === 1);
  const singles = refunds.filter((line) => line.total !== 1 && line.total !== null);
  if (totals.length === 0 || singles.length === 0) return refunds;
  const [keep, drop] = sum(totals) > sum(singles) ? [totals, singles] : [singles, totals];
  mute(drop, keep[0], muted);
  return refunds.filter((line) => !drop.includes(line));
}

function mute(lines: readonly Mutable[], counting: Mutable | undefined, muted: Map<number, number>): void {
  if (counting) for (const line of lines) muted.set(line.id, counting.id);
}

function sum(lines: readonly { stated: number }[]): number {
  return lines.reduce((total, line) => total + line.stated, 0);
}
