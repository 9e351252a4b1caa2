/** Name, time zone, reporting currency, and after how many days an export counts as overdue. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/contract/workspace';
import { asAppError, call, useApi, useCommand } from '../app/api';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import { ErrorState, LoadingState } from '../ui/states';
import { currencyOptions, zoneOptions } from './choices';
import { Section, Setting } from './shared-parts';

/** Changes settings; the notification takes the change back. */
function useChange(settings: Settings | undefined): (changes: Partial<Settings>) => void {
  const { t } = useTranslation();
  const command = useCommand('workspace.updateSettings');
  return (changes) => {
    if (!settings) return;
    const names = Object.keys(changes) as (keyof Settings)[];
    if (names.every((name) => changes[name] === settings[name])) return;
    const before = Object.fromEntries(names.map((name) => [name, settings[name]]));
    command.mutate(changes, {
      onSuccess: () => notify({ message: t('workspace:general.saved'), undo: () => call('workspace.updateSettings', before) }),
    });
  };
}

/** Text that is saved when it is left or Enter is pressed, and returns to what it was when emptied or on Escape. */
function NameField({ value, onSave, disabled }: { value: string; onSave: (name: string) => void; disabled: boolean }) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const leave = () => {
    const name = text?.trim();
    if (name) onSave(name);
    setText(null);
  };
  return (
    <TextInput
      aria-label={t('workspace:general.name')}
      value={text ?? value}
      maxLength={100}
      disabled={disabled}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(null);
      }}
      data-testid="settings-name"
    />
  );
}

function Fields({ settings }: { settings: Settings }) {
  const { t, i18n } = useTranslation();
  const { readOnly } = useWorkspace();
  const change = useChange(settings);
  const zones = useMemo(() => zoneOptions(i18n.language, Date.now()), [i18n.language]);
  const currencies = useMemo(() => currencyOptions(i18n.language), [i18n.language]);
  const [days, setDays] = useState<number | string | null>(null);
  return (
    <>
      <Setting label={t('workspace:general.name')}>
        <NameField value={settings.name} onSave={(name) => change({ name })} disabled={readOnly} />
      </Setting>
      <Setting label={t('workspace:general.zone')} text={t('workspace:general.zoneText')}>
        <Select
          aria-label={t('workspace:general.zone')}
          data={zones}
          value={settings.zone}
          searchable
          limit={80}
          disabled={readOnly}
          nothingFoundMessage={t('workspace:nothingFound')}
          onChange={(zone) => zone && change({ zone })}
          data-testid="settings-zone"
        />
      </Setting>
      <Setting label={t('workspace:general.currency')} text={t('workspace:general.currencyText')}>
        <Select
          aria-label={t('workspace:general.currency')}
          data={currencies}
          value={settings.currency}
          searchable
          limit={80}
          disabled={readOnly}
          nothingFoundMessage={t('workspace:nothingFound')}
          onChange={(currency) => currency && change({ currency })}
          data-testid="settings-currency"
        />
      </Setting>
      <Setting label={t('workspace:general.staleDays')} text={t('workspace:general.staleDaysText')}>
        <NumberInput
          aria-label={t('workspace:general.staleDays')}
          value={days ?? settings.staleDays}
          min={1}
          max={365}
          clampBehavior="blur"
          allowDecimal={false}
          disabled={readOnly}
          onChange={setDays}
          onBlur={() => {
            if (typeof days === 'number' && days >= 1 && days <= 365) change({ staleDays: days });
            setDays(null);
          }}
          data-testid="settings-stale-days"
        />
      </Setting>
    </>
  );
}

/** See the file's head. */
export function GeneralSection() {
  const { t } = useTranslation();
  const settings = useApi('workspace.settings', {});
  return (
    <Section id="general" title={t('workspace:general.title')}>
      {settings.data ? (
        <Fields settings={settings.data} />
      ) : settings.error ? (
        <ErrorState compact error={asAppError(settings.error)} retry={() => void settings.refetch()} />
      ) : (
        <LoadingState rows={4} />
      )}
    </Section>
  );
}
