import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Core, createCore } from '../../electron/core/api/core';
import { scratchDir } from '../support/scratch';

let dir: string;
let core: Core;
beforeEach(async () => {
  dir = await scratchDir();
  core = createCore({ demoDir: dir, log: () => undefined });
});
afterEach(async () => {
  await core.close();
  await rm(dir, { recursive: true, force: true });
});

test('a window may not call what takes paths', async () => {
  const answer = await core.call('workspace.create', { path: join(dir, 'x.tonghao') }, false);
  expect(answer).toEqual({ ok: false, error: { code: 'forbidden', params: {} } });
});

test.each(['nonsense', '__proto__', 'constructor', 'toString', 'app.quit'])('%s is not a method', async (method) => {
  expect(await core.call(method, {}, true)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

test('inputs are parsed at the door', async () => {
  expect(await core.call('sync.renameAccount', { id: 'one', name: '' }, false)).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', params: { field: 'id' } },
  });
});

test('without a workspace there is a clear error, and the status says so', async () => {
  expect(await core.call('people.list', {}, false)).toMatchObject({ ok: false, error: { code: 'no-workspace' } });
  expect(await core.call('workspace.status', {}, false)).toMatchObject({ ok: true, value: { state: 'none' } });
});

test('a workspace that cannot be opened is remembered with its reason', async () => {
  const path = join(dir, 'missing.tonghao');
  expect(await core.call('workspace.open', { path }, true)).toMatchObject({ ok: false, error: { code: 'workspace-missing' } });
  expect(await core.call('workspace.status', {}, false)).toMatchObject({
    ok: true,
    value: { state: 'failed', path, error: { code: 'workspace-missing' } },
  });
});

test('an unknown time zone is refused before a file is made', async () => {
  const path = join(dir, 'x.tonghao');
  expect(await core.call('workspace.create', { path, zone: 'Mars/Olympus' }, true)).toMatchObject({
    ok: false,
    error: { code: 'invalid-input' },
  });
  expect(await core.call('workspace.open', { path }, true)).toMatchObject({ ok: false, error: { code: 'workspace-missing' } });
});
