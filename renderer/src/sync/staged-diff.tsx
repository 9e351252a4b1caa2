/** Every row of a staged file with what would become of it: before → after, reasons, and the original cells on demand. */
import { Badge, Group, SegmentedControl, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import type { AppError } from '../../../shared/contract/errors';
import type { StagedFile, StagedRow } from '../../../shared/contract/sync';
import { call } from '../app/api';
import { type Column, DataTable } from '../ui/data-table';
import { useFormat } from '../ui/format-context';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { Money, Unknown, When } from '../ui/text';
import card from './card.module.css';
import { ignoredLines } from './card-counts';
import { type CountName, countNames } from './file-view';
import lists from './lists.module.css';
import { RawCells, RowDrawer } from './row-drawer';
import classes from './sync.module.css';
import { becomesText, reasonText, shownChanges } from './words';

const pageSize = 200;
const tableHeight = 420;

/** Rows that change nothing stay quiet. */
const outcomeColors: Record<CountName, string | null> = {
  new: 'teal',
  updated: 'blue',
  unchanged: null,
  quarantined: 'orange',
  ignored: null,
};

type Page = Output<'sync.stagedRows'>;

/**
 * Pages of a staged file's rows. Not refreshed by topics: reading other files announces the same topic, and hundreds of pages would be read
 * again each time. What changes this file's rows changes its counts or its reading, which are part of the key.
 */
function useStagedRows(file: StagedFile, outcome: CountName | null) {
  const reading = [file.rows, file.withExpenses, file.snapshotAt, file.account];
  return useInfiniteQuery<Page, AppError, InfiniteData<Page, string | null>, readonly unknown[], string | null>({
    queryKey: ['sync.preview', file.id, outcome, reading],
    queryFn: ({ pageParam }) => call('sync.stagedRows', { fileId: file.id, outcome, cursor: pageParam, limit: pageSize }),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    gcTime: 30_000,
  });
}

/** Pixels; below this the kind is left to the row's own drawer and times to the day. */
const wideFrom = 900;

function useColumns(file: StagedFile, isWide: boolean): Column<StagedRow>[] {
  const { t } = useTranslation('sync');
  const withMoney = Object.keys(file.records).some((type) => type !== 'person');
  return useMemo(() => {
    const kind: Column<StagedRow> = {
      id: 'kind',
      header: t('diff.kind'),
      width: 96,
      render: (row) => (row.becomes ? becomesText(t, row.becomes) : null),
    };
    const amount: Column<StagedRow> = {
      id: 'amount',
      header: t('diff.amount'),
      width: 108,
      align: 'right',
      render: (row) => (row.currency ? <Money minor={row.amount} currency={row.currency} /> : null),
    };
    return [
      { id: 'row', header: t('diff.row'), width: 64, align: 'right', render: (row) => row.row },
      { id: 'outcome', header: t('diff.outcome'), width: isWide ? 100 : 94, render: (row) => <Outcome outcome={row.outcome} /> },
      {
        id: 'at',
        header: t('diff.time'),
        width: isWide ? 156 : 104,
        render: (row) => <TimeCell row={row} isWide={isWide} />,
      },
      { id: 'who', header: t('diff.who'), width: 'minmax(90px, 1fr)', render: (row) => <Cell text={row.who} /> },
      {
        id: 'what',
        header: t('diff.what'),
        width: 'minmax(100px, 1.3fr)',
        render: (row) => (row.becomes === null ? <RawCells cells={withoutTime(row.cells)} /> : <Cell text={row.what} />),
      },
      ...(withMoney ? (isWide ? [kind, amount] : [amount]) : []),
      { id: 'change', header: t('diff.change'), width: 'minmax(140px, 1.8fr)', render: (row) => <ChangeCell row={row} /> },
    ];
  }, [t, withMoney, isWide]);
}

/** The outcome of a row as a coloured word. */
export function Outcome({ outcome }: { outcome: CountName }) {
  const { t } = useTranslation('sync');
  const color = outcomeColors[outcome];
  if (color === null) return <span className={classes.quiet}>{t(`count.${outcome}`)}</span>;
  return (
    <Badge variant="light" color={color} size="sm" radius="sm" className={classes.badge}>
      {t(`count.${outcome}`)}
    </Badge>
  );
}

/** Rows that became nothing have no time of their own; what looks like one at their beginning stands in its place. */
const timeText = /^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}/;

/** Letters of `2026-11-03 20:15` and of its day. */
const minuteLength = 16;
const dayLength = 10;

function withoutTime(cells: readonly string[]): readonly string[] {
  return timeText.test(cells[0] ?? '') ? cells.slice(1) : cells;
}

function TimeCell({ row, isWide }: { row: StagedRow; isWide: boolean }) {
  const [first = ''] = row.cells;
  if (row.at) return <When at={row.at} show={isWide ? 'minute' : 'day'} />;
  return row.becomes === null && timeText.test(first) ? (
    <span className={classes.quiet} title={first.trim()}>
      {first.trim().slice(0, isWide ? minuteLength : dayLength)}
    </span>
  ) : null;
}

function Cell({ text }: { text: string | null }) {
  return text === null || text === '' ? null : <span title={text}>{text}</span>;
}

function ChangeCell({ row }: { row: StagedRow }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  if (row.reason) {
    const text = reasonText(t, row.reason);
    return (
      <span className={row.outcome === 'quarantined' ? classes.look : classes.quiet} title={text}>
        {text}
      </span>
    );
  }
  const changes = shownChanges(t, format, row);
  if (changes.length === 0) return null;
  const text = changes.map(({ field, before, after }) => `${field}: ${before ?? t('diff.blank')} → ${after ?? t('diff.blank')}`).join('\n');
  return (
    <span title={text}>
      {changes.map(({ field, before, after }, index) => (
        <span key={field}>
          {index > 0 ? <span className={classes.quiet}> · </span> : null}
          <span className={classes.quiet}>{field} </span>
          <span className={classes.before}>{before ?? t('diff.blank')}</span>
          {' → '}
          {after ?? t('diff.blank')}
        </span>
      ))}
    </span>
  );
}

interface StagedDiffProps {
  file: StagedFile;
  outcome: CountName | null;
  onOutcome: (outcome: CountName | null) => void;
}

/** The scrollable comparison of one file with the workspace. */
export function StagedDiff({ file, outcome, onOutcome }: StagedDiffProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const pages = useStagedRows(file, outcome);
  const { ref, width } = useElementSize();
  const columns = useColumns(file, width === 0 || width >= wideFrom);
  const [open, setOpen] = useState<StagedRow | null>(null);
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const total = outcome === null ? file.rows.total : file.rows[outcome];
  const choices = countNames.filter((name) => file.rows[name] > 0 || name === outcome);
  return (
    <div className={card.diff} data-testid="staged-diff" ref={ref}>
      <Group justify="space-between" mb={8} gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('diff.filter')}
          value={outcome ?? 'all'}
          onChange={(value) => onOutcome(countNames.find((name) => name === value) ?? null)}
          data={[
            { value: 'all', label: `${t('diff.all')} ${format.number(file.rows.total)}` },
            ...choices.map((name) => ({ value: name, label: `${t(`count.${name}`)} ${format.number(file.rows[name])}` })),
          ]}
        />
        <Text size="xs" c="dimmed" aria-live="polite">
          {t('diff.loaded', { shown: format.number(rows.length), total: format.number(total) })}
        </Text>
      </Group>
      {outcome === 'ignored' ? (
        <Text c="dimmed" mb={8} data-testid="staged-ignored-by">
          {t('ignored.title')}
          {t('colon')}
          {ignoredLines(t, format, file).join(t('list'))}
        </Text>
      ) : null}
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
          onOpen={setOpen}
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
        onClose={() => setOpen(null)}
        row={open?.row ?? 0}
        file={file.fileName}
        columns={pages.data?.pages[0]?.columns ?? []}
        cells={open?.cells ?? []}
      >
        {open ? <RowStory row={open} /> : null}
      </RowDrawer>
    </div>
  );
}

function RowStory({ row }: { row: StagedRow }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const changes = shownChanges(t, format, row);
  return (
    <div className={lists.story}>
      <Group gap="xs">
        <Outcome outcome={row.outcome} />
        {row.becomes ? <Text>{becomesText(t, row.becomes)}</Text> : null}
        {row.currency ? <Money minor={row.amount} currency={row.currency} fw={600} /> : null}
      </Group>
      {row.reason ? <Text className={row.outcome === 'quarantined' ? classes.look : undefined}>{reasonText(t, row.reason)}</Text> : null}
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <Text size="xs" c="dimmed">
            {field}
          </Text>
          <Text className={classes.wrap}>
            <span className={classes.before}>{before ?? <Unknown />}</span>
            {' → '}
            {after ?? <Unknown />}
          </Text>
        </div>
      ))}
    </div>
  );
}
