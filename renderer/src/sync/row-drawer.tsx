/** One row as it stands in its file: each cell under its column's name. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SideDrawer } from '../ui/side-drawer';
import { Unknown } from '../ui/text';
import lists from './lists.module.css';
import classes from './sync.module.css';

interface RowDrawerProps {
  opened: boolean;
  onClose: () => void;
  /** Row number in the file. */
  row: number;
  file: string;
  /** Names of the columns; cells beyond them are numbered. */
  columns: readonly string[];
  cells: readonly string[];
  /** Name of the column that the trouble is in. */
  marked?: string | null;
  /** What is to be said of the row, above its cells. */
  children?: ReactNode;
}

/** Opens beside the list, which stays usable. */
export function RowDrawer({ opened, onClose, row, file, columns, cells, marked = null, children }: RowDrawerProps) {
  const { t } = useTranslation('sync');
  // Column names repeat in real files: only the position tells cells apart.
  const pairs = Array.from({ length: Math.max(cells.length, columns.length) }, (_, index) => ({
    id: String(index),
    name: columns[index]?.trim() || t('fix.cell', { n: index + 1 }),
    text: cells[index]?.trim() ? cells[index] : null,
  }));
  return (
    <SideDrawer opened={opened} onClose={onClose} title={t('diff.open', { row })} testId="row-drawer">
      {children}
      <Text size="xs" c="dimmed" mb={4} truncate title={file}>
        {file}
      </Text>
      <dl className={lists.cells}>
        {pairs.map(({ id, name, text }) => (
          <div key={id} className={lists.cellPair} data-marked={(marked !== null && plain(name) === plain(marked)) || undefined}>
            <dt>{name}</dt>
            <dd>{text ?? <Unknown />}</dd>
          </div>
        ))}
      </dl>
    </SideDrawer>
  );
}

/** Formats name columns with half-width brackets, files as they like. */
function plain(name: string): string {
  return name.normalize('NFKC').trim();
}

/** What stands in a row that became nothing, in one line. */
export function RawCells({ cells }: { cells: readonly string[] }) {
  const text = cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' │ ');
  return (
    <span className={classes.quiet} title={text}>
      {text}
    </span>
  );
}
