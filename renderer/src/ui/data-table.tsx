/**
 * A dense table over keyset pages: only the rows in sight are in the document, the header stays inside the scroller, further pages are
 * read as the end comes near, and everything can be reached by keyboard (arrows, Home, End, PageUp, PageDown, Enter; Space ticks).
 */
import { Checkbox, Loader, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './data-table.module.css';
import { type Column, gridTemplate, nextIndex, type Sort, toggled } from './data-table-model';

export type { Column, Sort } from './data-table-model';

export interface DataTableProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Accessible name. */
  label: string;
  /** More rows are to be had by `loadMore`. */
  hasMore?: boolean | undefined;
  loadingMore?: boolean | undefined;
  loadMore?: () => void;
  /** Current order; a click on a sortable header asks for another. */
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  onOpen?: (row: Row) => void;
  /** Key of the row that is open beside the table. */
  openKey?: string | null | undefined;
  /** Keys of the ticked rows; gives every row a box. */
  ticked?: ReadonlySet<string>;
  onTick?: (keys: ReadonlySet<string>) => void;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  /** Pixels; default 40. */
  rowHeight?: number;
  /** Pixels; without it the table fills the room it is given (inside `<Page fill>`). */
  maxHeight?: number;
  /** Quieter rows: undone, muted. */
  rowTone?: (row: Row) => 'quiet' | undefined;
  testId?: string;
}

const headHeight = 34;

/** See the file's head. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, hasMore, loadMore, loadingMore, onOpen, openKey, ticked, onTick, rowHeight = 40 } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const moveFocus = useRef(false);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: headHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= rows.length - 20) loadMore?.();
  }, [hasMore, loadingMore, lastShown, rows.length, loadMore]);

  const focusRow = useCallback((element: HTMLTableRowElement | null) => {
    if (!element || !moveFocus.current) return;
    moveFocus.current = false;
    element.focus({ preventScroll: true });
  }, []);

  const current = Math.min(active, Math.max(0, rows.length - 1));
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.tagName !== 'TR') return;
    const row = rows[current];
    if (row === undefined) return;
    if (event.key === 'Enter') onOpen?.(row);
    else if (event.key === ' ' && ticked) onTick?.(toggled(ticked, rowKey(row)));
    // A box that a column draws is ticked the same way.
    else if (event.key === ' ') event.target.querySelector<HTMLInputElement>('input[type="checkbox"]:enabled')?.click();
    else {
      const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? rowHeight) - headHeight) / rowHeight) - 1);
      const next = nextIndex(event.key, current, rows.length, page);
      if (next === null) return;
      moveFocus.current = true;
      setActive(next);
      virtual.scrollToIndex(next, { align: 'auto' });
    }
    event.preventDefault();
  };

  const template = gridTemplate(columns, ticked !== undefined);
  const allTicked = ticked !== undefined && rows.length > 0 && rows.every((row) => ticked.has(rowKey(row)));
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={props.maxHeight === undefined ? undefined : { maxHeight: props.maxHeight, flex: 'none' }}
      data-fill={props.maxHeight === undefined || undefined}
      data-testid={props.testId}
    >
      <table aria-label={props.label} aria-rowcount={hasMore ? -1 : rows.length + 1} className={classes.table} onKeyDown={onKeyDown}>
        <thead className={classes.headGroup}>
          <tr className={classes.head} style={{ gridTemplateColumns: template, height: headHeight }} aria-rowindex={1}>
            {ticked ? (
              <th scope="col" className={classes.cell}>
                <Checkbox
                  size="xs"
                  aria-label={t('common:table.tickAll')}
                  checked={allTicked}
                  indeterminate={!allTicked && ticked.size > 0}
                  onChange={() => onTick?.(allTicked ? new Set() : new Set(rows.map(rowKey)))}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            const isOpen = openKey === key;
            return (
              <tr
                key={key}
                ref={item.index === current ? focusRow : undefined}
                tabIndex={item.index === current ? 0 : -1}
                aria-rowindex={item.index + 2}
                aria-current={isOpen || undefined}
                className={classes.row}
                data-open={isOpen || undefined}
                data-ticked={ticked?.has(key) || undefined}
                data-tone={props.rowTone?.(row)}
                data-clickable={onOpen ? true : undefined}
                data-row-key={key}
                style={{ gridTemplateColumns: template, height: item.size, transform: `translateY(${item.start}px)` }}
                onFocus={() => setActive(item.index)}
                onClick={(event) => {
                  // Boxes, buttons and links inside the row act for themselves.
                  if (event.target instanceof Element && !event.target.closest('input, label, button, a')) onOpen?.(row);
                }}
              >
                {ticked ? (
                  <td className={classes.cell}>
                    <Checkbox
                      size="xs"
                      aria-label={t('common:table.tickRow')}
                      checked={ticked.has(key)}
                      onChange={() => onTick?.(toggled(ticked, key))}
                    />
                  </td>
                ) : null}
                {columns.map((column) => (
                  <td key={column.id} className={classes.cell} data-align={column.align}>
                    <div className={classes.content}>{column.render(row)}</div>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {loadingMore ? (
        <div className={classes.more} role="status">
          <Loader size="xs" />
          <VisuallyHidden>{t('common:loading')}</VisuallyHidden>
        </div>
      ) : null}
      {rows.length === 0 && !loadingMore ? props.empty : null}
    </div>
  );
}

interface HeadCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const isSorted = sort !== undefined && column.sortBy !== undefined && sort.by === column.sortBy;
  const order = isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const { sortBy } = column;
  return (
    <th scope="col" aria-sort={sortBy ? order : undefined} className={classes.cell} data-align={column.align} title={column.headerTitle}>
      {sortBy && onSort ? (
        <button
          type="button"
          className={classes.sort}
          onClick={() => onSort({ by: sortBy, descending: isSorted ? !sort.descending : column.align === 'right' })}
        >
          {column.header}
          {isSorted ? sort.descending ? <IconArrowDown size={13} /> : <IconArrowUp size={13} /> : null}
        </button>
      ) : (
        <span className={classes.content}>{column.header}</span>
      )}
    </th>
  );
}
