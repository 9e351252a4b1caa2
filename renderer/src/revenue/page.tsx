/** Revenue 收入: every movement of money, the five named amounts over exactly what is shown, and what still has to be decided. */
import { Badge, Button, Tabs, Tooltip } from '@mantine/core';
import { useDisclosure, useElementSize } from '@mantine/hooks';
import { IconCoins, IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { UndecidedGroup } from '../../../shared/contract/revenue';
import { useApi } from '../app/api';
import { goTo, useFilters } from '../app/location';
import { useReady } from '../app/ready';
import { useWorkspace } from '../app/workspace-context';
import { DataTable } from '../ui/data-table';
import { useFormat } from '../ui/format-context';
import { Page, PageHead } from '../ui/page';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { chooseWindow, useTimeWindow } from '../ui/time-window';
import { AddLine } from './add-line';
import { ledgerColumns } from './ledger-columns';
import { LedgerFilters, LedgerSearch } from './ledger-filters';
import { adoptWindow, askedWindow, cleared, isNarrowed, type LedgerTab, type LedgerView, readLedgerView } from './ledger-view';
import { LineDrawer } from './line-drawer';
import { MatchesTab } from './matches-tab';
import classes from './revenue.module.css';
import { TotalsStrip } from './totals-strip';
import { UndecidedTab } from './undecided-tab';
import { useLedger } from './use-ledger';

/** The page. Its filters, tab and open line stand in the address (see README.md). */
export default function RevenuePage() {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const format = useFormat();
  const [params, change] = useFilters();
  const view = useMemo(() => readLedgerView(params), [params]);
  const { days } = useTimeWindow();
  useEffect(() => adoptWindow(params, change));
  const isEmpty = useApi('revenue.filters', {}).data?.first === null;
  const waiting = useApi('revenue.lines', { status: 'undecided', limit: 1 }).data?.total ?? 0;
  const pairs = useApi('revenue.matches', { limit: 0 }).data?.total ?? 0;
  const [adding, add] = useDisclosure(false);
  const shownDays = days === null ? null : (format.window(days) ?? t('common:window.all'));
  const contexts = {
    ledger: shownDays,
    undecided: t('revenue:undecided.waiting', { count: waiting, number: format.number(waiting) }),
    matches: t('revenue:matches.context', { count: pairs, number: format.number(pairs) }),
  };
  const show = (group: UndecidedGroup) => {
    chooseWindow({ preset: 'all' });
    change({ ...cleared, tab: null, line: null, status: 'undecided', via: group.paidVia, currency: group.currency, q: group.counterparty });
  };
  return (
    <Page fill testId="revenue-page">
      <div className={classes.beside} data-open={view.line !== null || undefined}>
        <PageHead title={t('revenue:title')} context={contexts[view.tab]} withWindow={view.tab === 'ledger'}>
          <Tooltip label={t('people:readOnly')} disabled={!readOnly}>
            <Button size="xs" leftSection={<IconPlus size={14} />} onClick={add.open} disabled={readOnly} data-testid="add-line">
              {t('revenue:add.button')}
            </Button>
          </Tooltip>
        </PageHead>
        <Tabs value={view.tab} onChange={(tab) => change({ tab: tab === 'ledger' ? null : tab, line: null })} className={classes.tabs}>
          <Tabs.List>
            <PageTab tab="ledger" waiting={0} />
            <PageTab tab="undecided" waiting={waiting} />
            <PageTab tab="matches" waiting={pairs} />
            {view.tab === 'ledger' && !isEmpty ? <LedgerSearch view={view} change={change} /> : null}
          </Tabs.List>
        </Tabs>
        {view.tab === 'undecided' ? <UndecidedTab onShow={show} /> : null}
        {view.tab === 'matches' ? <MatchesTab open={view.line} onOpen={(id) => change({ line: String(id) })} /> : null}
        {view.tab === 'ledger' ? <Ledger view={view} change={change} /> : null}
      </div>
      <LineDrawer id={view.line} onClose={() => change({ line: null })} onOpen={(id) => change({ line: String(id) })} />
      <AddLine opened={adding} onClose={add.close} onAdded={(line) => change({ tab: null, line: String(line.id) })} />
    </Page>
  );
}

/** A tab with how much waits there. */
function PageTab({ tab, waiting }: { tab: LedgerTab; waiting: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const badge = (
    <Badge size="sm" color="orange" variant="light" circle={waiting < 10}>
      {format.count(waiting)}
    </Badge>
  );
  return (
    <Tabs.Tab value={tab} data-testid={`tab-${tab}`} rightSection={waiting > 0 ? badge : null}>
      {t(`revenue:tab.${tab}`)}
    </Tabs.Tab>
  );
}

interface LedgerProps {
  view: LedgerView;
  change: (changes: Record<string, string | null>) => void;
}

function Ledger({ view, change }: LedgerProps) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const { days } = useTimeWindow();
  // An address that brings its own window is read only once that window is the shared one.
  const { filter, pages, totals, lines, count } = useLedger(view, askedWindow(params) ? null : days);
  const filters = useApi('revenue.filters', {});
  useReady(!pages.isPending || filters.data?.first === null);
  const { ref, width } = useElementSize();
  const format = useFormat();
  const columns = useMemo(() => ledgerColumns(t, format, { room: width || 1000, lines }), [t, format, width, lines]);
  const failed = pages.error !== null && lines.length === 0;
  if (filters.data && filters.data.first === null) return <NoLedger />;
  return (
    <div className={classes.beside} ref={ref}>
      {totals.error ? (
        failed ? null : (
          <ErrorState error={totals.error} retry={() => void totals.refetch()} compact />
        )
      ) : (
        <TotalsStrip
          totals={totals.data ?? null}
          filter={filter}
          stale={totals.isPlaceholderData}
          onCurrency={(currency) => change({ currency })}
        />
      )}
      <LedgerFilters view={view} change={change} />
      {list()}
    </div>
  );

  function list() {
    if (pages.error && failed)
      return <ErrorState error={pages.error} retry={() => void Promise.all([pages.refetch(), totals.refetch()])} />;
    if (pages.isPending) return <LoadingState rows={10} height={20} />;
    return (
      <DataTable
        testId="ledger-table"
        label={t('revenue:tab.ledger')}
        columns={columns}
        rows={lines}
        rowKey={(line) => String(line.id)}
        rowHeight={36}
        hasMore={pages.hasNextPage}
        loadingMore={pages.isFetchingNextPage}
        loadMore={() => void pages.fetchNextPage()}
        sort={{ by: 'at', descending: view.descending }}
        onSort={() => change({ order: view.descending ? 'up' : null })}
        openKey={view.line === null ? null : String(view.line)}
        onOpen={(line) => change({ line: line.id === view.line ? null : String(line.id) })}
        rowTone={(line) => (line.countedBy !== null ? 'quiet' : undefined)}
        empty={count === 0 ? <NoMatch onReset={isNarrowed(view) ? () => change(cleared) : undefined} /> : null}
      />
    );
  }
}

function NoLedger() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconCoins size={22} stroke={1.6} />}
      title={t('revenue:empty.title')}
      text={t('revenue:empty.text')}
      action={{ label: t('people:empty.action'), run: () => goTo('/sync') }}
    />
  );
}

function NoMatch({ onReset }: { onReset: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { choice } = useTimeWindow();
  const wholeTime = { label: t('revenue:noMatch.allTime'), run: () => chooseWindow({ preset: 'all' }) };
  const action = onReset ? { label: t('common:clearFilters'), run: onReset } : choice.preset === 'all' ? undefined : wholeTime;
  return <EmptyState compact title={t('revenue:noMatch.title')} text={t('revenue:noMatch.text')} action={action} />;
}
