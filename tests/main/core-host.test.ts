import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToCore } from '../../electron/core/api/messages';
import { CoreHost, type CoreProcess } from '../../electron/main/core-host/core-host';
import { type CoreEvent, contract, type MethodName } from '../../shared/contract';
import type { Answer } from '../../shared/contract/errors';
import type { WorkspaceStatus } from '../../shared/contract/workspace';

const names = Object.keys(contract) as MethodName[];
const windowMethods = names.filter((name) => contract[name].owner === 'core');

/** A core process that only remembers what it was told; the test answers and crashes in its name. */
class FakeProcess implements CoreProcess {
  readonly posted: ToCore[] = [];
  killed = false;
  #hear: (message: unknown) => void = () => undefined;
  #exit: (code: number) => void = () => undefined;

  post = (message: ToCore) => void this.posted.push(message);
  onMessage = (listener: (message: unknown) => void) => {
    this.#hear = listener;
  };
  onExit = (listener: (code: number) => void) => {
    this.#exit = listener;
  };
  kill = () => {
    this.killed = true;
  };

  get methods(): string[] {
    return this.posted.map((message) => ('close' in message ? 'close' : message.method));
  }

  say(message: unknown): void {
    this.#hear(message);
  }

  answer(method: string, answer: Answer<unknown>): void {
    const call = this.posted.findLast((message) => 'method' in message && message.method === method);
    if (!call || !('id' in call)) throw new Error(`${method} was not called`);
    this.say({ id: call.id, answer });
  }

  /** Ends unasked. */
  async crash(): Promise<void> {
    this.#exit(139);
    await settle();
  }

  exit(): void {
    this.#exit(0);
  }
}

const settle = () => new Promise((done) => setImmediate(done));
const ok = (value: unknown): Answer<unknown> => ({ ok: true, value });
const error = (code: string) => ({ ok: false, error: { code, params: {} } });
const openStatus: WorkspaceStatus = {
  state: 'open',
  path: '/books/a.tonghao',
  name: 'A',
  readOnly: false,
  isDemo: false,
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  lastBackupAt: null,
  error: null,
};

let processes: FakeProcess[];
let events: CoreEvent[];
let logged: string[];
let host: CoreHost;
const current = () => processes.at(-1) as FakeProcess;

beforeEach(async () => {
  processes = [];
  events = [];
  logged = [];
  host = new CoreHost({
    start: () => {
      const started = new FakeProcess();
      processes.push(started);
      // As core does as soon as it runs, after main has begun to listen.
      queueMicrotask(() => started.say({ windowMethods }));
      return started;
    },
    emit: (event) => void events.push(event),
    log: (_level, message) => void logged.push(message),
    closeLimit: 50,
  });
  host.start();
  await settle();
});
afterEach(() => vi.useRealTimers());

/** As if the user had opened a workspace. */
async function open(): Promise<void> {
  const answer = host.call('workspace.open', { path: openStatus.path, readOnly: false }, true);
  current().say({ event: { kind: 'workspace', status: openStatus } });
  current().answer('workspace.open', ok(openStatus));
  await answer;
}

describe('calls', () => {
  it('are relayed with their trust, and answered by id', async () => {
    const first = host.call('people.list', { search: 'x' }, false);
    const second = host.call('sync.stage', { paths: ['/a'] }, true);
    expect(current().posted).toEqual([
      { id: 1, method: 'people.list', input: { search: 'x' }, trusted: false },
      { id: 2, method: 'sync.stage', input: { paths: ['/a'] }, trusted: true },
    ]);
    current().answer('sync.stage', ok(2));
    current().answer('people.list', ok(1));
    expect([await first, await second]).toEqual([ok(1), ok(2)]);
  });

  it('of windows reach core’s own methods only', async () => {
    const refused = [
      ...names.filter((name) => !windowMethods.includes(name)),
      '__proto__',
      'constructor',
      'toString',
      '',
      'PEOPLE.LIST',
      'people.list ',
    ];
    expect(refused).toContain('workspace.open');
    expect(refused).toContain('sync.stage');
    for (const method of refused) expect(await host.call(method, { path: '/etc/passwd' }, false)).toEqual(error('forbidden'));
    expect(current().posted).toEqual([]);
    for (const method of windowMethods) void host.call(method, {}, false);
    expect(current().methods).toEqual(windowMethods);
  });

  it('of windows wait until core has said what they may call; main’s own do not', () => {
    const silent = new FakeProcess();
    const young = new CoreHost({ start: () => silent, emit: () => undefined, log: () => undefined });
    young.start();
    void young.call('people.list', {}, false);
    void young.call('sync.stage', {}, true);
    expect(silent.methods).toEqual(['sync.stage']);
    silent.say({ windowMethods: ['people.list'] });
    expect(silent.methods).toEqual(['sync.stage', 'people.list']);
  });

  it('of windows wait while a workspace is being opened', async () => {
    const opening = host.call('workspace.open', { path: '/a', readOnly: false }, true);
    const status = host.call('workspace.status', {}, false);
    expect(current().methods).toEqual(['workspace.open']);
    current().answer('workspace.open', error('workspace-locked') as Answer<unknown>);
    await opening;
    expect(current().methods).toEqual(['workspace.open', 'workspace.status']);
    current().answer('workspace.status', ok('locked'));
    expect(await status).toEqual(ok('locked'));
  });

  it('hear what core announces and logs; nonsense is logged and passed over', () => {
    current().say({ event: { kind: 'topics', topics: ['people'] } });
    current().say({ log: { level: 'warn', message: 'from core' } });
    current().say({ something: 'else' });
    current().say(null);
    expect(events).toEqual([{ kind: 'topics', topics: ['people'] }]);
    expect(logged).toEqual(['from core', 'core sent a message that main does not know', 'core sent a message that main does not know']);
  });
});

describe('a crash', () => {
  it('answers what was under way, repeats none of it, and opens the workspace again before anything else', async () => {
    await open();
    const write = host.call('sync.apply', { fileIds: ['1'] }, false);
    await current().crash();
    expect(await write).toEqual(error('core-restarted'));
    expect(processes).toHaveLength(2);
    expect(current().methods).toEqual(['workspace.open']);

    const later = host.call('people.list', {}, false);
    const trusted = host.call('workspace.backupTo', {}, true);
    await settle();
    expect(current().methods).toEqual(['workspace.open']);
    current().say({ event: { kind: 'workspace', status: openStatus } });
    current().answer('workspace.open', ok(openStatus));
    await settle();
    expect(current().methods).toEqual(['workspace.open', 'people.list', 'workspace.backupTo']);
    current().answer('people.list', ok('people'));
    current().answer('workspace.backupTo', ok('backup'));
    expect([await later, await trusted]).toEqual([ok('people'), ok('backup')]);
    expect(events.at(-1)).toEqual({ kind: 'core', state: 'restarted' });
  });

  it('without an open workspace just starts a new process', async () => {
    await current().crash();
    expect(events).toEqual([{ kind: 'core', state: 'restarted' }]);
    void host.call('people.list', {}, false);
    expect(current().methods).toEqual(['people.list']);
  });

  it('while opening blames the file and does not try it again by itself', async () => {
    const opening = host.call('workspace.open', { path: '/books/bad.tonghao', readOnly: false }, true);
    await current().crash();
    expect(await opening).toEqual(error('core-restarted'));
    expect(current().methods).toEqual([]);
    const status = await host.call('workspace.status', {}, false);
    expect(status).toMatchObject({
      ok: true,
      value: { state: 'failed', path: '/books/bad.tonghao', name: 'bad.tonghao', error: { code: 'core-failed' } },
    });

    const again = host.call('workspace.open', { path: '/books/bad.tonghao', readOnly: true }, true);
    current().say({ event: { kind: 'workspace', status: openStatus } });
    current().answer('workspace.open', ok(openStatus));
    await again;
    expect(host.status).toEqual(openStatus);
  });

  it('three times within a minute ends in the start-error state, until the user tries again', async () => {
    await open();
    await current().crash();
    await current().crash();
    const reading = host.call('people.list', {}, false);
    await current().crash();
    expect(processes).toHaveLength(3);
    expect(await reading).toEqual(error('core-failed'));
    expect(events.slice(-2)).toMatchObject(
      [
        { kind: 'core', state: 'failed' },
        { kind: 'workspace', status: { state: 'failed', path: '/books/a.tonghao', error: { code: 'core-failed' } } },
      ].reverse(),
    );
    expect(await host.call('people.list', {}, false)).toEqual(error('core-failed'));
    expect(await host.call('workspace.status', {}, false)).toMatchObject({ ok: true, value: { state: 'failed' } });

    await open();
    expect(processes).toHaveLength(4);
    const people = host.call('people.list', {}, false);
    current().answer('people.list', ok('people'));
    expect(await people).toEqual(ok('people'));
  });

  it('three times over a longer time is survived', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    for (let n = 0; n < 6; n++) {
      await current().crash();
      vi.setSystemTime(Date.now() + 31_000);
    }
    expect(processes).toHaveLength(7);
    expect(events.filter((event) => event.kind === 'core' && event.state === 'failed')).toEqual([]);
  });

  it('of a process that has been replaced is nobody’s business', async () => {
    const first = current();
    await first.crash();
    await first.crash();
    expect(processes).toHaveLength(2);
  });
});

describe('the end', () => {
  it('lets core finish, and refuses what comes later', async () => {
    const closing = host.close();
    expect(await host.call('people.list', {}, false)).toEqual(error('cancelled'));
    expect(current().methods).toEqual(['close']);
    current().say({ closed: true });
    await closing;
    expect(current().killed).toBe(false);
    current().exit();
    expect(processes).toHaveLength(1);
  });

  it('does not wait for a core that is gone', async () => {
    const closing = host.close();
    current().exit();
    await closing;
    expect(processes).toHaveLength(1);
  });

  it('does not wait for ever', async () => {
    await host.close();
    expect(current().killed).toBe(true);
    expect(logged).toContain('core did not close in time');
  });
});
