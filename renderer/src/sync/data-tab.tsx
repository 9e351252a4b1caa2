/** Everything that imports state besides money and people, as plain lists: one type at a time, with its file and row. */

import { Select, Text } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedRecord } from '../../../shared/contract/records';
import { type ListedType, listedTypes } from '../../../shared/domain/listed-types';
import { figureText, spanTexts } from '../../../shared/domain/records-text';
import { sheetAndRow } from '../../../shared/domain/row-number';
import { useApi, usePages } from '../app/api';
import { platformName } from '../app/names';
import { type Column, DataTable } from '../ui/data-table';
import { FilterBar, SearchField } from '../ui/filter-bar';
import { type Format, useFormat } from '../ui/format-context';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import lists from './lists.module.css';
import classes from './sync.module.css';

interface DataTabProps {
  /** From the address; null or unknown = the first type that has any. */
  type: string | null;
  search: string;
  onType: (type: ListedType) => void;
  onSearch: (search: string) => void;
  onWaiting: () => void;
}

/** The tab. */
export function DataTab({ type, search, onType, onSearch, onWaiting }: DataTabProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const counts = useApi('sync.recordCounts', {});
  if (counts.error) return <ErrorState error={counts.error} retry={() => void counts.refetch()} />;
  if (!counts.data) return <LoadingState rows={8} />;
  const present = counts.data.filter(({ count }) => count > 0);
  const asked = listedTypes.find((each) => each === type);
  const shown = asked ?? present[0]?.type;
  if (shown === undefined) {
    return (
      <EmptyState
        icon={<IconDatabase size={22} stroke={1.6} aria-hidden="true" />}
        title={t('data.empty')}
        text={t('data.emptyText')}
        action={{ label: t('data.toImport'), run: onWaiting }}
      />
    );
  }
  const offered = counts.data.filter(({ type: each, count }) => count > 0 || each === shown);
  return (
    <>
      <FilterBar onReset={search === '' ? undefined : () => onSearch('')}>
        <Select
          size="xs"
          w={220}
          aria-label={t('data.choose')}
          allowDeselect={false}
          value={shown}
          onChange={(value) => onType(listedTypes.find((each) => each === value) ?? shown)}
          data={offered.map(({ type: each, count }) => ({ value: each, label: `${t(`data.type.${each}`)} · ${format.number(count)}` }))}
          data-testid="data-type"
        />
        <SearchField value={search} onSearch={onSearch} placeholder={t('data.search')} testId="data-search" />
      </FilterBar>
      <RecordList type={shown} search={search} />
    </>
  );
}

function RecordList({ type, search }: { type: ListedType; search: string }) {
  const { t } = useTranslation('sync');
  const pages = usePages('sync.records', { type, search, limit: 200 }, { keepPrevious: false });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const columns = useColumns(type);
  if (pages.error) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  if (!pages.data) return <LoadingState rows={8} />;
  return (
    <DataTable
      label={t(`data.type.${type}`)}
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.id)}
      rowHeight={48}
      hasMore={pages.hasNextPage}
      loadingMore={pages.isFetchingNextPage}
      loadMore={() => void pages.fetchNextPage()}
      empty={<EmptyState compact title={search === '' ? t('data.none') : t('data.notFound')} />}
      testId="data-table"
    />
  );
}

/** Columns that a type never fills are left out. */
const withoutFigures: readonly ListedType[] = ['communityMember', 'calendarEntry', 'surveyQuestion', 'note'];
const withoutTime: readonly ListedType[] = ['surveyQuestion'];
const withoutWho: readonly ListedType[] = ['contentMetric'];

function useColumns(type: ListedType): Column<ListedRecord>[] {
  const { t } = useTranslation('sync');
  const format = useFormat();
  return useMemo(() => {
    const isFigures = type === 'contentMetric';
    const columns: (Column<ListedRecord> | null)[] = [
      withoutTime.includes(type)
        ? null
        : {
            id: 'at',
            header: t(`data.at.${type}`, { defaultValue: t('data.when') }),
            width: 150,
            render: (row) => <When row={row} type={type} format={format} />,
          },
      {
        id: 'title',
        header: t('data.what'),
        width: isFigures ? 'minmax(110px, 1fr)' : 'minmax(150px, 2fr)',
        render: (row) => <Title row={row} type={type} />,
      },
      withoutWho.includes(type)
        ? null
        : {
            id: 'who',
            header: t(`data.who.${type}`, { defaultValue: t('data.person') }),
            width: 'minmax(108px, 0.8fr)',
            render: (row) => <span title={row.who ?? undefined}>{row.who}</span>,
          },
      withoutFigures.includes(type)
        ? null
        : {
            id: 'figures',
            header: t('data.figures'),
            width: isFigures ? 'minmax(180px, 2.4fr)' : 'minmax(110px, 1.2fr)',
            render: (row) => <Figures row={row} format={format} />,
          },
      { id: 'source', header: t('data.source'), width: 'minmax(120px, 1fr)', render: (row) => <Source row={row} format={format} /> },
    ];
    return columns.filter((column) => column !== null);
  }, [t, format, type]);
}

/** The beginning, and below it the end where there is one. */
function When({ row, type, format }: { row: ListedRecord; type: ListedType; format: Format }) {
  const { t } = useTranslation('sync');
  const { start, end } = spanTexts(row, type, format.zone, format.language);
  if (start === '') return <span className={classes.quiet}>{t('data.noTime')}</span>;
  const isForeign = row.zone !== null && row.zone !== 'UTC' && row.zone !== format.zone;
  const below = [end === '' ? '' : `– ${end}`, isForeign ? (row.zone ?? '') : ''].filter(Boolean).join(' · ');
  return (
    <span
      className={lists.twoLines}
      title={[[start, end].filter(Boolean).join(' – '), isForeign ? row.zone : null].filter(Boolean).join(' ')}
    >
      <span>{start}</span>
      {below === '' ? null : (
        <Text component="span" size="xs" c="dimmed">
          {below}
        </Text>
      )}
    </span>
  );
}

/** As calendars write them (RFC 5545). */
const calendarStatuses = ['CONFIRMED', 'TENTATIVE', 'CANCELLED'] as const;

function Title({ row, type }: { row: ListedRecord; type: ListedType }) {
  const { t } = useTranslation('sync');
  const title = row.title || t(type === 'contentMetric' ? 'data.wholeAccount' : 'data.untitled');
  const status = type === 'calendarEntry' ? calendarStatuses.find((each) => each === row.detail) : undefined;
  const detail = status ? t(`data.status.${status}`) : row.detail;
  return (
    <span className={lists.twoLines} title={[title, detail].filter(Boolean).join('\n')}>
      <span>{title}</span>
      {detail ? (
        <Text component="span" size="xs" c="dimmed">
          {detail.replaceAll(/\s+/g, ' ')}
        </Text>
      ) : null}
    </span>
  );
}

/** `观看 1,204 · 点赞 35`: the name of a figure that has none in the catalogue is the file's own. */
function Figures({ row, format }: { row: ListedRecord; format: Format }) {
  const { t } = useTranslation('sync');
  const text = row.figures
    .map((figure) => `${figureName(t, figure.name)} ${figureText(figure, row.currency, format.language)}`)
    .join(' · ');
  return <span title={text}>{text}</span>;
}

function figureName(t: TFunction, name: string): string {
  return t(`sync:figure.${name}`, { defaultValue: name });
}

function Source({ row, format }: { row: ListedRecord; format: Format }) {
  const { t } = useTranslation('sync');
  const { source } = row;
  return (
    <span className={lists.twoLines} title={source ? `${source.fileName} · ${rowText(t, format, source.row)}` : undefined}>
      <span>{platformName(t, row.platform)}</span>
      {source ? (
        <Text component="span" size="xs" c="dimmed">
          {rowText(t, format, source.row)} · {source.fileName}
        </Text>
      ) : null}
    </span>
  );
}

function rowText(t: TFunction, format: Format, row: number): string {
  const place = sheetAndRow(row);
  if (place.sheet === null) return t('sync:data.row', { row: format.number(place.row) });
  return t('sync:data.sheetRow', { sheet: format.number(place.sheet), row: format.number(place.row) });
}
