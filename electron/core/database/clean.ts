/** Writes a file anew after somebody was erased: freed parts of pages, and the log, may still hold what was deleted. */

import { dirname } from 'node:path';
import { requireSpace } from './backup';
import type { Database } from './database';
import type { Connection } from './driver';

/** Does nothing for a file that is clean. Answers false when it could not be done now: then it is done when the file is opened next. */
export async function cleanFile(db: Database): Promise<boolean> {
  if (db.readOnly) return true;
  return db.gate.exclusive(async () => {
    const secret = await db.writer.get<{ unclean: number }>('SELECT unclean FROM erasure_secret');
    if (!secret?.unclean) return true;
    try {
      // The new file and its log stand beside the old one for a moment.
      await requireSpace(db.path, dirname(db.path), 2.2);
      await db.writer.exec('VACUUM');
      await db.writer.run('UPDATE erasure_secret SET unclean = 0');
      return await emptyLog(db.writer);
    } catch {
      await db.writer.run('UPDATE erasure_secret SET unclean = 1').catch(() => undefined);
      return false;
    }
  });
}

/** Folds the log into the file and cuts it to nothing. A page that is being read holds it up: a few times are tried. */
async function emptyLog(connection: Connection): Promise<boolean> {
  for (let times = 0; times < 5; times++) {
    const result = await connection.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)');
    if (result?.busy === 0) return true;
  }
  await connection.run('UPDATE erasure_secret SET unclean = 1');
  return false;
}
