/** Reading imports again with a newer version of their format. */
import { z } from 'zod';
import { instant, jobStarted, none } from './common';
import { method } from './define';

const outdatedImport = z.object({
  id: z.string(),
  fileName: z.string(),
  format: z.string(),
  appliedAt: instant,
  /** Where it can be read from: what is stored of it, or the file, which has to come again (it is then known by its bytes). */
  from: z.enum(['stored', 'file']),
});
export type OutdatedImport = z.infer<typeof outdatedImport>;

export const rereadMethods = {
  'sync.outdated': method('core', none, z.array(outdatedImport)),
  /** Job; `sync.reread` of several: those that would change something wait as files do, the others are settled. */
  'sync.reread': method('core', z.object({ ids: z.array(z.string()).min(1).max(500) }), jobStarted),
  /** Ids of the files that wait since, in the order asked for; null where nothing changes. */
  'sync.rereadFiles': method('core', z.object({ jobId: z.string() }), z.array(z.string().nullable())),
};
