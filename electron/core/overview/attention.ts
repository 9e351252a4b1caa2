/** What needs the user, most pressing first. Shown in words by shared/locales/<language>/overview.json, `attention.<kind>`. */
import type { Attention } from '../../../shared/contract/overview';
import type { Settings } from '../../../shared/contract/workspace';
import { daysOverdue, rhythmOf } from '../../../shared/domain/coverage';
import { daysBetween } from '../../../shared/domain/days';
import { listBackups } from '../database/backup';
import type { Database } from '../database/database';
import { stillOpen } from '../sync/rows-to-fix';
import { unconvertedCurrencies } from '../workspace/settings.service';
import { dayIn } from '../workspace/zone';
import type { FeedingAccount } from './coverage';

const backupDays = 7;
/** An account this many days behind the one that reaches furthest is due, however new the workspace's settings think it is. */
const behindDays = 14;

export interface Waiting {
  entries: Attention[];
  /** When there was first something to lose; null when there is nothing. */
  since: string | null;
}

/** What waits inside the workspace on the day `today`. Counts: rows, lines, people, or days for accounts. */
export async function attention(db: Database, settings: Settings, accounts: readonly FeedingAccount[], today: string): Promise<Waiting> {
  const waiting = await waitingCounts(db);
  const entries = [
    entry('quarantined', waiting.quarantined),
    entry('undecided', waiting.undecided),
    ...staleAccounts(accounts, settings.staleDays, today),
    ...(await unconvertedCurrencies(db, settings.currency)).map(({ currency, lines }) => entry('unconverted', lines, { currency })),
    entry('ambiguous-people', waiting.ambiguous),
  ].filter(({ count }) => count > 0);
  return { entries, since: waiting.since };
}

function entry(kind: Attention['kind'], count: number, params: Attention['params'] = {}): Attention {
  return { kind, count, params };
}

/** One entry per account that is overdue: `count` = days since its data stop. */
function staleAccounts(accounts: readonly FeedingAccount[], staleDays: number, today: string): Attention[] {
  const furthest = accounts
    .map(({ through }) => through ?? '')
    .sort()
    .at(-1);
  return accounts.flatMap(({ platform, name, through, ends, reminder }) => {
    if (through === null || !furthest) return [];
    const days = daysBetween(through, today);
    // The slowest of its kinds: an account that brings orders weekly and bills monthly is not late before the bills would be.
    const rhythms = [...ends.values()].flatMap((days) => rhythmOf(days) ?? []);
    const rhythm = rhythms.length === 0 ? null : Math.max(...rhythms);
    const usual = daysBetween(through, furthest) > behindDays ? 0 : staleDays;
    return daysOverdue(through, today, reminder, rhythm, usual) > 0
      ? [entry('stale-account', days, { platform, account: name, day: through })]
      : [];
  });
}

/** Backups lie beside the workspace and come and go without it. `count` = days since the last one, or since there is something to lose; `never` = 1 when there has been none. */
export async function missingBackup(db: Database, zone: string, since: string | null, today: string): Promise<Attention[]> {
  if (since === null) return [];
  const [last] = await listBackups(db.path);
  const days = Math.max(1, daysBetween(dayIn(last?.at ?? since, zone), today));
  return last && days <= backupDays ? [] : [entry('no-backup', days, { days, never: last ? 0 : 1 })];
}

interface WaitingCounts {
  undecided: number;
  quarantined: number;
  /** People who share an e-mail or phone with somebody else, were not merged, and were not called different. */
  ambiguous: number;
  /** When the first import was applied or the first line or person was written down; null when there is nothing. */
  since: string | null;
}

async function waitingCounts(db: Database): Promise<WaitingCounts> {
  const shared = (column: 'email' | 'phone') => `
    SELECT f.person FROM profile f JOIN (
      SELECT ${column} FROM profile WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(DISTINCT person) > 1) s ON s.${column} = f.${column}
    WHERE EXISTS (SELECT 1 FROM profile o JOIN person p ON p.id = o.person AND p.removed_at IS NULL WHERE o.${column} = f.${column} AND o.person <> f.person
      AND NOT EXISTS (SELECT 1 FROM identity_decision d WHERE d.same = 0 AND d.a = min(f.id, o.id) AND d.b = max(f.id, o.id)))`;
  const row = await db.reader.get<WaitingCounts>(`
    SELECT (SELECT count(*) FROM ledger_line WHERE kind = 'undecided') AS undecided,
      (SELECT count(*) FROM row_to_fix q JOIN import_batch b ON b.seq = q.batch AND b.undone_at IS NULL WHERE ${stillOpen}) AS quarantined,
      (SELECT count(*) FROM person p WHERE p.removed_at IS NULL AND p.id IN (${shared('email')} UNION ${shared('phone')})) AS ambiguous,
      coalesce((SELECT min(applied_at) FROM import_batch), (SELECT min(at) FROM person_edit), (SELECT min(at) FROM ledger_line)) AS since`);
  return row ?? { undecided: 0, quarantined: 0, ambiguous: 0, since: null };
}
