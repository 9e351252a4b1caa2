/** The import area's methods. */

import type { decisionMethods } from '../../../shared/contract/decisions';
import { AppError } from '../../../shared/contract/errors';
import type { recordMethods } from '../../../shared/contract/records';
import type { rereadMethods } from '../../../shared/contract/reread';
import type { ImportResult, syncMethods, UndoResult } from '../../../shared/contract/sync';
import type { Handlers } from '../api/context';
import { accounts } from './accounts.queries';
import { coverage } from './coverage.queries';
import { decideConflicts, decideRows, stagedGroups } from './decisions/decisions.service';
import { discard } from './discard';
import { formats } from './formats/registry';
import { batchById, history } from './history.queries';
import { templateFormats } from './mapping/templates';
import { recordCounts, recordPage } from './records.queries';
import { setReminder } from './reminders';
import { outdated, reread } from './reread/reread.service';
import { dismissRows, exportRowsToFix, quarantine } from './rows-to-fix';
import { restage, stagePaths, stageText, unlock } from './stage.service';
import { stagedRows } from './staged-rows.queries';
import { applyFiles, redo, undo } from './sync.service';
import { stagedById, stagedFiles } from './waiting';

const done = { done: true } as const;

export const syncHandlers: Handlers<
  keyof typeof syncMethods | keyof typeof decisionMethods | keyof typeof recordMethods | keyof typeof rereadMethods
> = {
  'sync.formats': async () =>
    formats.map(({ id, platform, version, kind, evidence, headers }) => ({
      id,
      platform,
      version,
      kind,
      evidence,
      layouts: [...new Set(headers.map((header) => header.layout))],
    })),
  'sync.stage': async (context, { paths, ...options }) => {
    const known = [...formats, ...(await templateFormats(context.db()))];
    if (options.format !== undefined && !known.some((format) => format.id === options.format))
      throw new AppError('unknown-format', { format: options.format });
    return context.jobs.start('sync.stage', (progress) => stagePaths(context, paths, options, progress));
  },
  'sync.stageText': async (context, { name, text, ...options }) => {
    const known = [...formats, ...(await templateFormats(context.db()))];
    if (options.format !== undefined && !known.some((format) => format.id === options.format))
      throw new AppError('unknown-format', { format: options.format });
    return context.jobs.start('sync.stageText', (progress) => stageText(context, { name, text }, options, progress));
  },
  'sync.staged': async (context) => stagedFiles(context.db()),
  'sync.stagedRows': async (context, input) => stagedRows(context.db(), stagedById(context.db(), input.fileId), input),
  'sync.stagedGroups': async (context, { fileId }) => stagedGroups(context.db(), fileId),
  'sync.skipRows': async (context, input) => {
    await decideRows(context, input);
    return done;
  },
  'sync.settleConflicts': async (context, input) => {
    await decideConflicts(context, input);
    return done;
  },
  'sync.restage': async (context, { fileId, ...options }) => {
    stagedById(context.db(), fileId);
    return context.jobs.start('sync.restage', (progress) => restage(context, fileId, options, progress));
  },
  'sync.unlock': async (context, { fileId, password }) => {
    stagedById(context.db(), fileId);
    return context.jobs.start('sync.unlock', (progress) => unlock(context, fileId, password, progress));
  },
  'sync.discard': async (context, { fileIds }) => {
    await discard(context, fileIds);
    return done;
  },
  'sync.apply': async (context, { fileIds }) => {
    for (const id of fileIds) stagedById(context.db(), id);
    if (context.db().readOnly) throw new AppError('workspace-read-only');
    return context.jobs.start('sync.apply', (progress, keep) => applyFiles(context, fileIds, progress, keep));
  },
  'sync.applied': async (context, { jobId }) => context.jobs.result<ImportResult[]>(jobId),
  'sync.history': async (context, { cursor, limit }) => history(context.db(), cursor, limit),
  'sync.batch': async (context, { id }) => batchById(context.db(), id),
  'sync.undo': async (context, { id }) => {
    await batchById(context.db(), id);
    return context.jobs.start('sync.undo', () => undo(context, id));
  },
  'sync.redo': async (context, { id }) => {
    await batchById(context.db(), id);
    return context.jobs.start('sync.redo', () => redo(context, id));
  },
  'sync.outdated': async (context) => outdated(context.db()),
  'sync.reread': async (context, { ids }) => {
    if (context.db().readOnly) throw new AppError('workspace-read-only');
    for (const id of ids) await batchById(context.db(), id);
    return context.jobs.start('sync.reread', async (progress, keep) => {
      const waiting: (string | null)[] = [];
      let failure: unknown;
      for (const id of ids) {
        try {
          waiting.push(await reread(context, id, progress));
          keep([...waiting]);
        } catch (error) {
          // One that cannot be read again keeps none of the others from it.
          if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
          failure ??= error;
        }
      }
      if (failure !== undefined) throw failure;
      return waiting;
    });
  },
  'sync.rereadFiles': async (context, { jobId }) => context.jobs.result<(string | null)[]>(jobId),
  'sync.undone': async (context, { jobId }) => context.jobs.result<UndoResult>(jobId),
  'sync.quarantine': async (context, { batchId, cursor, limit }) => quarantine(context.db(), batchId, cursor, limit),
  'sync.dismissRows': async (context, input) => ({ ids: await dismissRows(context, input) }),
  'sync.exportRows': async (context, { batchId, path }) => ({ rows: await exportRowsToFix(context.db(), batchId, path) }),
  'sync.recordCounts': async (context) => recordCounts(context.db()),
  'sync.records': async (context, input) => recordPage(context.db(), input),
  'sync.accounts': async (context) => accounts(context.db()),
  'sync.setReminder': async (context, input) => {
    await setReminder(context, input);
    return done;
  },
  'sync.coverage': async (context, { accountId }) => coverage(context, accountId),
  'sync.renameAccount': async (context, { id, name }) => {
    await context.db().write(async (tx) => {
      const result = await tx.updateTable('account').set({ name }).where('id', '=', id).executeTakeFirst();
      if (result.numUpdatedRows === 0n) throw new AppError('account-missing');
    });
    context.changed('sync');
    return done;
  },
};
