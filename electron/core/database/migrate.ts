/**
 * Migrations: numbered, frozen, forward only. Each runs in one transaction with `user_version` set inside it, so a file is always
 * wholly at one version. (Kysely's own migrator is not transactional on SQLite.)
 */
import { AppError } from '../../../shared/contract/errors';
import type { Connection } from './driver';
import { foundation } from './migrations/0001-foundation';
import { returnsAndRevision } from './migrations/0002-returns-and-revision';
import { areas } from './migrations/0003-areas';
import { cellsAsText } from './migrations/0004-cells-as-text';
import { identity } from './migrations/0005-identity';
import { erasure } from './migrations/0006-erasure';
import { inbox } from './migrations/0007-inbox';
import { importDecisions } from './migrations/0008-import-decisions';
import { figureChanges } from './migrations/0009-figure-changes';
import { reread } from './migrations/0010-reread';
import { lineMatches } from './migrations/0011-line-matches';
import { settledRows } from './migrations/0012-settled-rows';

export interface Migration {
  version: number;
  sql: string;
}

export const migrations: readonly Migration[] = [
  { version: 1, sql: foundation },
  { version: 2, sql: returnsAndRevision },
  { version: 3, sql: areas },
  { version: 4, sql: cellsAsText },
  { version: 5, sql: identity },
  { version: 6, sql: erasure },
  { version: 7, sql: inbox },
  { version: 8, sql: importDecisions },
  { version: 9, sql: figureChanges },
  { version: 10, sql: reread },
  { version: 11, sql: lineMatches },
  { version: 12, sql: settledRows },
];
export const latestVersion = migrations.length;
/** "Tong" in ASCII: tells our files from other SQLite files. */
export const applicationId = 0x546f6e67;

export async function schemaVersion(connection: Connection): Promise<number> {
  return ((await connection.get<{ user_version: number }>('PRAGMA user_version')) ?? { user_version: 0 }).user_version;
}

/**
 * Brings a file to the latest version. Throws `workspace-newer` for files of a newer program (nothing is written),
 * `migration-failed` when a step fails (the file stays at the version it had).
 */
export async function migrate(connection: Connection, steps: readonly Migration[] = migrations): Promise<void> {
  const from = await schemaVersion(connection);
  const latest = steps.at(-1)?.version ?? 0;
  if (from > latest) throw new AppError('workspace-newer', { version: from, supported: latest });
  const pending = steps.filter((step) => step.version > from);
  if (pending.length === 0) return;
  // Table rebuilds need foreign keys off, and the pragma is ignored inside a transaction.
  await connection.exec('PRAGMA foreign_keys = OFF');
  try {
    for (const step of pending) await runStep(connection, step);
  } finally {
    await connection.exec('PRAGMA foreign_keys = ON');
  }
}

async function runStep(connection: Connection, step: Migration): Promise<void> {
  await connection.exec('BEGIN IMMEDIATE');
  try {
    await connection.exec(step.sql);
    const broken = await connection.all('PRAGMA foreign_key_check');
    if (broken.length > 0) throw new Error(`migration ${step.version} leaves ${broken.length} dangling references`);
    await connection.exec(`PRAGMA user_version = ${step.version}`);
    await connection.exec('COMMIT');
  } catch (error) {
    await connection.exec('ROLLBACK').catch(() => undefined);
    if (error instanceof AppError) throw error;
    throw new AppError('migration-failed', { version: step.version }, { cause: error });
  }
}
