/** How SQLite would run a statement, for tests that hot queries use their index. */
import type { Connection, SqlValue } from '../../electron/core/database/driver';

/** The steps of the plan, one per line; steps of inner queries are indented, so that the page's own begin at the margin. */
export async function planOf(connection: Connection, sql: string, params: readonly SqlValue[] = []): Promise<string> {
  const steps = await connection.all<{ id: number; parent: number; detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
  const depth = new Map<number, number>();
  return steps
    .map(({ id, parent, detail }) => {
      const level = parent === 0 ? 0 : (depth.get(parent) ?? 0) + 1;
      depth.set(id, level);
      return `${'  '.repeat(level)}${detail}`;
    })
    .join('\n');
}

/** Whether the outermost query sorts its rows instead of walking an index. */
export function sorts(plan: string): boolean {
  return /^USE TEMP B-TREE FOR (LAST .*)?ORDER BY/m.test(plan);
}
