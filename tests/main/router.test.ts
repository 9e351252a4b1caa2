import { expect, it } from 'vitest';
import { createRouter, type MainHandlers, type Route } from '../../electron/main/ipc/router';
import { contract, type MainMethod, type MethodName } from '../../shared/contract';
import { AppError } from '../../shared/contract/errors';

const caller = { windowId: 7 };
const names = Object.keys(contract) as MethodName[];
/** Inputs of the methods that need one. */
const inputs: Partial<Record<MethodName, object>> = {
  'app.openRecent': { id: 'a' },
  'app.forgetRecent': { id: 'a' },
  'app.reopen': { readOnly: true },
  'app.stageFiles': { handles: ['a'] },
  'app.exportTemplate': { name: 'a' },
  'app.saveTable': {
    template: {
      version: 1,
      name: 'a',
      kind: 'people',
      platform: 'a',
      columns: [{ column: 'a', field: 'name' }],
      dateOrder: 'ymd',
      decimal: '.',
      zone: null,
      currency: null,
      statuses: {},
    },
  },
  'app.exportRows': { batchId: 'a' },
  'app.restoreBackup': { backupId: 'a' },
  'app.showFolder': { what: 'logs' },
};
const owned = (owner: string) => names.filter((name) => contract[name].owner === owner);

/** A router whose destinations note what reaches them. */
function routerWith(overrides: Partial<MainHandlers> = {}): { route: Route; reached: string[]; logged: string[] } {
  const reached: string[] = [];
  const logged: string[] = [];
  const handler = (method: string) => async () => {
    reached.push(`main ${method}`);
    return method;
  };
  const handlers = Object.fromEntries(owned('main').map((method) => [method, handler(method)])) as unknown as MainHandlers;
  const route = createRouter({
    main: { ...handlers, ...overrides },
    core: async (method) => {
      reached.push(`core ${method}`);
      return { ok: true, value: method };
    },
    log: (_level, message, details) => void logged.push(`${message} ${JSON.stringify(details)}`),
  });
  return { route, reached, logged };
}

it('hands core’s methods to core, input untouched', async () => {
  const { route, reached } = routerWith();
  for (const method of owned('core')) expect(await route(method, { anything: 1 }, caller)).toEqual({ ok: true, value: method });
  expect(reached).toEqual(owned('core').map((method) => `core ${method}`));
});

it('answers itself what is main’s, under its own names only', async () => {
  const { route, reached } = routerWith();
  for (const method of owned('main')) await route(method, inputs[method] ?? {}, caller);
  expect(reached).toEqual(owned('main').map((method) => `main ${method}`));
  reached.length = 0;
  const strange = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'app', 'APP.INFO', 'app.info '];
  for (const method of strange) await route(method, {}, caller);
  // Core’s door refuses them: tests/main/core-host.test.ts.
  expect(reached).toEqual(strange.map((method) => `core ${method}`));
});

it.each([null, undefined, 42, true, ['app.info'], { toString: () => 'app.info' }])('refuses what is no name: %s', async (method) => {
  const { route, reached } = routerWith();
  expect(await route(method, {}, caller)).toEqual({ ok: false, error: { code: 'forbidden', params: {} } });
  expect(reached).toEqual([]);
});

it.each([
  ['app.openRecent', { id: 1 }, 'id'],
  ['app.openRecent', null, ''],
  ['app.stageFiles', { handles: [] }, 'handles'],
  ['app.stageFiles', { handles: ['a', { path: '/etc/passwd' }] }, 'handles.1'],
  ['app.showFolder', { what: '/etc' }, 'what'],
  ['app.setPreferences', { language: 'klingon' }, 'language'],
  ['app.info', { extra: true }, ''],
] satisfies [MainMethod, unknown, string][])('parses main’s own input: %s %j', async (method, input, field) => {
  const { route, reached } = routerWith();
  expect(await route(method, input, caller)).toEqual({ ok: false, error: { code: 'invalid-input', params: { field } } });
  expect(reached).toEqual([]);
});

it('tells handlers who calls, and drops what the schema does not know', async () => {
  let seen: unknown;
  const { route } = routerWith({
    'app.forgetRecent': async (input, from) => {
      seen = [input, from];
      return { done: true };
    },
  });
  await route('app.forgetRecent', { id: 'a', path: '/etc/passwd' }, caller);
  expect(seen).toEqual([{ id: 'a' }, caller]);
});

it('answers expected errors by code, and logs the others without telling the window', async () => {
  const { route, logged } = routerWith({
    'app.openRecent': () => {
      throw new AppError('workspace-missing', { n: 1 });
    },
    'app.log': () => Promise.reject(new Error('secret detail')),
  });
  expect(await route('app.openRecent', { id: 'a' }, caller)).toEqual({ ok: false, error: { code: 'workspace-missing', params: { n: 1 } } });
  expect(logged).toEqual([]);
  expect(await route('app.log', {}, caller)).toEqual({ ok: false, error: { code: 'unexpected', params: {} } });
  expect(logged.join()).toContain('secret detail');
});
