/** Adds one rate: a currency, the day from which it holds, what one unit is worth. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Day, dayOf } from '../../../shared/domain/days';
import { call, useApi, useCommand } from '../app/api';
import { notify } from '../app/notify';
import { DayField } from '../ui/day-field';
import { useFormat } from '../ui/format-context';
import { currencyOptions } from './choices';
import classes from './workspace.module.css';

/** `wanted` chooses the currency ahead. */
export function RateForm({ wanted, reporting }: { wanted: string | null; reporting: string }) {
  const { t, i18n } = useTranslation();
  const { zone } = useFormat();
  const known = useApi('workspace.rates', {}).data?.rates ?? [];
  const [currency, setCurrency] = useState<string | null>(wanted);
  const [day, setDay] = useState<Day | null>(() => dayOf(Date.now(), zone));
  const [rate, setRate] = useState<number | string>('');
  const [source, setSource] = useState('');
  const options = useMemo(() => currencyOptions(i18n.language).filter(({ value }) => value !== reporting), [i18n.language, reporting]);
  const set = useCommand('workspace.setRate');
  const isComplete = currency !== null && day !== null && typeof rate === 'number' && rate > 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || set.isPending) return;
    const before = known.find((each) => each.currency === currency && each.day === day);
    set.mutate(
      { currency, day, rate, source: source.trim() },
      {
        onSuccess: () => {
          setRate('');
          setSource('');
          notify({
            message: t('workspace:rates.saved', { currency }),
            undo: () => (before ? call('workspace.setRate', before) : call('workspace.removeRate', { currency, day })),
          });
        },
      },
    );
  };

  return (
    <form className={classes.rateForm} onSubmit={submit} data-testid="rate-form">
      <Select
        label={t('workspace:rates.currency')}
        placeholder={t('workspace:rates.choose')}
        data={options}
        value={currency}
        searchable
        limit={80}
        nothingFoundMessage={t('workspace:nothingFound')}
        onChange={setCurrency}
        data-testid="rate-currency"
      />
      <DayField label={t('workspace:rates.from')} value={day} onChange={setDay} testId="rate-day" />
      <NumberInput
        label={t('workspace:rates.value', { currency: currency ?? '…', reporting })}
        value={rate}
        min={0}
        decimalScale={8}
        hideControls
        onChange={setRate}
        data-testid="rate-value"
      />
      <TextInput
        label={t('workspace:rates.source')}
        placeholder={t('workspace:rates.sourceHint')}
        value={source}
        maxLength={200}
        onChange={(event) => setSource(event.currentTarget.value)}
        data-testid="rate-source"
      />
      <Button type="submit" disabled={!isComplete} loading={set.isPending} data-testid="rate-add">
        {t('common:add')}
      </Button>
    </form>
  );
}
