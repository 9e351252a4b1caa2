/** Rows that imports could not use: why, what stands in them, and a file of them to correct and bring again. */
import { Button, Select, Text } from '@mantine/core';
import { IconCircleCheck, IconFileExport } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantinedRow } from '../../../shared/contract/sync';
import { call, useApi, useCommand, usePages } from '../app/api';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import { type Column, DataTable } from '../ui/data-table';
import { FilterBar } from '../ui/filter-bar';
import { useFormat } from '../ui/format-context';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { RawCells, RowDrawer } from './row-drawer';
import classes from './sync.module.css';
import { useImportsToFix } from './use-imports-to-fix';
import { reasonText } from './words';

interface FixTabProps {
  /** Only the rows of this import; null = all. */
  batchId: string | null;
  onBatch: (batchId: string | null) => void;
}

/** The rows to fix. */
export function FixTab({ batchId, onBatch }: FixTabProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const [open, setOpen] = useState<QuarantinedRow | null>(null);
  const pages = usePages('sync.quarantine', { batchId, limit: 200 });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const columns = useColumns();
  const total = pages.data?.pages[0]?.total ?? 0;
  if (pages.error) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  if (!pages.data) return <LoadingState rows={8} />;
  if (total === 0 && batchId === null) {
    return (
      <EmptyState icon={<IconCircleCheck size={22} stroke={1.6} aria-hidden="true" />} title={t('fix.empty')} text={t('fix.emptyText')} />
    );
  }
  return (
    <>
      <Text c="dimmed" mb="sm" maw={820}>
        {t('fix.intro')}
      </Text>
      <FilterBar onReset={batchId === null ? undefined : () => onBatch(null)}>
        <ImportChoice batchId={batchId} onBatch={onBatch} />
        <ExportButton batchId={batchId} />
        <DismissButton label={t('fix.dismiss')} disabled={total === 0} rows={{ batchId, ids: null }} />
        <Text c="dimmed" data-testid="quarantine-total">
          {t('fix.count', { count: total, formatted: format.number(total) })}
        </Text>
      </FilterBar>
      <DataTable
        label={t('tab.fix')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        hasMore={pages.hasNextPage}
        loadingMore={pages.isFetchingNextPage}
        loadMore={() => void pages.fetchNextPage()}
        onOpen={setOpen}
        openKey={open ? String(open.id) : null}
        empty={<EmptyState compact title={t('fix.emptyFile')} />}
        testId="quarantine-table"
      />
      <RowDrawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        row={open?.row ?? 0}
        file={open?.fileName ?? ''}
        columns={open?.columns ?? []}
        marked={open?.column ?? null}
        cells={open?.cells ?? []}
      >
        {open ? (
          <>
            <Text className={classes.look} mb="sm">
              {reasonText(t, open)}
            </Text>
            <DismissButton label={t('fix.dismissRow')} rows={{ batchId: null, ids: [open.id] }} onDone={() => setOpen(null)} />
          </>
        ) : null}
      </RowDrawer>
    </>
  );
}

function useColumns(): Column<QuarantinedRow>[] {
  const { t } = useTranslation('sync');
  return useMemo(
    () => [
      { id: 'row', header: t('fix.row'), width: 72, align: 'right', render: (row) => <span data-testid="quarantine-row">{row.row}</span> },
      { id: 'reason', header: t('fix.reason'), width: 'minmax(180px, 1.4fr)', render: (row) => <Reason row={row} /> },
      { id: 'cells', header: t('fix.cells'), width: 'minmax(180px, 2fr)', render: (row) => <RawCells cells={row.cells} /> },
      { id: 'file', header: t('fix.from'), width: 'minmax(120px, 1fr)', render: (row) => <span title={row.fileName}>{row.fileName}</span> },
    ],
    [t],
  );
}

function Reason({ row }: { row: QuarantinedRow }) {
  const { t } = useTranslation();
  const text = reasonText(t, row);
  return (
    <span className={classes.look} title={text}>
      {text}
    </span>
  );
}

/** One import or all of them; only imports that have rows to fix are offered. */
function ImportChoice({ batchId, onBatch }: FixTabProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const imports = useImportsToFix();
  // An import that is older than those offered can still be asked for by the address.
  const isOffered = batchId === null || imports.some(({ id }) => id === batchId);
  const chosen = useApi('sync.batch', { id: batchId ?? '' }, { enabled: !isOffered, keepPrevious: false });
  const all = isOffered || !chosen.data ? imports : [...imports, chosen.data];
  return (
    <Select
      size="xs"
      w={320}
      aria-label={t('fix.file')}
      data-testid="quarantine-import"
      value={batchId ?? 'all'}
      onChange={(value) => onBatch(value === 'all' ? null : value)}
      data={[
        { value: 'all', label: t('fix.allFiles') },
        ...all.map((batch) => ({
          value: batch.id,
          label: `${batch.fileName} · ${format.when(batch.appliedAt, 'day')} · ${format.number(batch.toFix)}`,
        })),
      ]}
    />
  );
}

interface DismissButtonProps {
  label: string;
  rows: { batchId: string | null; ids: number[] | null };
  disabled?: boolean;
  onDone?: () => void;
}

/** Rows that the user will not correct need not wait. */
function DismissButton({ label, rows, disabled = false, onDone }: DismissButtonProps) {
  const { t } = useTranslation('sync');
  const { readOnly } = useWorkspace();
  const command = useCommand('sync.dismissRows', {
    onSuccess: ({ ids }) => {
      onDone?.();
      const undo = () => call('sync.dismissRows', { ids, dismissed: false });
      notify({ message: t('fix.dismissed', { count: ids.length }), undo });
    },
  });
  return (
    <Button
      size="xs"
      variant="default"
      disabled={disabled || readOnly}
      loading={command.isPending}
      mb={rows.ids === null ? 0 : 'sm'}
      onClick={() => command.mutate({ ...rows, dismissed: true })}
      data-testid={rows.ids === null ? 'quarantine-dismiss' : 'quarantine-dismiss-row'}
    >
      {label}
    </Button>
  );
}

/** Asks where to save, then writes the rows of the chosen import with their header. */
function ExportButton({ batchId }: { batchId: string | null }) {
  const { t } = useTranslation('sync');
  const imports = useImportsToFix();
  const only = batchId ?? (imports.length === 1 ? (imports[0]?.id ?? null) : null);
  const command = useCommand('app.exportRows', {
    onSuccess: (answer) => {
      if (answer) notify({ message: t('fix.exported', { count: answer.rows }) });
    },
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconFileExport size={15} stroke={1.6} aria-hidden="true" />}
      disabled={only === null}
      title={only === null ? t('fix.exportPick') : undefined}
      loading={command.isPending}
      onClick={() => (only === null ? undefined : command.mutate({ batchId: only }))}
      data-testid="quarantine-export"
    >
      {t('fix.export')}
    </Button>
  );
}
