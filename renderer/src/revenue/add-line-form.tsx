/** A line by hand: amounts in major units of the currency, time in the workspace's zone. */
import '@mantine/dates/styles.css';
import 'dayjs/locale/zh-cn';
import { Autocomplete, Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { call, useApi, useCommand } from '../app/api';
import { kindName, platformName } from '../app/names';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import { useFormat } from '../ui/format-context';
import { PersonPicker } from '../ui/person-picker';
import { type DraftField, decidedKinds, draftProblems, type ManualDraft, toManualLine } from './manual-line';
import { wallTimeOf } from './zoned-time';

interface AddLineFormProps {
  onClose: () => void;
  onAdded: (line: LedgerLine) => void;
}

/** Places and channels worth offering before any file named one. */
const usualPlaces = ['own', 'wechatpay', 'alipay', 'bank', 'xiaoe', 'youzan', 'stripe', 'patreon', 'paypal'];
const usualCurrencies = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD', 'TWD', 'SGD'];

/** The fields of `revenue.addLine`, checked while typing; problems show after the first try. */
export default function AddLineForm({ onClose, onAdded }: AddLineFormProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { currency, zone } = useWorkspace();
  const filters = useApi('revenue.filters', {}).data;
  const [draft, setDraft] = useState(() => emptyDraft(currency, zone));
  const [person, setPerson] = useState<LedgerLine['person']>(null);
  const [tried, setTried] = useState(false);
  const add = useCommand('revenue.addLine', {
    onSuccess: (line) => {
      notify({ message: t('revenue:done.added'), undo: () => call('revenue.removeLine', { id: line.id }) });
      onClose();
      onAdded(line);
    },
  });
  const set = (part: Partial<ManualDraft>) => setDraft((before) => ({ ...before, ...part }));
  const problems = draftProblems(draft);
  const problem = (field: DraftField) => {
    const found = problems[field];
    return tried && found ? t(`revenue:problem.${found}`, { currency: draft.currency }) : undefined;
  };
  const text = (field: 'amount' | 'time' | 'product' | 'counterparty' | 'note') => ({
    value: draft[field],
    error: problem(field),
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => set({ [field]: event.currentTarget.value }),
    'data-testid': `add-line-${field}`,
  });
  const places = [...new Set([...usualPlaces, ...(filters?.platforms ?? []), ...(filters?.paidVia ?? [])])];
  const names = new Map(places.map((place) => [platformName(t, place), place]));
  const place = (typed: string) => names.get(typed.trim()) ?? typed.trim();
  const currencies = [...new Set([currency, ...(filters?.currencies ?? []), ...usualCurrencies])];
  const submit = () => {
    setTried(true);
    const line = toManualLine({ ...draft, personId: person?.id ?? null }, zone);
    if (line && !add.isPending) add.mutate(line);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Group grow align="flex-start">
          <Select
            label={t('revenue:column.kind')}
            description={t(`revenue:kindMeans.${draft.kind}`)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={decidedKinds.map((kind) => ({ value: kind, label: kindName(t, kind) }))}
            value={draft.kind}
            onChange={(value) => set({ kind: decidedKinds.find((kind) => kind === value) ?? draft.kind })}
            data-autofocus
            data-testid="add-line-kind"
          />
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <TextInput
              {...text('amount')}
              label={t('revenue:add.amount')}
              placeholder="199.00"
              inputMode="decimal"
              withAsterisk
              style={{ flex: 1 }}
            />
            <Select
              label={t('revenue:add.currency')}
              data={currencies}
              value={draft.currency}
              onChange={(value) => set({ currency: value ?? currency })}
              searchable
              w={92}
              data-testid="add-line-currency"
            />
          </Group>
        </Group>
        <Group grow align="flex-start">
          <DateInput
            label={t('revenue:add.day')}
            withAsterisk
            valueFormat="YYYY-MM-DD"
            locale={language === 'zh-CN' ? 'zh-cn' : 'en'}
            firstDayOfWeek={1}
            weekendDays={[]}
            monthLabelFormat={language === 'zh-CN' ? 'YYYY年M月' : 'MMMM YYYY'}
            value={draft.day || null}
            onChange={(value) => set({ day: value ?? '' })}
            error={problem('day')}
            popoverProps={{ shadow: 'none' }}
            data-testid="add-line-day"
          />
          <TextInput
            {...text('time')}
            label={t('revenue:add.time')}
            description={t('revenue:add.zone', { zone })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder="14:30"
          />
        </Group>
        <Group grow align="flex-start">
          <Autocomplete
            label={t('revenue:fact.soldOn')}
            withAsterisk
            data={[...names.keys()]}
            value={platformName(t, draft.soldOn)}
            onChange={(typed) => set({ soldOn: place(typed) })}
            error={problem('soldOn')}
            maxLength={60}
            data-testid="add-line-soldOn"
          />
          <Autocomplete
            label={t('revenue:fact.paidVia')}
            placeholder={t('revenue:add.optional')}
            data={[...names.keys()]}
            value={draft.paidVia === null ? '' : platformName(t, draft.paidVia)}
            onChange={(typed) => set({ paidVia: place(typed) || null })}
            maxLength={60}
            data-testid="add-line-paidVia"
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput {...text('product')} label={t('revenue:fact.product')} placeholder={t('revenue:add.optional')} />
          <TextInput {...text('counterparty')} label={t('revenue:fact.counterparty')} placeholder={t('revenue:add.optional')} />
        </Group>
        <PersonPicker
          label={t('revenue:fact.person')}
          placeholder={t('revenue:noPerson')}
          person={person}
          onPick={setPerson}
          data-testid="add-line-person"
        />
        <Textarea
          {...text('note')}
          label={t('revenue:fact.note')}
          placeholder={t('revenue:add.optional')}
          autosize
          minRows={1}
          maxRows={5}
        />
        <Text size="xs" c="dimmed">
          {t('revenue:add.hint')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={add.isPending} data-testid="add-line-save">
            {t('revenue:add.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function emptyDraft(currency: string, zone: string): ManualDraft {
  const now = wallTimeOf(Date.now(), zone);
  return {
    kind: 'sale',
    amount: '',
    currency,
    ...now,
    soldOn: 'own',
    paidVia: null,
    product: '',
    counterparty: '',
    personId: null,
    note: '',
  };
}
