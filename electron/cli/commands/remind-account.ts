import { AppError } from '../../../shared/contract/errors';
import { laterDays, type Reminder } from '../../../shared/domain/coverage';
import { addDays, type Day, dayOf } from '../../../shared/domain/days';
import { formatDay } from '../../../shared/domain/format';
import type { Invocation, Outcome } from '../command';

/** When the next export of an account is asked for. */
export async function remind(
  { session, t, language }: Invocation,
  [platform, name, when = '']: readonly (string | undefined)[],
): Promise<Outcome> {
  const [account, another] = (await session.call('sync.accounts', {})).filter((one) => one.platform === platform && one.name === name);
  if (!account) throw new AppError('account-missing');
  // Which of two is meant nobody can say; names are given in the window.
  if (another) throw new AppError('invalid-input', { field: name ?? '' });
  const { zone } = await session.call('workspace.settings', {});
  const reminder = reminderOf(when, account.reminder, dayOf(Date.now(), zone));
  await session.call('sync.setReminder', { accountId: account.id, ...reminder });
  const every = { null: t('sync:reminder.usual'), 0: t('sync:reminder.never') }[String(reminder.every)];
  const until = reminder.later === null ? '' : t('sync:reminder.until', { day: formatDay(reminder.later, language) });
  return {
    data: { platform, name, ...reminder },
    text: [`${name}  ${every ?? t('sync:reminder.every', { count: reminder.every ?? 0 })}`, until].filter(Boolean).join('  '),
  };
}

function reminderOf(when: string, { every }: Reminder, today: Day): Reminder {
  if (when === 'usual') return { every: null, later: null };
  if (when === 'never') return { every: 0, later: null };
  if (when === 'later') return { every, later: addDays(today, laterDays) };
  const days = /^\d{1,3}$/.test(when) ? Number(when) : 0;
  if (days < 1 || days > 366) throw new AppError('invalid-input', { field: when });
  return { every: days, later: null };
}
