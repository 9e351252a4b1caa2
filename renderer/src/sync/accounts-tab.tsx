/** Accounts with the time they cover, gaps included, on one axis. */
import { ActionIcon, Button, Group, Paper, Text, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPencil, IconTimeline } from '@tabler/icons-react';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/contract/coverage';
import { addDays, type Day, dayOf, daysBetween } from '../../../shared/domain/days';
import { useApi, useCommand } from '../app/api';
import { platformName } from '../app/names';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import { useFormat } from '../ui/format-context';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { AccountReminder } from './account-reminder';
import { AccountAlways } from './always';
import { axisOf, daysIn } from './coverage';
import { CoverageAxis, CoverageBar } from './coverage-bar';
import { CoverageDetails } from './coverage-details';
import lists from './lists.module.css';
import classes from './sync.module.css';

/** The list of accounts; an account appears with its first import. */
export function AccountsTab({ onWaiting }: { onWaiting: () => void }) {
  const { t } = useTranslation('sync');
  const { zone } = useFormat();
  const accounts = useApi('sync.accounts', {});
  const today = dayOf(Date.now(), zone);
  const axis = useMemo(
    () =>
      axisOf(
        (accounts.data ?? []).map(({ days }) => days.covered),
        today,
      ),
    [accounts.data, today],
  );
  if (accounts.error) return <ErrorState error={accounts.error} retry={() => void accounts.refetch()} />;
  if (!accounts.data) return <LoadingState rows={5} />;
  if (accounts.data.length === 0) {
    return (
      <EmptyState
        icon={<IconTimeline size={22} stroke={1.6} aria-hidden="true" />}
        title={t('accounts.empty')}
        text={t('accounts.emptyText')}
        action={{ label: t('history.toWaiting'), run: onWaiting }}
      />
    );
  }
  return (
    <div className={classes.scroller}>
      <Text c="dimmed" mb="sm">
        {t('accounts.intro')}
      </Text>
      <Paper withBorder className={lists.accounts}>
        {axis ? (
          <div className={lists.account} aria-hidden="true">
            <span />
            <CoverageAxis axis={axis} />
            <span />
          </div>
        ) : null}
        {accounts.data.map((account) => (
          <div key={account.id} className={lists.account} data-testid="account-row" data-account={account.id}>
            <AccountName account={account} />
            {axis && account.days.covered.length > 0 ? (
              <CoverageBar axis={axis} account={account} />
            ) : (
              <Text size="xs" c="dimmed">
                {t('accounts.noCoverage')}
              </Text>
            )}
            <AccountFacts account={account} today={today} />
            <AccountMore account={account} today={today} />
          </div>
        ))}
      </Paper>
    </div>
  );
}

function AccountMore({ account, today }: { account: Account; today: Day }) {
  const { t } = useTranslation('sync');
  const [isOpen, setOpen] = useState(false);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div className={lists.accountMore}>
      <button
        type="button"
        className={classes.linkButton}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        data-testid="coverage-toggle"
      >
        <Chevron size={15} stroke={1.8} aria-hidden="true" />
        {t(isOpen ? 'coverage.hide' : 'coverage.show')}
      </button>
      <AccountAlways account={account} />
      {isOpen ? (
        <>
          <AccountReminder account={account} today={today} />
          <CoverageDetails accountId={account.id} />
        </>
      ) : null}
    </div>
  );
}

function AccountFacts({ account, today }: { account: Account; today: Day }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { days, isSnapshot } = account;
  const end = days.covered.at(-1)?.to ?? null;
  const behind = end === null ? 0 : daysBetween(end, today);
  return (
    <div className={lists.accountFacts}>
      {end === null ? null : (
        <Text fw={600}>{t(isSnapshot ? 'accounts.asOf' : 'accounts.through', { day: format.day(addDays(end, -1)) })}</Text>
      )}
      <Text size="xs" c="dimmed">
        {t(isSnapshot ? 'accounts.snapshots' : 'accounts.batches', { count: account.batches })}
        {end === null || isSnapshot ? null : <Between days={days} />}
      </Text>
      {behind > 1 && !isSnapshot ? (
        <Text size="xs" c="dimmed">
          {t(days.isEndStated ? 'accounts.behind' : 'accounts.lastRow', { count: days.isEndStated ? behind : behind + 1 })}
        </Text>
      ) : null}
    </div>
  );
}

/** What lies between the exports: days that are missing, days that lack some hours, and days of which nobody knows. */
function Between({ days: { gaps, unknown } }: { days: Account['days'] }) {
  const { t } = useTranslation('sync');
  const whole = gaps.filter(({ part }) => part === null);
  const parts = gaps.length - whole.length;
  const said = [
    whole.length > 0 ? (
      <span key="gaps" className={classes.look}>
        {t('accounts.gaps', { count: whole.length, days: daysIn(whole) })}
      </span>
    ) : null,
    parts > 0 ? <span key="parts">{t('accounts.parts', { count: parts })}</span> : null,
    unknown.length > 0 ? <span key="unknown">{t('accounts.unknownDays', { count: daysIn(unknown) })}</span> : null,
  ].filter((each) => each !== null);
  if (said.length === 0) return ` · ${t('accounts.noGaps')}`;
  return said.flatMap((each) => [' · ', each]);
}

function AccountName({ account }: { account: Account }) {
  const { t } = useTranslation('sync');
  const { readOnly } = useWorkspace();
  const [editing, setEditing] = useState(false);
  const wasEditing = useRef(false);
  const name = account.name || t('accounts.unnamed');
  if (editing) return <RenameForm account={account} onEnd={() => setEditing(false)} />;
  // The form takes the focus with it when it goes.
  const takeFocus = (button: HTMLButtonElement | null) => {
    if (button === null || !wasEditing.current) return;
    wasEditing.current = false;
    button.focus();
  };
  return (
    <div className={lists.accountName}>
      <div className={lists.twoLines}>
        <Text fw={600} truncate title={name} c={account.name ? undefined : 'dimmed'} data-testid="account-name">
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {platformName(t, account.platform)}
        </Text>
      </div>
      <Tooltip label={t('accounts.rename')}>
        <ActionIcon
          ref={takeFocus}
          size="sm"
          aria-label={`${t('accounts.rename')}: ${name}`}
          disabled={readOnly}
          onClick={() => {
            wasEditing.current = true;
            setEditing(true);
          }}
          data-testid="account-rename"
        >
          <IconPencil size={14} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function RenameForm({ account, onEnd }: { account: Account; onEnd: () => void }) {
  const { t } = useTranslation('sync');
  const [name, setName] = useState(account.name);
  const wanted = name.trim();
  const rename = useCommand('sync.renameAccount', {
    onSuccess: () => {
      notify({
        message: t('accounts.renamed', { name: wanted }),
        undo: account.name === '' ? undefined : () => rename.mutateAsync({ id: account.id, name: account.name }),
      });
      onEnd();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === account.name) onEnd();
    else if (wanted !== '') rename.mutate({ id: account.id, name: wanted });
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        size="xs"
        autoFocus
        maxLength={100}
        aria-label={t('accounts.renameLabel')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? onEnd() : undefined)}
        data-testid="account-name-field"
      />
      <Group gap={6} mt={6}>
        <Button type="submit" size="compact-xs" loading={rename.isPending} disabled={wanted === ''}>
          {t('common:save')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onEnd}>
          {t('common:cancel')}
        </Button>
      </Group>
    </form>
  );
}
