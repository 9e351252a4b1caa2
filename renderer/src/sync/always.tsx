/** "Always import for this account": on the card of a waiting file, and in the list of accounts, where it can be taken back. */
import { Checkbox, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/contract/coverage';
import type { AlwaysImported } from '../../../shared/contract/inbox';
import type { StagedFile } from '../../../shared/contract/sync';
import { call, refresh, useApi } from '../app/api';
import { useChoice } from '../app/choice';
import { useWorkspace } from '../app/workspace-context';
import card from './card.module.css';
import classes from './sync.module.css';

/** The choice on a card; it concerns the files that come into watched folders from now on. */
export function CardAlways({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  if (file.platform === null) return null;
  const isOfFile = ({ platform, account }: AlwaysImported) => platform === file.platform && account === (file.account ?? '');
  return <Always of="card" isMeant={isOfFile} named={{ fileId: file.id }} disabled={disabled} testId="staged-always" />;
}

/** The same of an account. */
export function AccountAlways({ account }: { account: Account }) {
  const { readOnly } = useWorkspace();
  const isAccount = ({ accountId }: AlwaysImported) => accountId === account.id;
  return <Always of="account" isMeant={isAccount} named={{ accountId: account.id }} disabled={readOnly} testId="account-always" />;
}

interface AlwaysProps {
  of: 'card' | 'account';
  isMeant: (always: AlwaysImported) => boolean;
  named: { fileId: string } | { accountId: number };
  disabled: boolean;
  testId: string;
}

function Always({ of, isMeant, named, disabled, testId }: AlwaysProps) {
  const { t } = useTranslation('sync');
  const always = useApi('inbox.always', {});
  const [isOn, choose] = useChoice(always.data?.some(isMeant) ?? false, async (on) => {
    await call('inbox.setAlways', { ...named, on });
    await refresh('inbox.always');
  });
  return (
    <Group gap="sm">
      <Checkbox
        size="xs"
        label={t(`always.${of}`)}
        title={t('always.hint')}
        classNames={{ label: card.checkLabel }}
        checked={isOn}
        disabled={disabled || !always.data}
        onChange={(event) => choose(event.currentTarget.checked)}
        data-testid={testId}
      />
      {isOn ? <NoFolder /> : null}
    </Group>
  );
}

/** Where nothing is watched nothing comes in by itself, whatever was chosen. */
function NoFolder() {
  const { t } = useTranslation('sync');
  const inbox = useApi('inbox.get', {});
  if (!inbox.data || inbox.data.folders.length > 0 || inbox.data.downloads) return null;
  return (
    <Text className={classes.look} data-testid="always-no-folder">
      {t('always.noFolder')}
    </Text>
  );
}
