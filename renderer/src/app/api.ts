/**
 * The window's client of the contract: typed calls, react-query on top of them, commands and jobs.
 * Server data live in react-query only; they never grow stale by time, a `topics` event of core is what refreshes them.
 */
import {
  type InfiniteData,
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { Input, Output, Topic, WindowMethod } from '../../../shared/contract';
import type { Job } from '../../../shared/contract/common';
import { AppError } from '../../../shared/contract/errors';
import { notifyError } from './notify';

/** Calls one method and unwraps its answer; every failure is an AppError (a bridge that throws becomes `unexpected`). */
export async function call<M extends WindowMethod>(method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await window.tonghao.call(method, input).catch(() => null);
  if (!answer) throw new AppError('unexpected');
  if (!answer.ok) throw new AppError(answer.error.code, answer.error.params);
  return answer.value;
}

/** Anything thrown by a query or command, as the AppError it is. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('unexpected');
}

/** Methods that read, with the topics whose change makes their answers old. */
const readTopics = {
  'app.info': ['workspace'],
  'app.failedBackups': ['backups', 'workspace'],
  'app.log': [],
  'workspace.status': ['workspace', 'settings', 'backups'],
  'workspace.settings': ['settings', 'workspace'],
  'workspace.rates': ['settings', 'ledger', 'workspace'],
  'workspace.backups': ['backups', 'workspace'],
  'workspace.doctor': ['ledger', 'people', 'sync', 'workspace'],
  'sync.formats': [],
  'sync.staged': ['sync', 'workspace'],
  'sync.stagedRows': ['sync', 'workspace'],
  'sync.stagedGroups': ['sync', 'workspace'],
  'sync.applied': [],
  'sync.history': ['sync', 'workspace'],
  'sync.batch': ['sync', 'workspace'],
  'sync.outdated': ['sync', 'workspace'],
  'sync.rereadFiles': [],
  'sync.undone': [],
  'sync.quarantine': ['sync', 'workspace'],
  'sync.recordCounts': ['sync', 'workspace'],
  'sync.records': ['sync', 'people', 'workspace'],
  'sync.accounts': ['sync', 'workspace'],
  'sync.coverage': ['sync', 'settings', 'workspace'],
  'inbox.get': ['inbox', 'sync', 'workspace'],
  'inbox.always': ['inbox', 'sync', 'workspace'],
  'mapping.draft': ['sync', 'workspace'],
  'mapping.words': ['sync', 'workspace'],
  'mapping.preview': ['sync', 'settings', 'workspace'],
  'mapping.templates': ['sync', 'workspace'],
  'job.get': [],
  'people.list': ['people', 'ledger', 'workspace'],
  'people.get': ['people', 'ledger', 'sync', 'workspace'],
  'people.sources': ['people', 'ledger', 'sync', 'workspace'],
  'people.timeline': ['people', 'ledger', 'sync', 'workspace'],
  'people.erasePreview': ['people', 'ledger', 'backups', 'workspace'],
  'people.erased': [],
  'people.tags': ['people', 'workspace'],
  'people.platforms': ['people', 'workspace'],
  'people.suggestions': ['people', 'ledger', 'workspace'],
  'people.dismissed': ['people', 'ledger', 'workspace'],
  'revenue.lines': ['ledger', 'people', 'workspace'],
  'revenue.totals': ['ledger', 'workspace'],
  'revenue.sources': ['ledger', 'sync', 'workspace'],
  'revenue.line': ['ledger', 'people', 'sync', 'workspace'],
  'revenue.undecided': ['ledger', 'workspace'],
  'revenue.matches': ['ledger', 'people', 'workspace'],
  'revenue.filters': ['ledger', 'workspace'],
  'overview.get': ['ledger', 'people', 'sync', 'settings', 'backups', 'workspace'],
  'overview.sources': ['ledger', 'people', 'sync', 'settings', 'workspace'],
  'overview.metrics': ['ledger', 'people', 'sync', 'settings', 'workspace'],
} as const satisfies Partial<Record<WindowMethod, readonly Topic[]>>;

export type ReadMethod = keyof typeof readTopics;
/** Reads that are keyset-paged: they take a cursor and answer the next one. */
export type PagedMethod = {
  [M in ReadMethod]: Output<M> extends { next: string | null } ? M : never;
}[ReadMethod];
export type CommandMethod = Exclude<WindowMethod, ReadMethod>;

/** Key factory of all server data: method first, so that topics and methods can be invalidated as a whole. */
export function queryKey<M extends ReadMethod>(method: M, input: Input<M>): readonly [M, Input<M>] {
  return [method, input];
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Marks what rests on the changed topics as old; what is on screen is read again at once. */
export function invalidateTopics(changed: readonly Topic[]): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [method] }) => {
      const rests: readonly Topic[] | undefined = readTopics[method as ReadMethod];
      return rests?.some((topic) => changed.includes(topic)) ?? false;
    },
  });
}

/** Reads a method's answers anew wherever they are on screen; settles when they are. */
export function refresh(method: ReadMethod): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [method] });
}

/** The same read outside a component; answers from the cache when it is fresh. */
export function fetchApi<M extends ReadMethod>(method: M, input: Input<M>): Promise<Output<M>> {
  return queryClient.fetchQuery({ queryKey: queryKey(method, input), queryFn: () => call(method, input) });
}

export interface ReadOptions {
  /** Default true. */
  enabled?: boolean;
  /** Keeps showing the former answer while another input is read (filters, windows): no flicker. Default true. */
  keepPrevious?: boolean;
}

/** Reads one method; refreshed by topics. */
export function useApi<M extends ReadMethod>(method: M, input: Input<M>, options: ReadOptions = {}): UseQueryResult<Output<M>, AppError> {
  return useQuery<Output<M>, AppError>({
    queryKey: queryKey(method, input),
    queryFn: () => call(method, input),
    enabled: options.enabled ?? true,
    placeholderData: options.keepPrevious === false ? undefined : (keepPreviousData as never),
  });
}

/**
 * Reads a keyset-paged method page by page; `input` without `cursor`. Rows: `pages.data?.pages.flatMap((page) => page.people)`;
 * pass `hasNextPage`, `isFetchingNextPage` and `fetchNextPage` to a DataTable.
 */
export function usePages<M extends PagedMethod>(method: M, input: Omit<Input<M>, 'cursor'>, options: ReadOptions = {}) {
  return useInfiniteQuery<Output<M>, AppError, InfiniteData<Output<M>, string | null>, readonly unknown[], string | null>({
    queryKey: [method, input, 'pages'],
    queryFn: ({ pageParam }) => call(method, { ...input, cursor: pageParam } as Input<M>),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    enabled: options.enabled ?? true,
    placeholderData: options.keepPrevious === false ? undefined : keepPreviousData,
  });
}

export interface CommandOptions<M extends CommandMethod> {
  onSuccess?: (value: Output<M>, input: Input<M>) => void;
  /** Called after the user was told; return true to keep the notification away because the page shows the error itself. */
  onError?: (error: AppError) => boolean | undefined;
}

/** A method that changes something. Failures are shown as a translated notification; refreshed data come through topics. */
export function useCommand<M extends CommandMethod>(
  method: M,
  options: CommandOptions<M> = {},
): UseMutationResult<Output<M>, AppError, Input<M>> {
  return useMutation<Output<M>, AppError, Input<M>>({
    mutationFn: (input) => call(method, input),
    onSuccess: (value, input) => options.onSuccess?.(value, input),
    onError: (error) => {
      if (!options.onError?.(error)) notifyError(error);
    },
  });
}

/** Waits until a job has ended; throws its error when it failed and `cancelled` when the user stopped it. */
export async function finishJob(jobId: string): Promise<Job> {
  const job = await call('job.wait', { jobId });
  if (job.state === 'cancelled') throw new AppError('cancelled');
  if (job.error) throw new AppError(job.error.code, job.error.params);
  return job;
}
