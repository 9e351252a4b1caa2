import type { CoreEvent, MethodName, Output, Parsed, Topic } from '../../../shared/contract';
import type { Database } from '../database/database';
import type { Jobs } from './jobs';

export interface CoreOptions {
  /** Messages must hold no personal data, no amounts and no full paths. */
  log(level: 'info' | 'warn' | 'error', message: string, details?: object): void;
  /** Folder of the demo creator's export files. */
  demoDir: string;
  /** Program of the thread that reads files; left out, files are read on core's own thread. */
  reader?: string;
}

/** What handlers work with. */
export interface Context {
  readonly options: CoreOptions;
  readonly jobs: Jobs;
  /** The open workspace; throws AppError `no-workspace`. */
  db(): Database;
  /** Replaces the open workspace (null closes); used by the workspace area only. */
  use(db: Database | null): Promise<void>;
  emit(event: CoreEvent): void;
  /** Tells every window that data of these topics changed. */
  changed(...topics: Topic[]): void;
  /** The clock, UTC `YYYY-MM-DDTHH:MM:SSZ`. */
  now(): string;
}

/** Handlers of the given methods; inputs arrive parsed. */
export type Handlers<M extends MethodName> = { [K in M]: (context: Context, input: Parsed<K>) => Promise<Output<K>> };
