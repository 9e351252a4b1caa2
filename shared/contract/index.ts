/** The whole contract: every method of the product with its input and output. Types of client, handlers and command line are inferred from it. */
import type { z } from 'zod';
import { appMethods } from './app';
import type { Job } from './common';
import { decisionMethods } from './decisions';
import { inboxMethods } from './inbox';
import { jobMethods } from './job';
import { mappingMethods } from './mapping';
import { overviewMethods } from './overview';
import { peopleMethods } from './people';
import { recordMethods } from './records';
import { rereadMethods } from './reread';
import { revenueMethods } from './revenue';
import { type ImportResult, syncMethods } from './sync';
import type { WorkspaceStatus } from './workspace';
import { workspaceMethods } from './workspace';

export const contract = {
  ...appMethods,
  ...workspaceMethods,
  ...syncMethods,
  ...decisionMethods,
  ...inboxMethods,
  ...recordMethods,
  ...rereadMethods,
  ...jobMethods,
  ...mappingMethods,
  ...peopleMethods,
  ...revenueMethods,
  ...overviewMethods,
};
export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type Input<M extends MethodName> = z.input<Contract[M]['input']>;
export type Parsed<M extends MethodName> = z.output<Contract[M]['input']>;
export type Output<M extends MethodName> = z.output<Contract[M]['output']>;

type OwnedBy<O extends string> = { [M in MethodName]: Contract[M]['owner'] extends O ? M : never }[MethodName];
/** Methods answered by core; `internal` ones among them take paths and are refused from a window. */
export type CoreMethod = Exclude<MethodName, MainMethod>;
export type MainMethod = keyof typeof appMethods;
export type WindowMethod = Exclude<MethodName, OwnedBy<'internal'>>;

/** Topics of changed data: a window invalidates what it holds of them. */
export const topics = ['workspace', 'sync', 'inbox', 'people', 'ledger', 'settings', 'backups'] as const;
export type Topic = (typeof topics)[number];

export type CoreEvent =
  | { kind: 'topics'; topics: Topic[] }
  | { kind: 'job'; job: Job }
  | { kind: 'workspace'; status: WorkspaceStatus }
  /** Files of a watched folder were imported by themselves. */
  | { kind: 'inbox'; applied: ImportResult[] }
  /** The core process ended unexpectedly and was started anew; writes under way were not repeated. */
  | { kind: 'core'; state: 'restarted' | 'failed' };

/** The one object that preload gives to the window. */
export interface Bridge {
  call<M extends WindowMethod>(method: M, input: Input<M>): Promise<import('./errors').Answer<Output<M>>>;
  on(listener: (event: CoreEvent) => void): () => void;
  /** Registers a dropped File and returns an opaque handle for `app.stageFiles`. */
  registerFile(file: File): Promise<import('./app').FileHandle | null>;
}
