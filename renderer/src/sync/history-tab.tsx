/** Everything that was imported, newest first; each import can be taken back and brought again. */
import { Badge, Button, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/contract/sync';
import { usePages } from '../app/api';
import { goTo } from '../app/location';
import { formatName } from '../app/names';
import { useWorkspace } from '../app/workspace-context';
import { type Column, DataTable } from '../ui/data-table';
import { useFormat } from '../ui/format-context';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { When } from '../ui/text';
import { BatchDrawer } from './batch-drawer';
import lists from './lists.module.css';
import { OutdatedImports } from './reread';
import classes from './sync.module.css';
import { type Turn, TurnDialog } from './turn-dialog';

/** Pixels; below this an import's numbers share a column, and its account and duration stand in second lines. */
const wideFrom = 1100;

interface HistoryTabProps {
  onWaiting: () => void;
  /** The import that is shown beside the list. */
  open: string | null;
  onOpen: (batchId: string | null) => void;
}

/** The list of imports; an account, status or number never hides that an import was undone. */
export function HistoryTab({ onWaiting, open, onOpen }: HistoryTabProps) {
  const { t } = useTranslation('sync');
  const [turn, setTurn] = useState<Turn | null>(null);
  const pages = usePages('sync.history', { limit: 100 });
  const batches = useMemo(() => pages.data?.pages.flatMap((page) => page.batches) ?? [], [pages.data]);
  const { ref, width } = useElementSize();
  const columns = useColumns(setTurn, width === 0 || width >= wideFrom);
  if (pages.error) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  if (!pages.data) return <LoadingState rows={8} />;
  if (batches.length === 0) {
    return (
      <EmptyState
        icon={<IconHistory size={22} stroke={1.6} aria-hidden="true" />}
        title={t('history.empty')}
        text={t('history.emptyText')}
        action={{ label: t('history.toWaiting'), run: onWaiting }}
      />
    );
  }
  return (
    <div className={classes.fill} ref={ref}>
      <OutdatedImports onWaiting={onWaiting} />
      <DataTable
        label={t('tab.history')}
        columns={columns}
        rows={batches}
        rowKey={(batch) => batch.id}
        rowHeight={52}
        hasMore={pages.hasNextPage}
        loadingMore={pages.isFetchingNextPage}
        loadMore={() => void pages.fetchNextPage()}
        onOpen={(batch) => onOpen(batch.id)}
        openKey={open}
        rowTone={(batch) => (batch.status === 'live' ? undefined : 'quiet')}
        testId="history-table"
      />
      <BatchDrawer id={open} onClose={() => onOpen(null)} onTurn={setTurn} />
      <TurnDialog turn={turn} onClose={() => setTurn(null)} />
    </div>
  );
}

function useColumns(onTurn: (turn: Turn) => void, isWide: boolean): Column<Batch>[] {
  const { t } = useTranslation('sync');
  return useMemo(() => {
    const numbers: Column<Batch>[] = isWide
      ? [
          { id: 'new', header: t('count.new'), width: 70, align: 'right', render: (batch) => <Count value={batch.rows.new} /> },
          { id: 'updated', header: t('count.updated'), width: 78, align: 'right', render: (batch) => <Count value={batch.rows.updated} /> },
          {
            id: 'unchanged',
            header: t('count.unchanged'),
            width: 94,
            align: 'right',
            render: (batch) => <Count value={batch.rows.unchanged} />,
          },
        ]
      : [{ id: 'counts', header: t('history.counts'), width: 150, align: 'right', render: (batch) => <Counts batch={batch} /> }];
    const account: Column<Batch> = {
      id: 'account',
      header: t('history.account'),
      width: 'minmax(110px, 1fr)',
      render: (batch) => <span title={batch.account ?? ''}>{batch.account}</span>,
    };
    const duration: Column<Batch> = {
      id: 'duration',
      header: t('history.duration'),
      width: 84,
      align: 'right',
      render: (batch) => <Duration milliseconds={batch.duration} />,
    };
    return [
      {
        id: 'file',
        header: t('history.file'),
        width: 'minmax(180px, 2fr)',
        render: (batch) => <FileCell batch={batch} withAccount={!isWide} />,
      },
      ...(isWide ? [account] : []),
      { id: 'when', header: t('history.when'), width: isWide ? 156 : 130, render: (batch) => <WhenCell batch={batch} isWide={isWide} /> },
      ...numbers,
      { id: 'fix', header: t('count.quarantined'), width: 70, align: 'right', render: (batch) => <ToFix batch={batch} /> },
      ...(isWide ? [duration] : []),
      { id: 'status', header: t('history.status'), width: 92, render: (batch) => <Status batch={batch} /> },
      {
        id: 'action',
        header: '',
        headerTitle: t('history.action'),
        width: 84,
        align: 'right',
        render: (batch) => <TurnButton batch={batch} onTurn={onTurn} />,
      },
    ];
  }, [t, onTurn, isWide]);
}

function FileCell({ batch, withAccount }: { batch: Batch; withAccount: boolean }) {
  const { t } = useTranslation('sync');
  const facts = [formatName(t, batch.format), withAccount ? batch.account : null, batch.withExpenses ? t('history.withExpenses') : null];
  const said = facts.filter(Boolean).join(' · ');
  return (
    <div className={lists.twoLines} data-testid="history-row" data-status={batch.status} data-batch={batch.id}>
      <span title={batch.fileName}>{batch.fileName}</span>
      <span className={classes.quiet} title={said}>
        {said}
      </span>
    </div>
  );
}

function WhenCell({ batch, isWide }: { batch: Batch; isWide: boolean }) {
  if (isWide) return <When at={batch.appliedAt} />;
  return (
    <div className={lists.twoLines}>
      <When at={batch.appliedAt} show="day" />
      <span className={classes.quiet}>
        <When at={batch.appliedAt} show="time" /> · <Duration milliseconds={batch.duration} />
      </span>
    </div>
  );
}

function Counts({ batch }: { batch: Batch }) {
  const format = useFormat();
  const { rows } = batch;
  return <span>{[rows.new, rows.updated, rows.unchanged].map((count) => format.number(count)).join(' / ')}</span>;
}

function Count({ value }: { value: number }) {
  const format = useFormat();
  return <span className={value === 0 ? classes.quiet : undefined}>{format.number(value)}</span>;
}

/** Rows that wait still; of an import that is not in use, those its file had. */
function ToFix({ batch }: { batch: Batch }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  if (batch.status !== 'live') return <Count value={batch.rows.quarantined} />;
  if (batch.toFix === 0) return <Count value={0} />;
  return (
    <button type="button" className={lists.lookButton} title={t('result.fixRows')} onClick={() => goTo(`/sync?tab=fix&batch=${batch.id}`)}>
      {format.number(batch.toFix)}
    </button>
  );
}

function Duration({ milliseconds }: { milliseconds: number }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  if (milliseconds < 100) return <span title={`${milliseconds} ms`}>{t('history.milliseconds')}</span>;
  return <span>{t('history.seconds', { n: format.number(Math.round(milliseconds / 100) / 10) })}</span>;
}

function Status({ batch }: { batch: Batch }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const isLive = batch.status === 'live';
  return (
    <Tooltip label={batch.undoneAt ? t('history.undoneAt', { time: format.when(batch.undoneAt) }) : ''} disabled={!batch.undoneAt}>
      <Badge variant={isLive ? 'light' : 'outline'} color={isLive ? 'teal' : 'gray'} size="sm" radius="sm" className={classes.badge}>
        {t(`history.${batch.status}`)}
      </Badge>
    </Tooltip>
  );
}

function TurnButton({ batch, onTurn }: { batch: Batch; onTurn: (turn: Turn) => void }) {
  const { t } = useTranslation('sync');
  const { readOnly } = useWorkspace();
  // The later reading of the same file has to be undone first.
  if (batch.status === 'replaced') return null;
  const kind = batch.status === 'live' ? 'undo' : 'redo';
  return (
    <Button size="compact-sm" variant="default" disabled={readOnly} onClick={() => onTurn({ kind, batch })} data-testid={`history-${kind}`}>
      {t(`history.${kind}`)}
    </Button>
  );
}
