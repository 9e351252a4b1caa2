/** Staging that is stopped while the second file of a workbook is read. */
import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../electron/core/api/context';
import type { Progress } from '../../electron/core/api/jobs';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { saveTemplate } from '../../electron/core/sync/mapping/templates';
import { stagePaths } from '../../electron/core/sync/stage.service';
import { applyFiles } from '../../electron/core/sync/sync.service';
import { stagedFiles } from '../../electron/core/sync/waiting';
import { AppError } from '../../shared/contract/errors';
import type { MappingTemplate } from '../../shared/contract/mapping';
import { testContext } from '../support/context';
import { scratchDir } from '../support/scratch';

let dir: string;
let workspace: OpenWorkspace;
let context: Context;
beforeEach(async () => {
  dir = await scratchDir();
  workspace = await createWorkspaceFile(join(dir, 'book.tonghao'));
  context = testContext(workspace, dir);
});
afterEach(async () => {
  await workspace.db.close();
  await workspace.lock?.release();
  await rm(dir, { recursive: true });
});

const mapping = (name: string, kind: MappingTemplate['kind'], columns: MappingTemplate['columns']): MappingTemplate => ({
  version: 1,
  name,
  kind,
  platform: 'own',
  columns,
  dateOrder: 'ymd',
  decimal: '.',
  zone: null,
  currency: null,
  statuses: {},
});

/** Lets the first file through and stops at the second. */
function stopped(): Progress {
  let files = 0;
  return {
    checkpoint: (phase) => {
      if (phase === 'comparing') files++;
      else if (files === 1 && phase === 'reading') throw new AppError('cancelled');
    },
  };
}

test('what waited by then still waits whole, and nothing of the rest is left', async () => {
  await saveTemplate(
    context,
    mapping('收支', 'cashbook', [
      { column: '日期', field: 'at' },
      { column: '金额', field: 'amount' },
      { column: '事项', field: 'purpose' },
    ]),
    false,
  );
  await saveTemplate(
    context,
    mapping('排期', 'plan', [
      { column: '选题', field: 'title' },
      { column: '计划', field: 'plannedAt' },
    ]),
    false,
  );
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['日期', '金额', '事项'],
      ['2026-03-01', '199', '专栏'],
    ]),
    '收支',
  );
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['选题', '计划'],
      ['怎么写开头', '2026-04-01'],
    ]),
    '排期',
  );
  const path = join(dir, '总表.xlsx');
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  await expect(stagePaths(context, [path], { withExpenses: false }, stopped())).rejects.toMatchObject({ code: 'cancelled' });
  const [file, ...others] = stagedFiles(workspace.db);
  expect([file?.status, file?.rows.new, others]).toEqual(['ready', 1, []]);
  const tables = await workspace.db.writer.all<{ name: string }>("SELECT name FROM temp.sqlite_schema WHERE name GLOB 'stage_*_record'");
  expect(tables).toHaveLength(1);
  const [result] = await applyFiles(context, [file?.id ?? ''], { checkpoint: () => undefined });
  expect([result?.status, result?.rows.new]).toEqual(['applied', 1]);
});
