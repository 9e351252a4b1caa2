/** What core and main announce, turned into refreshed data and messages. */
import type { CoreEvent, Topic } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { WorkspaceStatus } from '../../../shared/contract/workspace';
import { invalidateTopics, queryClient, queryKey } from './api';
import { dropRunningJobs, isWorking, noteJob } from './jobs';
import { rememberStatus } from './last-status';
import { notifyError } from './notify';

const statusKey = queryKey('workspace.status', {});

/** Takes in the state of the workspace; another file means that nothing held so far is true any more. */
export function noteStatus(status: WorkspaceStatus): void {
  const before = queryClient.getQueryData<WorkspaceStatus>(statusKey);
  // The first status is not a change: what was asked ahead of it may be about this very file.
  const isOther =
    before !== undefined && (before.path !== status.path || before.state !== status.state || before.readOnly !== status.readOnly);
  if (isOther) {
    queryClient.removeQueries({ predicate: ({ queryKey: [method] }) => method !== 'workspace.status' && method !== 'app.info' });
    void queryClient.invalidateQueries({ queryKey: ['app.info'] });
  }
  queryClient.setQueryData(statusKey, status);
  rememberStatus(status);
}

/** An import of many files changes the same topics again and again: while work runs, pages follow once a second. */
const followInterval = 1000;
const changed = new Set<Topic>();
let timer: ReturnType<typeof setTimeout> | null = null;

function follow(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  if (changed.size === 0) return;
  const topics = [...changed];
  changed.clear();
  invalidateTopics(topics);
}

function noteTopics(topics: readonly Topic[]): void {
  for (const topic of topics) changed.add(topic);
  if (!isWorking()) follow();
  else timer ??= setTimeout(follow, followInterval);
}

function handle(event: CoreEvent): void {
  switch (event.kind) {
    case 'topics':
      noteTopics(event.topics);
      return;
    case 'job':
      noteJob(event.job);
      if (!isWorking()) follow();
      return;
    case 'inbox':
      // Far from the first page: loaded when it happens.
      void import('../sync/tell-inbox').then(({ tellInbox }) => tellInbox(event.applied));
      return;
    case 'workspace':
      noteStatus(event.status);
      return;
    case 'core':
      dropRunningJobs();
      void queryClient.invalidateQueries();
      notifyError(new AppError(event.state === 'restarted' ? 'core-restarted' : 'core-failed'));
      return;
  }
}

/** Begins to listen; once, at start. */
export function listen(): void {
  window.tonghao.on(handle);
}
