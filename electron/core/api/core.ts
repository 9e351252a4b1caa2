/** The core: one owner of the workspace, one API for its three doors (window, command line, tests). */
import { type CoreEvent, type CoreMethod, contract, type MethodName, type Topic } from '../../../shared/contract';
import { type Answer, AppError, toAnswerError } from '../../../shared/contract/errors';
import type { Database } from '../database/database';
import { fail, releaseLock } from '../workspace/workspace.service';
import type { Context, CoreOptions, Handlers } from './context';
import { Jobs } from './jobs';

export type { CoreOptions } from './context';

export interface Core {
  /** Answers a method of the contract. `trusted` callers (main, command line, tests) may call internal methods. Never rejects. */
  call(method: string, input: unknown, trusted: boolean): Promise<Answer<unknown>>;
  on(listener: (event: CoreEvent) => void): () => void;
  /** Stops jobs, waits for running work, closes the workspace. */
  close(): Promise<void>;
}

type Area = CoreMethod extends `${infer A}.${string}` ? A : never;
type AreaHandlers<A extends Area> = Handlers<Extract<CoreMethod, `${A}.${string}`>>;

/** Loaded with the first call of each: the first page need not wait until all import formats are compiled. */
const areas: { [A in Area]: () => Promise<AreaHandlers<A>> } = {
  workspace: async () => (await import('../workspace/workspace.handlers')).workspaceHandlers,
  overview: async () => (await import('../overview/overview.handlers')).overviewHandlers,
  people: async () => (await import('../people/people.handlers')).peopleHandlers,
  revenue: async () => (await import('../revenue/revenue.handlers')).revenueHandlers,
  inbox: async () => (await import('../sync/inbox/inbox.handlers')).inboxHandlers,
  sync: async () => (await import('../sync/sync.handlers')).syncHandlers,
  mapping: async () => (await import('../sync/mapping/mapping.handlers')).mappingHandlers,
  job: async () => (await import('./jobs.handlers')).jobHandlers,
};

export function createCore(options: CoreOptions): Core {
  const listeners = new Set<(event: CoreEvent) => void>();
  const emit = (event: CoreEvent) => {
    for (const listener of listeners) listener(event);
  };
  const context = createContext(options, emit);
  return {
    call: (method, input, trusted) => answer(context, method, input, trusted),
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await context.jobs.stopAll();
      await context.use(null);
    },
  };
}

function createContext(options: CoreOptions, emit: (event: CoreEvent) => void): Context {
  let current: Database | null = null;
  const pending = new Set<Topic>();
  return {
    options,
    jobs: new Jobs(emit, (error) => logCrash(options, 'job', error)),
    db: () => {
      if (!current) throw new AppError('no-workspace');
      return current;
    },
    use: async (db) => {
      const previous = current;
      current = db;
      if (!previous) return;
      await previous.close();
      await releaseLock(previous);
    },
    emit,
    changed: (...topics) => {
      // Several changes of one turn become one announcement.
      if (pending.size === 0) {
        setImmediate(() => {
          const all = [...pending];
          pending.clear();
          emit({ kind: 'topics', topics: all });
        });
      }
      for (const topic of topics) pending.add(topic);
    },
    now: () => new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  };
}

async function answer(context: Context, method: string, input: unknown, trusted: boolean): Promise<Answer<unknown>> {
  if (!isCoreMethod(method)) return { ok: false, error: { code: 'forbidden', params: {} } };
  const declared = contract[method];
  if (declared.owner === 'internal' && !trusted) return { ok: false, error: { code: 'forbidden', params: {} } };
  const parsed = declared.input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, error: { code: 'invalid-input', params: { field: issue?.path.join('.') ?? '' } } };
  }
  try {
    return { ok: true, value: await run(context, method, parsed.data) };
  } catch (error) {
    return { ok: false, error: await explain(context, method, error) };
  }
}

function isCoreMethod(method: string): method is CoreMethod {
  return Object.hasOwn(contract, method) && contract[method as MethodName].owner !== 'main';
}

/** The input was parsed by the schema of this very method. */
async function run(context: Context, method: CoreMethod, input: unknown): Promise<unknown> {
  const area = method.slice(0, method.indexOf('.')) as Area;
  const handlers = (await areas[area]()) as Record<string, (context: Context, input: unknown) => Promise<unknown>>;
  const handler = handlers[method];
  if (!handler) throw new Error(`no handler of ${method}`);
  return handler(context, input);
}

async function explain(context: Context, method: string, error: unknown) {
  const found = toAnswerError(error);
  if (found.code === 'unexpected') logCrash(context.options, method, error);
  if (found.code === 'workspace-corrupt') await giveUp(context, error);
  return found;
}

/** A damaged file is closed at once: every further write could make it worse. */
async function giveUp(context: Context, error: unknown): Promise<void> {
  try {
    await fail(context, context.db().path, error);
  } catch {
    // It was not open: the status says so already.
  }
}

function logCrash(options: CoreOptions, where: string, error: unknown): void {
  options.log('error', `unexpected failure in ${where}`, { stack: error instanceof Error ? error.stack : String(error) });
}
