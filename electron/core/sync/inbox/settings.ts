/**
 * What the user has set about watched folders, in the workspace's `setting` table (values are JSON):
 * `inbox:folder` the path of the folder for exports; `inbox:downloads` whether the downloads folder of the machine is watched (its place is not
 * kept: it differs from machine to machine); `inbox:always` accounts whose new files are imported by themselves, as `[platform, account]`.
 */
import { z } from 'zod';
import type { Database } from '../../database/database';

const accountPair = z.tuple([z.string(), z.string()]);
const shapes = { folder: z.string().min(1), downloads: z.boolean(), always: z.array(accountPair) };

/** Platform, and the account as files state it ('' where they do not). */
export type AccountPair = z.infer<typeof accountPair>;

export interface InboxSettings {
  folder: string | null;
  downloads: boolean;
  always: AccountPair[];
}

/** What cannot be understood counts as not set. */
export async function readInboxSettings(db: Database): Promise<InboxSettings> {
  const rows = await db.read
    .selectFrom('setting')
    .selectAll()
    .where('key', 'in', ['inbox:folder', 'inbox:downloads', 'inbox:always'])
    .execute();
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  const read = <T>(name: keyof typeof shapes, shape: z.ZodType<T>): T | null => {
    const parsed = shape.safeParse(JSON.parse(stored.get(`inbox:${name}`) ?? 'null'));
    return parsed.success ? parsed.data : null;
  };
  return {
    folder: read('folder', shapes.folder),
    downloads: read('downloads', shapes.downloads) ?? false,
    always: read('always', shapes.always) ?? [],
  };
}

/** Stores one setting; null takes it out. */
export async function writeInboxSetting<K extends keyof InboxSettings>(
  db: Database,
  name: K,
  value: InboxSettings[K] | null,
): Promise<void> {
  const key = `inbox:${name}`;
  await db.write(async (tx) => {
    await tx.deleteFrom('setting').where('key', '=', key).execute();
    if (value !== null)
      await tx
        .insertInto('setting')
        .values({ key, value: JSON.stringify(value) })
        .execute();
  });
}
