/**
 * Units that stand in the cells of a column and not in its name. Statistics leave them out where they are understood (`0` among `12%`): the other
 * cells of the column tell, so that its figures have one name.
 */
import type { Format } from './format';

type CellUnit = '%' | 's';

export const clock = /^(?:(\d+):)?(\d{1,3}):(\d{2}(?:\.\d+)?)$/;
/** No figure is longer. */
export const longestFigure = 100;

/** By the columns of a table, which are the same for all of its rows. */
const stated = new WeakMap<readonly string[], Map<string, Set<CellUnit>>>();

function unitIn(cell: string): CellUnit | null {
  if (cell.length > longestFigure) return null;
  return /^[+-]?\d[\d.,]*\s*[%％]$/.test(cell) ? '%' : clock.test(cell) ? 's' : null;
}

/** Notes the units of all rows before the first is read. */
export const lookAtUnits: NonNullable<Format['look']> = (_frame, columns) => {
  const units = new Map<string, Set<CellUnit>>();
  stated.set(columns, units);
  return (cells) => {
    for (const [at, cell] of cells.entries()) {
      const unit = unitIn(cell);
      const column = columns[at];
      if (unit !== null && column !== undefined) units.set(column, (units.get(column) ?? new Set()).add(unit));
    }
  };
};

/** The unit of the cells of a column that state one; null where none does, or they state several. */
export function unitOfCells(columns: readonly string[], column: string): CellUnit | null {
  const [unit, ...others] = stated.get(columns)?.get(column) ?? [];
  return unit !== undefined && others.length === 0 ? unit : null;
}
