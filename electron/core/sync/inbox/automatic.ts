/** Importing a file without asking: only what the user has allowed, and only when nothing speaks against it. */
import { AppError } from '../../../../shared/contract/errors';
import type { ImportResult } from '../../../../shared/contract/sync';
import { anomaliesOf } from '../../../../shared/domain/anomalies';
import type { Context } from '../../api/context';
import type { Progress } from '../../api/jobs';
import { discard } from '../discard';
import { stagePaths } from '../stage.service';
import { applyFiles } from '../sync.service';
import { stagedById } from '../waiting';
import type { AccountPair } from './settings';

export interface Rule {
  /** Every account. */
  all: boolean;
  accounts: readonly AccountPair[];
}

export interface Unseen {
  /** Why nothing was imported; empty when it was. */
  held: string[];
  results: ImportResult[];
}

/**
 * Reads a file, and imports it when each of its parts belongs to an allowed account and has no anomaly; else it is as if it had not been touched.
 * A file without anything new counts as imported.
 */
export async function importUnseen(context: Context, path: string, rule: Rule, progress: Progress): Promise<Unseen> {
  const ids = await stagePaths(context, [path], { withExpenses: false }, progress);
  try {
    const held = new Set<string>();
    for (const id of ids) for (const reason of await reasonsAgainst(context, id, rule)) held.add(reason);
    if (ids.length === 0 || held.size > 0) {
      await discard(context, ids);
      return { held: [...held], results: [] };
    }
    const results = await applyFiles(context, ids, progress);
    // A file that could not be written is left as a card, with the reason on it.
    return { held: results.some(({ status }) => status === 'failed') ? ['not-ready'] : [], results };
  } catch (error) {
    await discard(context, ids);
    if (error instanceof AppError) return { held: [error.code], results: [] };
    throw error;
  }
}

async function reasonsAgainst(context: Context, id: string, rule: Rule): Promise<string[]> {
  const { file } = stagedById(context.db(), id);
  if (file.status === 'unchanged') return [];
  const reasons: string[] = anomaliesOf(file);
  if (!rule.all && !(await isAllowed(context, file, rule.accounts))) reasons.push('other-account');
  return reasons;
}

/** A file that does not say whose it is belongs to its platform's only account, if there is only one. */
async function isAllowed(
  context: Context,
  { platform, account }: { platform: string | null; account: string | null },
  allowed: readonly AccountPair[],
): Promise<boolean> {
  if (!allowed.some(([of, name]) => of === platform && name === (account ?? ''))) return false;
  if (account !== null || platform === null) return true;
  const others = await context
    .db()
    .read.selectFrom('account')
    .select('id')
    .where('platform', '=', platform)
    .where('external_id', '<>', '')
    .execute();
  return others.length === 0;
}
