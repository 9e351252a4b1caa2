/** The columns of a staged file's rows: whether a row is wanted, what comes of it, and what changes or why not. */
import { Badge } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile, StagedRow } from '../../../shared/contract/sync';
import { figuresWidth } from '../ui/amount-width';
import type { Column } from '../ui/data-table';
import { useFormat } from '../ui/format-context';
import { Money, When } from '../ui/text';
import { ConflictTag, TakeBox } from './decisions';
import type { CountName } from './file-view';
import { RawCells } from './row-drawer';
import classes from './sync.module.css';
import { becomesText, reasonText, shownChanges } from './words';

/** Rows that change nothing stay quiet. */
const outcomeColors: Record<CountName, string | null> = {
  new: 'teal',
  updated: 'blue',
  unchanged: null,
  quarantined: 'orange',
  ignored: null,
};

/** Pixels; below this the kind is left to the row's own drawer and times to the day. */
export const wideFrom = 900;

/** Pixels; the column of amounts does not grow narrower as pages are read. */
const narrowestAmount = 108;

interface ColumnsOptions {
  /** Those read so far. */
  rows: readonly StagedRow[];
  /** There is room for the kind and for times to the minute. */
  isWide: boolean;
  disabled: boolean;
}

/** See the file's head. */
export function useColumns(file: StagedFile, { rows, isWide, disabled }: ColumnsOptions): Column<StagedRow>[] {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const amounts = useMemo(() => rows.flatMap(({ amount, currency }) => (amount && currency ? [{ minor: amount, currency }] : [])), [rows]);
  const amountWidth = Math.max(narrowestAmount, figuresWidth(format, amounts, t('diff.amount')));
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
      width: amountWidth,
      align: 'right',
      render: (row) => (row.currency ? <Money minor={row.amount} currency={row.currency} /> : null),
    };
    return [
      {
        id: 'take',
        header: t('decide.takeColumn'),
        headerTitle: t('decide.takeHint'),
        width: isWide ? 52 : 48,
        render: (row) => <TakeBox fileId={file.id} row={row} disabled={disabled} />,
      },
      { id: 'row', header: t('diff.row'), width: isWide ? 56 : 50, align: 'right', render: (row) => row.row },
      { id: 'outcome', header: t('diff.outcome'), width: isWide ? 100 : 94, render: (row) => <Outcome outcome={row.outcome} /> },
      {
        id: 'at',
        header: t('diff.time'),
        width: isWide ? 156 : 98,
        render: (row) => <TimeCell row={row} isWide={isWide} />,
      },
      { id: 'who', header: t('diff.who'), width: 'minmax(80px, 1fr)', render: (row) => <Cell text={row.who} /> },
      {
        id: 'what',
        header: t('diff.what'),
        width: 'minmax(84px, 1.3fr)',
        render: (row) => (row.becomes === null ? <RawCells cells={withoutTime(row.cells)} /> : <Cell text={row.what} />),
      },
      ...(withMoney ? (isWide ? [kind, amount] : [amount]) : []),
      { id: 'change', header: t('diff.change'), width: 'minmax(110px, 1.8fr)', render: (row) => <ChangeCell row={row} /> },
    ];
  }, [t, withMoney, isWide, amountWidth, file.id, disabled]);
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
  if (changes.length === 0 && row.conflicts.length === 0) return null;
  const text = changes.map(({ field, before, after }) => `${field}: ${before ?? t('diff.blank')} → ${after ?? t('diff.blank')}`).join('\n');
  return (
    <span title={text}>
      <ConflictTag row={row} />
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
