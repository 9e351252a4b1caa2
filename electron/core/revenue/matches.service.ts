/** What the user says about pairs of lines that may be the same money. */
import type { Parsed } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { LineKind, LineSide } from '../../../shared/domain/records';
import type { Context } from '../api/context';
import type { Database } from '../database/database';
import { refoldLines } from './ledger.fold';

type Pair = Parsed<'revenue.match'>['pairs'][number];

/**
 * Says of pairs that they are the same money (then they count once), or that they are not; null takes it back. An order and a bill become one sale as
 * if a number joined them. What arrived of a payout is a transfer, and an undecided line is what its order says: the line gets that kind as an edit,
 * which goes when the word is taken back. Throws `line-missing`, `invalid-input` for lines that make no pair.
 */
export async function sayMatch(context: Context, { pairs, same }: Parsed<'revenue.match'>): Promise<void> {
  const db = context.db();
  await db.write(async () => {
    for (const pair of pairs) {
      const wanted = await kindWith(db, pair);
      await takeBack(db, pair);
      if (same === null) continue;
      const kind = same && wanted !== null ? await giveKind(db, pair.other, wanted, context.now()) : null;
      await db.writer.run('INSERT INTO line_match (one, other, same, kind, at) VALUES (?, ?, ?, ?, ?)', [
        pair.one,
        pair.other,
        same ? 1 : 0,
        kind,
        context.now(),
      ]);
    }
    await refoldLines(db, [...new Set(pairs.flatMap(({ one, other }) => [one, other]))]);
  });
  context.changed('ledger', 'people');
}

/** Takes back everything that was said about the pairs of a line that goes. Answers the other lines, to be computed anew. Only inside `db.write`. */
export async function forgetMatches(db: Database, line: number): Promise<number[]> {
  const pairs = await db.writer.all<Pair>('SELECT one, other FROM line_match WHERE ?1 IN (one, other)', [line]);
  for (const pair of pairs) await takeBack(db, pair);
  return pairs.map(({ one, other }) => (one === line ? other : one));
}

interface Sides {
  kind: LineKind;
  side: LineSide;
  otherKind: LineKind;
  otherSide: LineSide;
}

/** The kind that the bill's line gets when the pair is one; null when it keeps its own. */
async function kindWith(db: Database, { one, other }: Pair): Promise<LineKind | null> {
  const found = await db.writer.get<Sides>(
    `SELECT o.kind, o.side, b.kind AS otherKind, b.side AS otherSide FROM ledger_line o JOIN ledger_line b ON b.id = ?2 WHERE o.id = ?1`,
    [one, other],
  );
  if (!found) throw new AppError('line-missing');
  const { kind, side, otherKind, otherSide } = found;
  if (one === other || otherSide !== 'bill' || (side !== 'order' && kind !== 'payout'))
    throw new AppError('invalid-input', { field: 'pairs' });
  if (kind === 'payout') return 'transfer';
  return otherKind === 'undecided' ? kind : null;
}

/** Writes the kind down as the user's edit, unless there is one. Answers the edit that was made. */
async function giveKind(db: Database, line: number, kind: LineKind, at: string): Promise<string | null> {
  const value = JSON.stringify(kind);
  const { changes } = await db.writer.run(
    `INSERT INTO line_edit (line, field, value, at) VALUES (?, 'kind', ?, ?) ON CONFLICT DO NOTHING`,
    [line, value, at],
  );
  return changes > 0 ? value : null;
}

/** A kind that has been changed since stays. */
async function takeBack(db: Database, { one, other }: Pair): Promise<void> {
  await db.writer.run(
    `DELETE FROM line_edit WHERE line = ?2 AND field = 'kind' AND value = (SELECT kind FROM line_match WHERE one = ?1 AND other = ?2)`,
    [one, other],
  );
  await db.writer.run('DELETE FROM line_match WHERE one = ? AND other = ?', [one, other]);
}
