/** The ledger's filters as a sentence: sold on, paid via, kinds, status; currency (chosen in the totals), person and import; and the search. */
import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { lineKinds } from '../../../shared/domain/records';
import { useApi } from '../app/api';
import { kindName, platformName } from '../app/names';
import { FilterBar, SearchField } from '../ui/filter-bar';
import { FilterPill, FixedPill } from '../ui/filter-pill';
import { cleared, isNarrowed, type LedgerView, ledgerStatuses } from './ledger-view';
import classes from './revenue.module.css';

interface LedgerFiltersProps {
  view: LedgerView;
  change: (changes: Record<string, string | null>) => void;
}

/** See the file's head. */
export function LedgerFilters({ view, change }: LedgerFiltersProps) {
  const { t } = useTranslation();
  const filters = useApi('revenue.filters', {}).data;
  const platforms = (ids: readonly string[]) => ids.map((value) => ({ value, label: platformName(t, value) }));
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
      {view.currency !== null ? (
        <FixedPill
          name={t('revenue:filter.currency')}
          label={t('revenue:filter.inCurrency', { currency: view.currency })}
          onRemove={() => change({ currency: null })}
          testId="ledger-filter-currency"
        />
      ) : null}
      {view.person !== null ? <PersonPill id={view.person} onRemove={() => change({ person: null })} /> : null}
      {view.import !== null ? <ImportPill id={view.import} onRemove={() => change({ import: null })} /> : null}
    </FilterBar>
  );
}

/** Products, parties, notes and numbers; "/" leads to it from anywhere on the page. */
export function LedgerSearch({ view, change }: LedgerFiltersProps) {
  const { t } = useTranslation();
  const around = useRef<HTMLDivElement>(null);
  useHotkeys([['/', () => around.current?.querySelector('input')?.focus()]]);
  return (
    <div ref={around} className={classes.tabSearch}>
      <SearchField
        value={view.search}
        onSearch={(q) => change({ q })}
        placeholder={t('revenue:searchFor')}
        width={230}
        testId="ledger-search"
      />
    </div>
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

/** An import that came with the address. */
function ImportPill({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t } = useTranslation();
  const file = useApi('sync.batch', { id }).data?.fileName ?? '…';
  return (
    <FixedPill
      name={t('revenue:filter.import')}
      label={t('revenue:filter.fromImport', { file })}
      onRemove={onRemove}
      testId="ledger-filter-import"
    />
  );
}
