/** Which import a reading of the same file takes the place of. */
import type { Database } from '../../database/database';
import type { Claim } from '../reading/messages';

export interface Replaced {
  seq: number;
  told: { batchId: string; fileName: string; appliedAt: string };
}

/** The import whose stored rows are read; else the live one of the very same file that an older version of the format read. */
export async function replacedBy(db: Database, hash: string, claim: Claim, stored: string | null): Promise<Replaced | null> {
  const live = db.read
    .selectFrom('import_batch')
    .select(['seq', 'id', 'file_name as fileName', 'applied_at as appliedAt'])
    .where('undone_at', 'is', null)
    .orderBy('seq', 'desc');
  const found = await (stored === null
    ? live.where('file_hash', '=', hash).where('format', '=', claim.format).where('format_version', '<', claim.formatVersion)
    : live.where('id', '=', stored)
  ).executeTakeFirst();
  return found ? { seq: found.seq, told: { batchId: found.id, fileName: found.fileName, appliedAt: found.appliedAt } } : null;
}

/** Whether an import counts. */
export async function isLive(db: Database, seq: number): Promise<boolean> {
  const found = await db.read
    .selectFrom('import_batch')
    .select('seq')
    .where('seq', '=', seq)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}
