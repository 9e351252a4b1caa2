/**
 * Projections: tables whose rows are the folds of one type of record, with the record's id. They read the view `fold` (record, type, p, as_of)
 * and the table `touched` of an import, undo or redo (sync/folded.ts), and only run inside its transaction.
 */
import type { RecordType } from '../../../shared/domain/records';
import type { Connection } from './driver';

export interface Projection {
  type: RecordType;
  table: string;
  /** SQL expression by column, over `f` (the fold), `p` (its payload) and `r` (its record). */
  columns: Readonly<Record<string, string>>;
}

/** A field of the payload as text or number. */
export const field = (name: string): string => `p ->> '$.${name}'`;

/** A list or map of the payload as JSON text. */
export const json = (name: string, empty?: '{}'): string =>
  empty ? `coalesce(p -> '$.${name}', '${empty}')` : `nullif(p -> '$.${name}', 'null')`;

/** The id of the record that a payload names by its key on the same platform; null when it names none. */
export function reference(name: string, type: RecordType): string {
  return `CASE WHEN p ->> '$.${name}' IS NULL THEN NULL ELSE (
    SELECT o.id FROM record o WHERE o.key = p ->> '$.${name}' AND o.platform = r.platform AND o.type = '${type}') END`;
}

/** Replaces the touched rows of a projection by their folds. */
export async function project(connection: Connection, projection: Projection): Promise<void> {
  await removeTouched(connection, projection.table);
  const columns = Object.entries(projection.columns);
  await connection.run(`
    INSERT INTO ${projection.table} (id, ${columns.map(([column]) => column).join(', ')})
    SELECT f.record, ${columns.map(([, expression]) => expression).join(',\n      ')}
    FROM fold f JOIN record r ON r.id = f.record WHERE f.type = '${projection.type}'`);
}

export async function removeTouched(connection: Connection, table: string): Promise<void> {
  await connection.run(`DELETE FROM ${table} WHERE id IN (SELECT record FROM touched)`);
}
