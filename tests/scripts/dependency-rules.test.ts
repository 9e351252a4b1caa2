import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importsOf, violations } from '../../scripts/lib/dependency-rules.mjs';

describe('finding imports', () => {
  it('sees every notation', () => {
    const source = [
      "import a from 'a';",
      "import { b,\n  c } from './b';",
      "import type { T } from '../t';",
      "import './side.css';",
      "export { x } from './x';",
      "export * from './y';",
      "const z = await import('./z');",
      'const w = require("w");',
      "type F = import('./f').F;",
    ].join('\n');
    expect(importsOf(source).sort()).toEqual(['../t', './b', './f', './side.css', './x', './y', './z', 'a', 'w']);
  });

  it('does not take comments for imports', () => {
    expect(importsOf("/** import x from 'electron' */\n// import y from 'electron'\nconst text = 'plain';")).toEqual([]);
  });
});

describe('who may import what', () => {
  const forbidden: [file: string, source: string][] = [
    ['shared/domain/money.ts', "import { core } from '../../electron/core/api/core'"],
    ['shared/domain/money.ts', "import { readFile } from 'node:fs/promises'"],
    ['renderer/src/people/page.tsx', "import { createCore } from '../../../electron/core/api/core'"],
    ['renderer/src/people/page.tsx', "import { ipcRenderer } from 'electron'"],
    ['renderer/src/people/page.tsx', "import fs from 'node:fs'"],
    ['electron/core/people/people.service.ts', "import { app } from 'electron'"],
    ['electron/core/people/people.service.ts', "export { x } from '../../main/window'"],
    ['electron/core/people/people.service.ts', "import { page } from '../../../renderer/src/page'"],
    ['electron/core/people/people.service.ts', "import { rows } from '../revenue/ledger.queries'"],
    ['electron/core/people/people.service.ts', "import sqlite3 from 'sqlite3'"],
    ['electron/core/sync/formats/alipay-bill.ts', "import { readFileSync } from 'node:fs'"],
    ['electron/core/sync/formats/alipay-bill.ts', "import { Connection } from '../../database/driver'"],
    ['electron/core/sync/formats/alipay-bill.ts', "import { sql } from 'kysely'"],
    ['electron/preload/index.ts', "import path from 'node:path'"],
    ['electron/preload/index.ts', "import { x } from '../main/window'"],
    ['electron/cli/index.ts', "import { app } from 'electron'"],
    ['electron/cli/index.ts', "import { list } from '../core/people/people.service'"],
    ['electron/main/window.ts', "import { Connection } from '../core/database/driver'"],
    ['electron/main/window.ts', "import { ipcMain } from 'electron'"],
  ];

  it.each(forbidden)('%s may not %s', (file, source) => {
    expect(violations(file, source)).not.toEqual([]);
  });

  const permitted: [file: string, source: string][] = [
    ['shared/contract/people.ts', "import { z } from 'zod'; import { common } from './common'"],
    ['renderer/src/people/page.tsx', "import { Table } from '@mantine/core'; import type { Person } from '../../../shared/contract'"],
    ['electron/core/people/people.service.ts', "import { createHash } from 'node:crypto'; import { gate } from '../database/gate'"],
    ['electron/core/people/people.handlers.ts', "import { rows } from './people.queries'"],
    ['electron/core/sync/formats/alipay-bill.ts', "import { money } from '../../../../shared/domain/money'; import { day } from './dates'"],
    ['electron/core/database/driver.ts', "import sqlite3 from 'sqlite3'"],
    ['electron/cli/index.ts', "import { createCore } from '../core/api/core'; import path from 'node:path'"],
    ['electron/main/ipc/register.ts', "import { ipcMain } from 'electron'"],
    ['electron/main/index.ts', "import { runCli } from '../cli/run'"],
    ['electron/preload/index.ts', "import { contextBridge } from 'electron'; import { contract } from '../../shared/contract'"],
  ];

  it.each(permitted)('%s may %s', (file, source) => {
    expect(violations(file, source)).toEqual([]);
  });
});

describe('the check as it runs in the lint', () => {
  const script = resolve(import.meta.dirname, '../../scripts/check-dependencies.mjs');
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tonghao-rules-'));
    for (const folder of ['electron/core/people', 'renderer/src', 'shared/domain']) mkdirSync(join(dir, folder), { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function check(files: Record<string, string>) {
    for (const [name, source] of Object.entries(files)) {
      mkdirSync(join(dir, dirname(name)), { recursive: true });
      writeFileSync(join(dir, name), source);
    }
    const { status, stderr } = spawnSync(process.execPath, [script, dir], { encoding: 'utf8' });
    return { status, stderr };
  }

  it('passes a clean tree', () => {
    expect(check({ 'shared/domain/money.ts': 'export const one = 1;' })).toEqual({ status: 0, stderr: '' });
  });

  it('fails on a violation and names file, import and rule', () => {
    const { status, stderr } = check({ 'electron/core/people/people.service.ts': "import { app } from 'electron';" });
    expect(status).toBe(1);
    expect(stderr).toContain('electron/core/people/people.service.ts: imports electron (core imports shared only, and never electron)');
  });

  it('fails when there is nothing to check', () => {
    expect(check({}).status).toBe(1);
  });
});

it('the window takes types from the contract, never its schemas', () => {
  const file = 'renderer/src/sync/page.tsx';
  const from = "from '../../../shared/contract/sync';";
  expect(violations(file, `import type { StagedFile } ${from}`)).toEqual([]);
  expect(violations(file, `import { type StagedFile, type Batch } ${from}`)).toEqual([]);
  expect(violations(file, "import { AppError } from '../../../shared/contract/errors';")).toEqual([]);
  expect(violations(file, `import { type StagedFile, stagedFile } ${from}`)).toHaveLength(1);
});
