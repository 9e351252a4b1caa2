/** What the user can do with files on the import page, with the messages that follow. */
import { useTranslation } from 'react-i18next';
import type { FileHandle } from '../../../shared/contract/app';
import type { ImportResult, StagedFile } from '../../../shared/contract/sync';
import { asAppError, call } from '../app/api';
import { notify, notifyError } from '../app/notify';
import { useFormat } from '../ui/format-context';
import { sumRows } from './file-view';
import { applyFiles, readFiles, readText, undoImports } from './session';

export interface ImportCommands {
  /** Opens the file picker. */
  pick: () => Promise<void>;
  /** Takes dropped files. */
  drop: (files: File[]) => Promise<void>;
  /** Takes pasted text as a file of this name. */
  paste: (name: string, text: string) => Promise<void>;
  apply: (fileIds: string[]) => void;
  discard: (fileIds: string[]) => void;
}

/** Names shown in a message before it becomes a list. */
const namedFiles = 3;

/** Commands over the files that wait now. */
export function useImportCommands(staged: readonly StagedFile[]): ImportCommands {
  const { t } = useTranslation('sync');
  const format = useFormat();

  const tellApplied = (results: readonly ImportResult[]) => {
    const applied = results.filter((result) => result.status === 'applied');
    const failed = results.filter((result) => result.status === 'failed' || result.status === 'needs-mapping');
    if (failed.length > 0) notify({ tone: 'risk', message: t('result.noticeFailed', { count: failed.length }) });
    if (applied.length === 0) {
      if (failed.length === 0 && results.length > 0) notify({ message: t('result.noticeNone') });
      return;
    }
    const rows = sumRows(applied);
    const batches = applied.flatMap((result) => result.batchId ?? []);
    notify({
      message: t('result.notice', { count: applied.length, added: format.number(rows.new), updated: format.number(rows.updated) }),
      undo: () => undoImports(batches).then(() => notify({ message: t('result.undone', { count: batches.length }) })),
    });
  };

  const apply = async (fileIds: string[]) => {
    const results = await applyFiles(fileIds);
    if (results) return tellApplied(results);
    const left = await call('sync.staged', {}).catch(() => []);
    const done = fileIds.filter((id) => !left.some((file) => file.id === id)).length;
    notify({ tone: 'look', message: done > 0 ? t('apply.stopped', { done }) : t('apply.stoppedNone') });
  };

  const read = async (handles: readonly FileHandle[]) => {
    if ((await readFiles(handles, staged)) === 'stopped') notify({ tone: 'look', message: t('reading.cancelled') });
  };

  const drop = async (files: File[]) => {
    const registered = await Promise.all(files.map((file) => window.tonghao.registerFile(file).catch(() => null)));
    const handles = registered.filter((handle): handle is FileHandle => handle !== null);
    const refused = files.filter((_, index) => registered[index] === null).map(({ name }) => name);
    if (files.length === 0) notify({ tone: 'look', message: t('drop.nothing') });
    if (refused.length > 0) {
      const names = refused.slice(0, namedFiles).join(t('list')) + (refused.length > namedFiles ? '…' : '');
      notify({ tone: 'look', message: t('drop.unregistered', { count: refused.length, names }) });
    }
    await read(handles);
  };

  const paste = async (name: string, text: string) => {
    const outcome = await readText(name, text, staged);
    if (outcome === 'stopped') notify({ tone: 'look', message: t('reading.cancelled') });
    if (outcome === 'busy') notify({ tone: 'look', message: t('paste.busy') });
  };

  const pick = async () => {
    try {
      await read(await call('app.pickFiles', {}));
    } catch (error) {
      notifyError(asAppError(error));
    }
  };

  const discard = (fileIds: string[]) => {
    call('sync.discard', { fileIds }).catch((error: unknown) => notifyError(asAppError(error)));
  };

  return { pick, drop, paste, apply: (fileIds) => void apply(fileIds), discard };
}
