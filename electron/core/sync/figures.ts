/** What each import changed in the figures, kept beside it: when it was applied, and again when it was taken back or brought back. */
import type { FigureChange } from '../../../shared/contract/overview';
import type { BatchDetail } from '../../../shared/contract/sync';
import type { Database } from '../database/database';
import { changedFigures, type FigureWatch } from '../overview/figure-changes';

type Kept = NonNullable<BatchDetail['figures']>;

/** Computes and keeps what this turn of the import changed. Only inside `db.write`, once everything is folded. */
export async function keepFigures(db: Database, batch: number, turn: Kept['turn'], watch: FigureWatch): Promise<FigureChange[]> {
  const changes = await changedFigures(db, watch);
  await db.writer.run('INSERT OR REPLACE INTO figure_change (batch, turn, figures) VALUES (?, ?, ?)', [
    batch,
    turn,
    JSON.stringify(changes),
  ]);
  return changes;
}

/** What was kept with the import of this id; null when nothing was. */
export async function keptFigures(db: Database, id: string): Promise<BatchDetail['figures']> {
  const row = await db.read
    .selectFrom('figure_change as f')
    .innerJoin('import_batch as b', 'b.seq', 'f.batch')
    .select(['f.turn', 'f.figures'])
    .where('b.id', '=', id)
    .executeTakeFirst();
  return row ? { turn: row.turn, changes: JSON.parse(row.figures) as FigureChange[] } : null;
}
