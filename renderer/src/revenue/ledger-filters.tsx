/** The ledger's filters as a sentence: sold on, paid via, kinds, status, currency, person; and the search. */
import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { lineKinds } from '../../../shared/domain/records';
import { useApi } from '../app/api';
import { kindName, platformName } from '../app/names';
import { FilterPill, FixedPill } from '../people/filter-pill';
import { FilterBar, SearchField } from '../ui/filter-bar';
import { cleared, isNarrowed, type LedgerView, ledgerStatuses } from './ledger-view';

interface LedgerFiltersProps {
  view: LedgerView;
  change: (changes: Record<string, string | null>) => void;
}

/** See the file's head. */
export function LedgerFilters({ view, change }: LedgerFiltersProps) {
  const { t } = useTranslation();
  const filters = useApi('revenue.filters', {}).data;
  const around = useRef<HTMLDivElement>(null);
  useHotkeys([['/', () => around.current?.querySelector('input')?.focus()]]);
  const platforms = (ids: readonly string[]) => ids.map((value) => ({ value, label: platformName(t, value) }));
  const currencies = filters?.currencies ?? [];
  return (
    <FilterBar onReset={isNarrowed(view) ? () => change(cleared) : undefined}>
      <FilterPill
        name={t('revenue:filter.platform')}
        anyLabel={t('revenue:filter.anyPlatform')}
        label={t('revenue:filter.soldOn', { platform: platformName(t, view.platform ?? '') })}
        options={platforms(filters?.platforms ?? [])}
        chosen={view.platform === null ? [] : [view.platform]}
        onChange={([platform]) => change({ platform: platform ?? null })}
        testId="ledger-filter-platform"
      />
      <FilterPill
        name={t('revenue:filter.paidVia')}
        anyLabel={t('revenue:filter.anyChannel')}
        label={t('revenue:filter.via', { platform: platformName(t, view.paidVia ?? '') })}
        options={platforms(filters?.paidVia ?? [])}
        chosen={view.paidVia === null ? [] : [view.paidVia]}
        onChange={([via]) => change({ via: via ?? null })}
        testId="ledger-filter-via"
      />
      <FilterPill
        name={t('revenue:filter.kind')}
        anyLabel={t('revenue:filter.anyKind')}
        label={t('revenue:filter.kinds', { kinds: view.kinds.map((kind) => kindName(t, kind)).join(t('people:listSeparator')) })}
        options={lineKinds.map((kind) => ({ value: kind, label: kindName(t, kind) }))}
        chosen={view.kinds}
        onChange={(kinds) => change({ kind: kinds.join(',') })}
        multiple
        testId="ledger-filter-kind"
      />
      <FilterPill
        name={t('revenue:filter.status')}
        anyLabel={t('revenue:filter.anyStatus')}
        label={view.status === null ? '' : t(`revenue:status.${view.status}`)}
        options={ledgerStatuses.map((status) => ({ value: status, label: t(`revenue:status.${status}`) }))}
        chosen={view.status === null ? [] : [view.status]}
        onChange={([status]) => change({ status: status ?? null })}
        testId="ledger-filter-status"
      />
      {currencies.length > 1 || view.currency !== null ? (
        <FilterPill
          name={t('revenue:filter.currency')}
          anyLabel={t('revenue:filter.anyCurrency')}
          label={t('revenue:filter.inCurrency', { currency: view.currency })}
          options={currencies.map((currency) => ({ value: currency, label: currency }))}
          chosen={view.currency === null ? [] : [view.currency]}
          onChange={([currency]) => change({ currency: currency ?? null })}
          testId="ledger-filter-currency"
        />
      ) : null}
      {view.person !== null ? <PersonPill id={view.person} onRemove={() => change({ person: null })} /> : null}
      <div ref={around}>
        <SearchField
          value={view.search}
          onSearch={(q) => change({ q })}
          placeholder={t('revenue:searchFor')}
          width={220}
          testId="ledger-search"
        />
      </div>
    </FilterBar>
  );
}

/** A person that came with the address. */
function PersonPill({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t } = useTranslation();
  const name = useApi('people.get', { id }).data?.name ?? '…';
  return (
    <FixedPill
      name={t('revenue:filter.person')}
      label={t('revenue:filter.ofPerson', { name })}
      onRemove={onRemove}
      testId="ledger-filter-person"
    />
  );
}
