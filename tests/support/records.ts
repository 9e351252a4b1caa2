/** Imports of canonical records without a file: for what must hold for every type, whatever format states it. */
import { join } from 'node:path';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { applyStaged } from '../../electron/core/sync/apply';
import { compareStored } from '../../electron/core/sync/diff';
import type { MappedRow } from '../../electron/core/sync/map-rows';
import { RowEncoder } from '../../electron/core/sync/reading/encode-rows';
import type { Stated } from '../../electron/core/sync/reading/messages';
import { Tally } from '../../electron/core/sync/reading/tally';
import { StageWriter } from '../../electron/core/sync/stage-writer';
import type { Staged } from '../../electron/core/sync/staged';
import { countStaged } from '../../electron/core/sync/staged-counts';
import { clearStaged, createStaged } from '../../electron/core/sync/staging';
import { redoBatch, undoBatch } from '../../electron/core/sync/undo';
import { validateRecord } from '../../electron/core/sync/validate';
import { examine } from '../../electron/core/workspace/doctor';
import type { UndoResult } from '../../shared/contract/sync';
import type { DoctorReport } from '../../shared/contract/workspace';
import type { CanonicalRecord } from '../../shared/domain/records';
import { canonicalDump, type Dump } from './dump';

const now = '2026-06-01T00:00:00Z';
const progress = { checkpoint: () => undefined, signal: new AbortController().signal };

export interface RecordWorkspace {
  workspace: OpenWorkspace;
  /** Stages a file whose rows state these records; answers the counts of the preview and, when anything is new, the batch. */
  importRows(rows: readonly CanonicalRecord[][]): Promise<{ batch: string | null; counts: Awaited<ReturnType<typeof countStaged>> }>;
  undo(batch: string): Promise<UndoResult>;
  redo(batch: string): Promise<UndoResult>;
  dump(): Promise<Dump>;
  doctor(): Promise<DoctorReport>;
  close(): Promise<void>;
}

/** A new workspace file in `dir`. Every record must be one that core accepts. */
export async function recordWorkspace(dir: string, name: string): Promise<RecordWorkspace> {
  const path = join(dir, `${name}.tonghao`);
  const workspace = await createWorkspaceFile(path);
  const { db } = workspace;
  let key = 0;
  const seen = new Set<string>();
  return {
    workspace,
    async importRows(rows) {
      key++;
      await createStaged(db, key);
      const mapped = rows.map((records, at): MappedRow => {
        for (const record of records) {
          const problem = validateRecord(record);
          if (problem) throw new Error(JSON.stringify({ problem, record }));
        }
        return { row: at + 1, cells: [String(at)], outcome: { outcome: 'records', records } };
      });
      const tally = new Tally();
      tally.add(mapped);
      const writer = new StageWriter(db, key, 'tool');
      const encoder = new RowEncoder('');
      for (const row of mapped) encoder.add(row);
      await writer.write(encoder.take());
      await writer.finish();
      await compareStored(db, key, 'tool', { replaces: null, repeats: encoder.repeats });
      const counts = await countStaged(db, key, tally.result().stated);
      // As the import area does: only the very same file that brings nothing is not recorded again; another one that agrees is another witness.
      const content = JSON.stringify(rows);
      const isRecorded = counts.rows.new + counts.rows.updated > 0 || !seen.has(content);
      seen.add(content);
      const batch = isRecorded ? await applyStaged(db, staged(key, counts, tally.result().stated), now, progress) : null;
      await clearStaged(db, key);
      return { batch, counts };
    },
    undo: (batch) => undoBatch(db, batch, now),
    redo: (batch) => redoBatch(db, batch, now),
    dump: () => canonicalDump(path),
    doctor: () => examine(db),
    async close() {
      await db.close();
      await workspace.lock?.release();
    },
  };
}

function staged(key: number, counts: Awaited<ReturnType<typeof countStaged>>, stated: Stated): Staged {
  return {
    key,
    path: 'records.csv',
    origin: 'records.csv',
    name: 'records.csv',
    parcel: null,
    stored: null,
    book: { gone: new Set() },
    sheets: null,
    allSheets: [],
    replaces: null,
    frame: null,
    options: { withExpenses: false },
    columns: ['n'],
    hash: `hash${key}`,
    asOf: '',
    period: { by: 'rows', last: null },
    kind: 'ledger',
    formatVersion: 1,
    stated,
    marks: [],
    cameAgain: [],
    comparedAt: 0,
    file: {
      id: String(key),
      fileName: 'records.csv',
      size: 1,
      status: 'ready',
      error: null,
      format: 'records',
      layout: null,
      alternatives: [],
      unreadSheets: [],
      passedOver: 0,
      template: null,
      comparison: 1,
      formatChosen: false,
      confidence: 1,
      encoding: null,
      platform: 'tool',
      account: null,
      periodFrom: null,
      periodTo: null,
      snapshotAt: null,
      days: null,
      withExpenses: false,
      spendingRows: 0,
      incomeRows: 0,
      ...counts,
      replaces: null,
      money: [],
      warnings: [],
    },
  };
}
