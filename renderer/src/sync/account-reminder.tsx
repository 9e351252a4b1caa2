/** When the user is reminded of an account's next export: by its rhythm, after so many days, later, or never. */
import { Button, Group, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/contract/coverage';
import { laterDays, type Reminder, reminderDays } from '../../../shared/domain/coverage';
import { addDays, type Day, dayOf, daysBetween } from '../../../shared/domain/days';
import { useCommand } from '../app/api';
import { useWorkspace } from '../app/workspace-context';
import { useFormat } from '../ui/format-context';

/** See the file's head. `today` in the workspace's zone. */
export function AccountReminder({ account, today }: { account: Account; today: Day }) {
  const { t } = useTranslation('sync');
  const { readOnly } = useWorkspace();
  const set = useCommand('sync.setReminder');
  const { every } = account.reminder;
  const choices = [...new Set([...reminderDays, ...(every ? [every] : [])])].sort((a, b) => a - b);
  const save = (reminder: Reminder) => set.mutate({ accountId: account.id, ...reminder });
  return (
    <Group gap={8} w="100%">
      <Text size="sm">{t('reminder.label')}</Text>
      <Select
        size="xs"
        w={190}
        aria-label={t('reminder.label')}
        value={every === null ? 'usual' : String(every)}
        data={[
          { value: 'usual', label: t('reminder.usual') },
          ...choices.map((days) => ({ value: String(days), label: t('reminder.every', { count: days }) })),
          { value: '0', label: t('reminder.never') },
        ]}
        allowDeselect={false}
        disabled={readOnly || set.isPending}
        onChange={(value) => save({ every: value === 'usual' ? null : Number(value), later: null })}
        data-testid="account-reminder"
      />
      <Later account={account} today={today} disabled={readOnly || set.isPending} onChange={(later) => save({ every, later })} />
    </Group>
  );
}

interface LaterProps {
  account: Account;
  today: Day;
  disabled: boolean;
  onChange: (later: Day | null) => void;
}

/** Puts the reminder off; where the data are recent there is none to put off. */
function Later({ account: { reminder, dataThrough }, today, disabled, onChange }: LaterProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  if (reminder.every === 0 || dataThrough === null) return null;
  const isPutOff = reminder.later !== null && today < reminder.later;
  if (!isPutOff && daysBetween(dayOf(dataThrough, format.zone), today) < laterDays) return null;
  return (
    <>
      {isPutOff && reminder.later !== null ? (
        <Text size="xs" c="dimmed" data-testid="reminder-until">
          {t('reminder.until', { day: format.day(reminder.later) })}
        </Text>
      ) : null}
      <Button
        size="compact-xs"
        variant="subtle"
        disabled={disabled}
        onClick={() => onChange(isPutOff ? null : addDays(today, laterDays))}
        data-testid="reminder-later"
      >
        {t(isPutOff ? 'reminder.now' : 'reminder.later')}
      </Button>
    </>
  );
}
