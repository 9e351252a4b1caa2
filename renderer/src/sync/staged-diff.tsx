/** Every row of a staged file with what would become of it: before → after, reasons, the original cells on demand, and what the user decides. */
import { Group, SegmentedControl, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import type { AppError } from '../../../shared/contract/errors';
import type { StagedFile } from '../../../shared/contract/sync';
import { call } from '../app/api';
import { DataTable } from '../ui/data-table';
import { useFormat } from '../ui/format-context';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import card from './card.module.css';
import { ignoredLines } from './card-counts';
import { AllConflicts, GroupMenu, previewKey } from './decisions';
import { type RowFilter, rowFilters, rowsOf } from './file-view';
import { RowDrawer } from './row-drawer';
import { RowStory } from './row-story';
import { useColumns, wideFrom } from './staged-diff-columns';

const pageSize = 200;
const tableHeight = 420;

type Page = Output<'sync.stagedRows'>;

/**
 * Pages of a staged file's rows. Not refreshed by topics: reading other files announces the same topic, and hundreds of pages would be read
 * again each time. A comparison of this file's rows has a number, which is part of the key; decisions read them again themselves.
 */
function useStagedRows(file: StagedFile, outcome: RowFilter | null) {
  return useInfiniteQuery<Page, AppError, InfiniteData<Page, string | null>, readonly unknown[], string | null>({
    queryKey: [...previewKey(file.id), outcome, file.comparison],
    queryFn: ({ pageParam }) => call('sync.stagedRows', { fileId: file.id, outcome, cursor: pageParam, limit: pageSize }),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    gcTime: 30_000,
  });
}

interface StagedDiffProps {
  file: StagedFile;
  outcome: RowFilter | null;
  onOutcome: (outcome: RowFilter | null) => void;
  /** Nothing can be decided now. */
  disabled: boolean;
}

/** The scrollable comparison of one file with the workspace. */
export function StagedDiff({ file, outcome, onOutcome, disabled }: StagedDiffProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const pages = useStagedRows(file, outcome);
  const { ref, width } = useElementSize();
  const [opened, setOpened] = useState<number | null>(null);
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const columns = useColumns(file, { rows, isWide: width === 0 || width >= wideFrom, disabled });
  // As it is read now: what was decided about it shows at once, and a row that is here no more closes.
  const open = rows.find(({ row }) => row === opened) ?? null;
  const choices = rowFilters.filter((name) => rowsOf(file, name) > 0 || name === outcome);
  return (
    <div className={card.diff} data-testid="staged-diff" ref={ref}>
      <Group justify="space-between" mb={8} gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('diff.filter')}
          value={outcome ?? 'all'}
          onChange={(value) => onOutcome(rowFilters.find((name) => name === value) ?? null)}
          data={[
            { value: 'all', label: `${t('diff.all')} ${format.number(file.rows.total)}` },
            ...choices.map((name) => ({ value: name, label: `${t(`count.${name}`)} ${format.number(rowsOf(file, name))}` })),
          ]}
        />
        <Group gap="sm" wrap="nowrap">
          <Text size="xs" c="dimmed" aria-live="polite">
            {t('diff.loaded', { shown: format.number(rows.length), total: format.number(rowsOf(file, outcome)) })}
          </Text>
          <GroupMenu file={file} disabled={disabled} />
        </Group>
      </Group>
      {outcome === 'ignored' ? (
        <Text c="dimmed" mb={8} data-testid="staged-ignored-by">
          {t('ignored.title')}
          {t('colon')}
          {ignoredLines(t, format, file).join(t('list'))}
        </Text>
      ) : null}
      {outcome === 'conflict' ? <AllConflicts file={file} disabled={disabled} /> : null}
      {pages.error ? (
        <ErrorState compact error={pages.error} retry={() => void pages.refetch()} />
      ) : pages.data ? (
        <DataTable
          label={t('diff.filter')}
          columns={columns}
          rows={rows}
          rowKey={(row) => String(row.row)}
          rowHeight={34}
          maxHeight={tableHeight}
          hasMore={pages.hasNextPage}
          loadingMore={pages.isFetchingNextPage}
          loadMore={() => void pages.fetchNextPage()}
          onOpen={({ row }) => setOpened(row)}
          openKey={open ? String(open.row) : null}
          rowTone={(row) => (row.outcome === 'unchanged' || row.outcome === 'ignored' ? 'quiet' : undefined)}
          empty={<EmptyState compact title={t('diff.none')} />}
          testId="staged-diff-table"
        />
      ) : (
        <LoadingState rows={8} />
      )}
      <RowDrawer
        opened={open !== null}
        onClose={() => setOpened(null)}
        row={open?.row ?? 0}
        file={file.fileName}
        columns={pages.data?.pages[0]?.columns ?? []}
        cells={open?.cells ?? []}
        marked={open?.reason?.column ?? null}
      >
        {open ? <RowStory fileId={file.id} row={open} disabled={disabled} /> : null}
      </RowDrawer>
    </div>
  );
}
