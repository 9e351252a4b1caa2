import { expect, it } from 'vitest';
import { createRouter, type MainHandlers, type Route } from '../../electron/main/ipc/router';
import { contract, type MainMethod, type MethodName } from '../../shared/contract';
import { AppError } from '../../shared/contract/errors';

const caller = { windowId: 7 };
const names = Object.keys(contract) as MethodName[];
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

it('refuses every internal method, and there are some', async () => {
  const { route, reached } = routerWith();
  expect(owned('internal')).toContain('workspace.open');
  for (const method of owned('internal'))
    expect(await route(method, { path: '/etc/passwd' }, caller)).toEqual({ ok: false, error: { code: 'forbidden', params: {} } });
  expect(reached).toEqual([]);
});

it.each([
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '',
  'people',
  'people.list ',
  'PEOPLE.LIST',
  'app.unknown',
  null,
  undefined,
  42,
  ['app.info'],
  { toString: () => 'app.info' },
])('refuses the method %s', async (method) => {
  const { route, reached } = routerWith();
  expect(await route(method, {}, caller)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
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
