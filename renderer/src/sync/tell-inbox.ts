/** Tells of files that were imported by themselves. Loaded when that happens. */

import type { ImportResult } from '../../../shared/contract/sync';
import type { WorkspaceStatus } from '../../../shared/contract/workspace';
import { formatNumber } from '../../../shared/domain/format';
import { queryClient, queryKey } from '../app/api';
import { currentLanguage, i18n } from '../app/i18n';
import { notify } from '../app/notify';
import { sumRows } from './file-view';
import { addResults, openSession, undoImports } from './session';

/** A message with Undo, and a line each among what was just imported. */
export function tellInbox(results: readonly ImportResult[]): void {
  const workspace = queryClient.getQueryData<WorkspaceStatus>(queryKey('workspace.status', {}));
  openSession(workspace?.path ?? '');
  addResults(results.filter(({ status }) => status !== 'failed'));
  const applied = results.filter(({ status }) => status === 'applied');
  const failed = results.filter(({ status }) => status === 'failed');
  if (failed.length > 0) notify({ tone: 'risk', message: i18n.t('sync:result.noticeFailed', { count: failed.length }) });
  if (applied.length === 0) return;
  const rows = sumRows(applied);
  const number = (value: number) => formatNumber(value, currentLanguage());
  const batches = applied.flatMap(({ batchId }) => batchId ?? []);
  const files = applied.map(({ file }) => file).join(i18n.t('sync:list'));
  notify({
    message: i18n.t('sync:inbox.applied', { files, added: number(rows.new), updated: number(rows.updated) }),
    undo: () => undoImports(batches).then(() => notify({ message: i18n.t('sync:result.undone', { count: batches.length }) })),
  });
}
