/** The parts of a DataTable that are plain functions. */
import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  /** Longer words for a short header. */
  headerTitle?: string;
  /** Pixels, or any grid track such as `minmax(160px, 1fr)`. */
  width: number | string;
  /** Numbers and money: right. */
  align?: 'left' | 'right' | 'center';
  /** Name under which the list can be sorted by this column. */
  sortBy?: string;
  render: (row: Row) => ReactNode;
}

export interface Sort {
  by: string;
  descending: boolean;
}

/** CSS grid tracks of header and rows alike. */
export function gridTemplate<Row>(columns: readonly Column<Row>[], withBoxes: boolean): string {
  const tracks = columns.map(({ width }) => (typeof width === 'number' ? `${width}px` : width));
  return (withBoxes ? ['40px', ...tracks] : tracks).join(' ');
}

/** Where a key leads from row `index` of `count`, `page` rows in sight; null for keys that move nothing. */
export function nextIndex(key: string, index: number, count: number, page: number): number | null {
  const clamp = (wanted: number) => Math.max(0, Math.min(count - 1, wanted));
  switch (key) {
    case 'ArrowDown':
      return clamp(index + 1);
    case 'ArrowUp':
      return clamp(index - 1);
    case 'PageDown':
      return clamp(index + page);
    case 'PageUp':
      return clamp(index - page);
    case 'Home':
      return clamp(0);
    case 'End':
      return clamp(count - 1);
    default:
      return null;
  }
}

/** The set with `key` put in or taken out. */
export function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
