import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from '../command';
import { importReport } from '../import-report';
import { demoDir } from '../session';
import { stageAndApply, succeeded } from './import';

/** Fills a workspace with the demo creator's exports, through the same pipeline as anybody's. */
export const demo: Command = {
  usage: '',
  run: async (invocation) => {
    const { session, workspace, t } = invocation;
    const path = workspace();
    if (existsSync(path)) await session.call('workspace.open', { path });
    else await session.call('workspace.create', { path, name: t('cli:demoName'), zone: 'Asia/Shanghai', currency: 'CNY', demo: true });
    const names = (await readdir(demoDir())).filter((name) => /\.(csv|xlsx)$/i.test(name)).sort();
    const files = await stageAndApply(
      invocation,
      names.map((name) => join(demoDir(), name)),
      { dryRun: false, withExpenses: false },
    );
    return { data: { files }, text: importReport(files, t), ok: succeeded(files) };
  },
};
