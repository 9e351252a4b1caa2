/** When the user is reminded of each account's next export. Kept by the account's name, like all that is said of accounts. */
import { z } from 'zod';
import type { Parsed } from '../../../shared/contract';
import { day } from '../../../shared/contract/common';
import { AppError } from '../../../shared/contract/errors';
import { type Reminder, usualReminder } from '../../../shared/domain/coverage';
import type { Context } from '../api/context';
import type { Reads } from '../database/database';

const settingKey = 'reminders';
const stored = z.array(z.object({ platform: z.string(), account: z.string(), every: z.number().int().nullable(), later: day.nullable() }));

/** Answers the reminder of an account by its platform and external id. */
export async function readReminders(db: Reads): Promise<(platform: string, account: string) => Reminder> {
  const all = await readAll(db);
  return (platform, account) => {
    const found = all.find((one) => one.platform === platform && one.account === account);
    return found ? { every: found.every, later: found.later } : usualReminder;
  };
}

async function readAll(db: Reads): Promise<z.infer<typeof stored>> {
  const row = await db.reader.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', [settingKey]);
  const read = stored.safeParse(JSON.parse(row?.value ?? '[]'));
  return read.success ? read.data : [];
}

/** Throws `account-missing`. */
export async function setReminder(context: Context, { accountId, every, later }: Parsed<'sync.setReminder'>): Promise<void> {
  const db = context.db();
  const found = await db.read.selectFrom('account').select(['platform', 'external_id']).where('id', '=', accountId).executeTakeFirst();
  if (!found) throw new AppError('account-missing');
  const { platform, external_id: account } = found;
  const isUsual = every === null && later === null;
  await db.write(async (tx) => {
    // All accounts share one value: read before its turn to write, it would lack what is being said of another one.
    const others = (await readAll(db)).filter((one) => one.platform !== platform || one.account !== account);
    const value = JSON.stringify(isUsual ? others : [...others, { platform, account, every, later }]);
    await tx
      .insertInto('setting')
      .values({ key: settingKey, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  });
  context.changed('sync');
}
