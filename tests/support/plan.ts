/** How SQLite would run a statement, for tests that hot queries use their index. */
import type { Connection, SqlValue } from '../../electron/core/database/driver';

/** The steps of the plan, one per line. */
export async function planOf(connection: Connection, sql: string, params: readonly SqlValue[] = []): Promise<string> {
  const steps = await connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
  return steps.map((step) => step.detail).join('\n');
}
