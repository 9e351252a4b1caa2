/** Pairs of lines that may be the same money: found anew for every state of the workspace; and those about which the user has said a word. */
import type { Output } from '../../../shared/contract';
import type { LineMatch } from '../../../shared/contract/revenue';
import { grossKinds } from '../../../shared/domain/ledger';
import type { Database } from '../database/database';
import { perRevision } from '../database/per-revision';
import { linesById } from './ledger.queries';
import { type Candidate, type MatchedPair, pairUp } from './money-matching';

/** Lines without a partner that are looked at, the latest first. */
const most = 50_000;

const income = grossKinds.map((kind) => `'${kind}'`).join(', ');
const columns = (amount: string) => `l.id, l.at, l.currency, ${amount} AS amount, r.platform, l.paid_via AS via, l.product, l.counterparty`;
const lines = 'ledger_line l JOIN record r ON r.id = l.id';

/** Sales of orders that no bill has joined by a number. */
const orders = `SELECT ${columns('l.stated')} FROM ${lines}
  WHERE l.side = 'order' AND l.kind IN (${income}) AND l.gross > 0 AND NOT EXISTS (SELECT 1 FROM ledger_line x WHERE x.counted_by = l.id)`;
const payouts = `SELECT ${columns('l.payout')} FROM ${lines} WHERE l.kind = 'payout' AND l.payout > 0
  AND NOT EXISTS (SELECT 1 FROM line_match m WHERE m.one = l.id AND m.same = 1)`;
/** Income on bills that counts as it stands or waits for a decision, of the amounts that are looked for. What the user gave a kind is settled. */
const bills = `SELECT ${columns('l.stated')} FROM ${lines}
  WHERE l.side = 'bill' AND l.kind IN (${income}, 'undecided') AND l.counted_by IS NULL AND l.at >= ?1
    AND (l.currency, l.stated) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2))
    AND NOT EXISTS (SELECT 1 FROM line_edit e WHERE e.line = l.id AND e.field = 'kind')`;

const latest = (sql: string) => `${sql} ORDER BY l.at DESC, l.id DESC LIMIT ${most}`;
/** A bill may be a day older than the order it pays. */
const dayBefore = (instant: string) => new Date(Date.parse(instant) - 86_400_000).toISOString();

async function findPairs(db: Database): Promise<MatchedPair[]> {
  const sold = await db.reader.all<Candidate>(latest(orders));
  const paidOut = await db.reader.all<Candidate>(latest(payouts));
  const first = [sold.at(-1)?.at, paidOut.at(-1)?.at].filter((at) => at !== undefined).sort()[0];
  if (first === undefined) return [];
  const amounts = new Map([...sold, ...paidOut].map(({ currency, amount }) => [`${currency} ${amount}`, [currency, amount] as const]));
  const received = await db.reader.all<Candidate>(latest(bills), [dayBefore(first), JSON.stringify([...amounts.values()])]);
  const different = await db.reader.all<{ one: number; other: number }>('SELECT one, other FROM line_match WHERE same = 0');
  return pairUp(sold, paidOut, received, new Set(different.map(({ one, other }) => `${one} ${other}`)));
}

/** The pairs as of now. */
const currentPairs = perRevision(findPairs);

/** Pairs that wait for a word, the latest first. */
export async function waitingMatches(db: Database, limit: number): Promise<Output<'revenue.matches'>> {
  const pairs = await currentPairs(db);
  const matches = await withLines(db, pairs.slice(0, limit));
  return { matches: matches.map((match) => ({ ...match, said: null })), total: pairs.length };
}

/** Pairs about which the user has said a word, whose lines are both there; the latest word first. */
export async function saidMatches(db: Database, limit: number): Promise<Output<'revenue.matches'>> {
  const present = `line_match m JOIN ledger_line o ON o.id = m.one JOIN ledger_line b ON b.id = m.other`;
  const rows = await db.reader.all<MatchedPair & { same: number; said: string }>(
    `SELECT iif(o.side = 'order', 'sale', 'payout') AS kind, m.one, m.other, unixepoch(b.at) - unixepoch(o.at) AS seconds, m.same, m.at AS said
     FROM ${present} ORDER BY m.at DESC, m.one, m.other LIMIT ?`,
    [limit],
  );
  const count = await db.reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${present}`);
  const words = new Map(rows.map(({ one, other, same, said }) => [`${one} ${other}`, { same: same === 1, at: said }]));
  const matches = await withLines(db, rows);
  return {
    matches: matches.map((match) => ({ ...match, said: words.get(`${match.one.id} ${match.other.id}`) ?? null })),
    total: count?.n ?? 0,
  };
}

async function withLines(db: Database, pairs: readonly MatchedPair[]): Promise<Omit<LineMatch, 'said'>[]> {
  const byId = await linesById(
    db,
    pairs.flatMap(({ one, other }) => [one, other]),
  );
  return pairs.flatMap(({ kind, one, other, seconds }) => {
    const [first, second] = [byId.get(one), byId.get(other)];
    return first && second ? [{ kind, one: first, other: second, seconds }] : [];
  });
}
