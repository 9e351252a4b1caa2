/** "Always import for this account": on the card of a waiting file, and in the list of accounts, where it can be taken back. */
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account, StagedFile } from '../../../shared/contract/sync';
import { useApi, useCommand } from '../app/api';
import { useWorkspace } from '../app/workspace-context';
import card from './card.module.css';

/** The choice on a card; it concerns the files that come into watched folders from now on. */
export function CardAlways({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const always = useApi('inbox.always', {});
  const set = useCommand('inbox.setAlways');
  if (file.platform === null) return null;
  const isOn = always.data?.some(({ platform, account }) => platform === file.platform && account === (file.account ?? '')) ?? false;
  return (
    <Checkbox
      size="xs"
      label={t('always.card')}
      title={t('always.hint')}
      classNames={{ label: card.checkLabel }}
      checked={set.isPending ? set.variables.on : isOn}
      disabled={disabled || !always.data || set.isPending}
      onChange={(event) => set.mutate({ fileId: file.id, on: event.currentTarget.checked })}
      data-testid="staged-always"
    />
  );
}

/** The same of an account. */
export function AccountAlways({ account }: { account: Account }) {
  const { t } = useTranslation('sync');
  const { readOnly } = useWorkspace();
  const always = useApi('inbox.always', {});
  const set = useCommand('inbox.setAlways');
  const isOn = always.data?.some(({ accountId }) => accountId === account.id) ?? false;
  return (
    <Checkbox
      size="xs"
      label={t('always.account')}
      title={t('always.hint')}
      classNames={{ label: card.checkLabel }}
      checked={set.isPending ? set.variables.on : isOn}
      disabled={readOnly || !always.data || set.isPending}
      onChange={(event) => set.mutate({ accountId: account.id, on: event.currentTarget.checked })}
      data-testid="account-always"
    />
  );
}
