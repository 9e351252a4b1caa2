/** A core process that is started a little later than asked for. */
import { expect, test } from 'vitest';
import type { ToCore } from '../../electron/core/api/messages';
import type { CoreProcess } from '../../electron/main/core-host/core-host';
import { lateCore } from '../../electron/main/core-host/late-core';

function child() {
  const posted: ToCore[] = [];
  const listeners: { message: (message: unknown) => void; exit: (code: number) => void } = {
    message: () => undefined,
    exit: () => undefined,
  };
  let killed = 0;
  const process: CoreProcess = {
    post: (message) => posted.push(message),
    onMessage: (listener) => {
      listeners.message = listener;
    },
    onExit: (listener) => {
      listeners.exit = listener;
    },
    kill: () => {
      killed++;
    },
  };
  return { process, posted, listeners, killed: () => killed };
}

test('what is said before the start waits in order; messages and the end come through', async () => {
  const real = child();
  let start: () => void = () => undefined;
  const when = new Promise<void>((resolve) => {
    start = resolve;
  });
  let forks = 0;
  const late = lateCore(() => {
    forks++;
    return real.process;
  }, when);
  const heard: unknown[] = [];
  late.onMessage((message) => heard.push(message));
  late.onExit((code) => heard.push(code));
  late.post({ id: 1, method: 'workspace.status', input: {}, trusted: true });
  expect([forks, real.posted]).toEqual([0, []]);
  start();
  await when;
  late.post({ close: true });
  expect([forks, real.posted]).toEqual([1, [{ id: 1, method: 'workspace.status', input: {}, trusted: true }, { close: true }]]);
  real.listeners.message('hello');
  real.listeners.exit(3);
  expect(heard).toEqual(['hello', 3]);
  late.kill();
  expect(real.killed()).toBe(1);
});

test('a core that is ended before it was started never starts', async () => {
  const real = child();
  let forks = 0;
  const when = Promise.resolve();
  const late = lateCore(() => {
    forks++;
    return real.process;
  }, when);
  late.kill();
  await when;
  expect([forks, real.killed()]).toEqual([0, 0]);
});
