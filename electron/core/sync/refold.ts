/** After an import, undo or redo: everything that the touched records stand for is computed anew, area by area. */
import type { Database } from '../database/database';
import { projectProfiles } from '../people/profiles.fold';
import { projectLines } from '../revenue/ledger.fold';
import { projectOrders } from '../revenue/orders.fold';
import { foldTouched } from './folded';

/** Refolds the records in `touched`. Only inside `db.write`. */
export async function refoldTouched(db: Database): Promise<void> {
  await foldTouched(db.writer);
  await projectProfiles(db);
  await projectOrders(db.writer);
  await projectLines(db.writer);
}
