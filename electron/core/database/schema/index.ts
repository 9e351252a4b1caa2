/** Row types of the schema, for Kysely. Meanings and units stand beside the columns in migrations/; change both together. */
import type { ContentTables } from './content';
import type { PeopleTables } from './people';
import type { RevenueTables } from './revenue';
import type { SyncTables } from './sync';

export type { LedgerLineTable } from './revenue';

export interface Schema extends SyncTables, RevenueTables, PeopleTables, ContentTables {}
