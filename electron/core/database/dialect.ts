/** Kysely over one of our connections. Kysely only builds and runs SQL here; locking and transactions belong to gate.ts. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection, SqlValue } from './driver';
import type { Schema } from './schema';

/** A query builder over `connection`. Its `.transaction()` is refused: use the gate. */
export function queryBuilder(connection: Connection): Kysely<Schema> {
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ConnectionDriver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return new Kysely<Schema>({ dialect });
}

class ConnectionDriver implements Driver {
  constructor(private readonly connection: Connection) {}
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return new KyselyConnection(this.connection);
  }
  async beginTransaction(): Promise<void> {
    throw new Error('transactions go through the write gate');
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

class KyselyConnection implements DatabaseConnection {
  constructor(private readonly connection: Connection) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const params = query.parameters as readonly SqlValue[];
    if (returnsRows(query.sql)) return { rows: (await this.connection.all(query.sql, params)) as R[] };
    const { changes } = await this.connection.run(query.sql, params);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  /** Nothing of ours streams through Kysely. */
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used; page by key instead');
  }
}

function returnsRows(sql: string): boolean {
  return /^\s*(select|with|pragma|explain|values)\b/i.test(sql) || /\breturning\b/i.test(sql);
}
