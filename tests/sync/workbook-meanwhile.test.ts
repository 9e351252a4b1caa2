/** What happens to the files of a workbook while another of its sheets is read. */
import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../electron/core/api/context';
import type { Progress } from '../../electron/core/api/jobs';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { discard } from '../../electron/core/sync/discard';
import { saveTemplate } from '../../electron/core/sync/mapping/templates';
import { restage, stagePaths } from '../../electron/core/sync/stage.service';
import { applyFiles } from '../../electron/core/sync/sync.service';
import { stagedFiles } from '../../electron/core/sync/waiting';
import { AppError } from '../../shared/contract/errors';
import type { MappingTemplate } from '../../shared/contract/mapping';
import { testContext } from '../support/context';
import { scratchDir } from '../support/scratch';
import { zip } from '../support/zip.mjs';

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

/** The checkpoints of staging; `act` is called as soon as the second file is read. */
function whenSecondIsRead(act: () => void): Progress {
  let files = 0;
  let acted = false;
  return {
    checkpoint: (phase) => {
      if (phase === 'comparing') files++;
      else if (!acted && files === 1 && phase === 'reading') {
        acted = true;
        act();
      }
    },
  };
}

const unwatched: Progress = { checkpoint: () => undefined };

/** Takings, a plan and readers on a sheet each, with a template for each of them. */
async function masterSheet(): Promise<string> {
  const templates = [
    mapping('收支', 'cashbook', [
      { column: '日期', field: 'at' },
      { column: '金额', field: 'amount' },
      { column: '事项', field: 'purpose' },
    ]),
    mapping('排期', 'plan', [
      { column: '选题', field: 'title' },
      { column: '计划', field: 'plannedAt' },
    ]),
    mapping('读者', 'people', [
      { column: '称呼', field: 'name' },
      { column: '邮箱', field: 'email' },
    ]),
  ];
  for (const template of templates) await saveTemplate(context, template, false);
  const sheets: [string, string[][]][] = [
    [
      '收支',
      [
        ['日期', '金额', '事项'],
        ['2026-03-01', '199', '专栏'],
      ],
    ],
    [
      '排期',
      [
        ['选题', '计划'],
        ['怎么写开头', '2026-04-01'],
      ],
    ],
    [
      '读者',
      [
        ['称呼', '邮箱'],
        ['远山', 'yuanshan@example.com'],
      ],
    ],
  ];
  const book = utils.book_new();
  for (const [name, rows] of sheets) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  const path = join(dir, '总表.xlsx');
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return path;
}

const waiting = () => stagedFiles(workspace.db).map(({ fileName, status, unreadSheets }) => [fileName, status, unreadSheets]);

test('staging that is stopped: what waited by then still waits whole, and nothing of the rest is left', async () => {
  const stop = whenSecondIsRead(() => {
    throw new AppError('cancelled');
  });
  await expect(stagePaths(context, [await masterSheet()], { withExpenses: false, snapshotDay: '2026-04-01' }, stop)).rejects.toMatchObject({
    code: 'cancelled',
  });
  const [file, ...others] = stagedFiles(workspace.db);
  expect([file?.status, file?.rows.new, others]).toEqual(['ready', 1, []]);
  const tables = await workspace.db.writer.all<{ name: string }>("SELECT name FROM temp.sqlite_schema WHERE name GLOB 'stage_*_record'");
  expect(tables).toHaveLength(1);
  const [result] = await applyFiles(context, [file?.id ?? ''], unwatched);
  expect([result?.status, result?.rows.new]).toEqual(['applied', 1]);
});

test.each(['loose', 'zipped'] as const)('a file that is not wanted any more keeps no other sheet from being read: %s', async (packed) => {
  const book = await masterSheet();
  const path = packed === 'loose' ? book : join(dir, '总表.zip');
  if (packed === 'zipped') writeFileSync(path, zip([{ name: '总表.xlsx', data: readFileSync(book) }]));
  let gone: Promise<void> | null = null;
  const discarding = whenSecondIsRead(() => {
    gone = discard(context, [stagedFiles(workspace.db)[0]?.id ?? '']);
  });
  await stagePaths(context, [path], { withExpenses: false, snapshotDay: '2026-04-01' }, discarding);
  await gone;
  const name = packed === 'loose' ? '总表.xlsx' : '总表.zip › 总表.xlsx';
  expect(waiting()).toEqual([
    [`${name} › 排期`, 'ready', []],
    [`${name} › 读者`, 'ready', []],
  ]);
});

test('a sheet that was read as something else in vain is read once, and no other sheet twice', async () => {
  await stagePaths(context, [await masterSheet()], { withExpenses: false, snapshotDay: '2026-04-01' }, unwatched);
  const plan = stagedFiles(workspace.db)[1];
  await restage(context, plan?.id ?? '', { format: 'stripe-balance-history' }, unwatched);
  await restage(context, plan?.id ?? '', { format: undefined }, unwatched);
  expect(waiting()).toEqual([
    ['总表.xlsx › 收支', 'ready', []],
    ['总表.xlsx › 排期', 'ready', []],
    ['总表.xlsx › 读者', 'ready', []],
  ]);
});
