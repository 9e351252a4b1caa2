/**
 * A file of an older version that is only read cannot be brought to this one. What it lacks stands beside it for the connection: empty tables, and
 * views that add missing columns with their defaults, so that every question has an answer.
 */
import { Connection } from './driver';
import { latestVersion, migrate, schemaVersion } from './migrate';

interface Column {
  name: string;
  type: string;
  dflt_value: string | null;
}

/** Does nothing for a file of this version. Only before the connection is made `query_only`. */
export async function completeOlderFile(connection: Connection): Promise<void> {
  if ((await schemaVersion(connection)) >= latestVersion) return;
  const current = await Connection.open(':memory:', 'create');
  try {
    await migrate(current);
    const tables = await current.all<{ name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'person_search%'",
    );
    await connection.exec('PRAGMA temp_store = MEMORY');
    for (const { name, sql } of tables) {
      const statement = await standIn(connection, current, name, sql);
      if (statement !== null) await connection.exec(statement);
    }
  } finally {
    await current.close();
  }
}

/** What stands in for a table of this version; null when the file's own will do. Names come from our own schema. */
async function standIn(connection: Connection, current: Connection, table: string, sql: string): Promise<string | null> {
  const columns = (of: Connection) => of.all<Column>('SELECT name, type, dflt_value FROM pragma_table_xinfo(?)', [table]);
  const [has, wants] = [await columns(connection), await columns(current)];
  if (has.length === 0) return sql.replace(/^CREATE TABLE/i, 'CREATE TEMP TABLE');
  const types = new Map(has.map(({ name, type }) => [name, type]));
  const missing = wants.filter(({ name, type }) => !types.has(name) || types.get(name) !== type);
  if (missing.length === 0) return null;
  const selected = wants.map(({ name, type, dflt_value }) => {
    if (!types.has(name)) return `${dflt_value ?? 'NULL'} AS ${name}`;
    // Once JSON was kept as bytes.
    return types.get(name) === 'BLOB' && type === 'TEXT' ? `json(${name}) AS ${name}` : name;
  });
  return `CREATE TEMP VIEW ${table} AS SELECT ${selected.join(', ')} FROM main.${table}`;
}
