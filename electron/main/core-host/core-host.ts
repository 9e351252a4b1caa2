/**
 * The life of the core process, as main sees it: calls and answers, what happens when it crashes, the orderly end. No electron in here: how a
 * process is started is handed in.
 */
import { basename } from 'node:path';
import type { CoreEvent } from '../../../shared/contract';
import type { Answer, ErrorCode } from '../../../shared/contract/errors';
import type { WorkspaceStatus } from '../../../shared/contract/workspace';
import { fromCore, type ToCore } from '../../core/api/messages';
import { forbidden, refuse } from '../ipc/refusals';
import type { LogFunction } from '../log';

export interface CoreProcess {
  post(message: ToCore): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface CoreHostOptions {
  start(): CoreProcess;
  /** Everything that core announces, and the host's own `core` events. */
  emit(event: CoreEvent): void;
  log: LogFunction;
  /** Milliseconds that core has to finish its work at the end; then it is killed. Default 15 s. */
  closeLimit?: number;
}

/** This many crashes within the time below, and core is not started again by itself. */
const crashLimit = 3;
const crashWindow = 60_000;

interface Opened {
  path: string;
  readOnly: boolean;
}

interface Pending {
  method: string;
  input: unknown;
  answer(answer: Answer<unknown>): void;
}

interface Waiting {
  trusted: boolean;
  call: Pending;
}

/** `restarting` lasts until the workspace that was open is open again. */
type State = 'stopped' | 'running' | 'restarting' | 'failed' | 'closing';

export class CoreHost {
  #state: State = 'stopped';
  #process: CoreProcess | null = null;
  #nextId = 1;
  readonly #pending = new Map<number, Pending>();
  /** Calls that wait for the restart, or for the workspace that is being opened. */
  #queue: Waiting[] = [];
  #openings = 0;
  /** Core's methods that a window may call: told by core when it starts, so that main need not load the whole contract to start. */
  #windowMethods: ReadonlySet<string> | null = null;
  #crashes: number[] = [];
  #opened: Opened | null = null;
  #status: WorkspaceStatus | null = null;
  /** What core cannot say itself, because it crashed: overlays its own status until it has one again. */
  #broken: WorkspaceStatus | null = null;
  #onClosed: (() => void) | null = null;

  constructor(private readonly options: CoreHostOptions) {}

  /** The state of the workspace as last announced. */
  get status(): WorkspaceStatus | null {
    return this.#broken ?? this.#status;
  }

  start(): void {
    const started = this.options.start();
    this.#process = started;
    this.#state = 'running';
    started.onMessage((message) => {
      if (this.#process === started) this.#receive(message);
    });
    started.onExit((code) => {
      if (this.#process === started) this.#ended(code);
    });
  }

  /**
   * Answers a method of core. Never rejects. Calls that were under way when core crashed answer `core-restarted` and are not repeated; later
   * ones wait for the new process. Untrusted callers get `forbidden` for what is internal, unknown or not core's. After too many crashes windows get `core-failed`, while a trusted call (the user tries again) starts anew.
   */
  call(method: string, input: unknown, trusted: boolean): Promise<Answer<unknown>> {
    return new Promise((answer) => this.#admit({ trusted, call: { method, input, answer } }));
  }

  /** Drains, closes the workspace and ends the process; kills it when that takes too long. */
  async close(): Promise<void> {
    if (!this.#process || this.#state === 'closing') return;
    this.#state = 'closing';
    this.#refuseQueue('cancelled');
    const process = this.#process;
    await new Promise<void>((done) => {
      const late = setTimeout(() => {
        this.options.log('error', 'core did not close in time');
        process.kill();
        done();
      }, this.options.closeLimit ?? 15_000);
      this.#onClosed = () => {
        clearTimeout(late);
        done();
      };
      process.post({ close: true });
    });
    this.#process = null;
    this.#state = 'stopped';
  }

  #admit(waiting: Waiting): void {
    const { trusted, call } = waiting;
    if (this.#state === 'failed' && trusted) this.start();
    switch (this.#state) {
      case 'running':
        if (!trusted && (this.#openings > 0 || this.#windowMethods === null)) this.#queue.push(waiting);
        else if (!trusted && !this.#windowMethods?.has(call.method)) this.#forbid(call);
        else if (this.#broken && call.method === 'workspace.status') call.answer({ ok: true, value: this.#broken });
        else this.#post(waiting);
        return;
      case 'restarting':
        this.#queue.push(waiting);
        return;
      case 'failed':
        if (call.method === 'workspace.status' && this.#broken) call.answer({ ok: true, value: this.#broken });
        else call.answer(refuse('core-failed'));
        return;
      case 'closing':
      case 'stopped':
        call.answer(refuse('cancelled'));
        return;
    }
  }

  #forbid(call: Pending): void {
    this.options.log('warn', 'a window called a method that it may not call');
    call.answer(forbidden);
  }

  #post({ trusted, call }: Waiting): void {
    const id = this.#nextId++;
    const opens = call.method === 'workspace.open';
    if (opens) this.#openings++;
    this.#pending.set(id, {
      ...call,
      answer: (answer) => {
        if (opens) this.#openings--;
        call.answer(answer);
        if (opens) this.#release();
      },
    });
    this.#process?.post({ id, method: call.method, input: call.input, trusted });
  }

  /** Lets go what waited, unless there is a reason to wait on. */
  #release(): void {
    if (this.#state !== 'running' || this.#openings > 0) return;
    const waiting = this.#queue;
    this.#queue = [];
    for (const each of waiting) this.#admit(each);
  }

  #refuseQueue(code: ErrorCode): void {
    const waiting = this.#queue;
    this.#queue = [];
    for (const { call } of waiting) call.answer(refuse(code));
  }

  #receive(raw: unknown): void {
    const parsed = fromCore.safeParse(raw);
    if (!parsed.success) {
      this.options.log('error', 'core sent a message that main does not know');
      return;
    }
    const message = parsed.data;
    if ('answer' in message) this.#answer(message.id, message.answer);
    else if ('event' in message) this.#announce(message.event);
    else if ('log' in message) this.options.log(message.log.level, message.log.message, message.log.details);
    else if ('windowMethods' in message) this.#learnMethods(message.windowMethods);
    else this.#onClosed?.();
  }

  #learnMethods(methods: readonly string[]): void {
    this.#windowMethods = new Set(methods);
    this.#release();
  }

  #answer(id: number, answer: Answer<unknown>): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.answer(answer);
  }

  #announce(event: CoreEvent): void {
    if (event.kind === 'workspace') {
      const { state, path, readOnly } = event.status;
      this.#status = event.status;
      this.#broken = null;
      this.#opened = state === 'open' && path !== null ? { path, readOnly } : null;
    }
    this.options.emit(event);
  }

  #ended(code: number): void {
    if (this.#state === 'closing') {
      this.#onClosed?.();
      return;
    }
    this.options.log('error', 'core process ended unexpectedly', { code });
    this.#process = null;
    const interrupted = [...this.#pending.values()];
    this.#pending.clear();
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < crashWindow), now];
    // Decided before the answers go out: whoever calls again on receiving one must meet the new state.
    const opening = interrupted.find((call) => call.method === 'workspace.open');
    const mayRestart = this.#crashes.length < crashLimit;
    if (mayRestart) this.#restart(opening);
    else this.#giveUp(opening);
    for (const call of interrupted) call.answer(refuse(mayRestart ? 'core-restarted' : 'core-failed'));
    this.#release();
  }

  #restart(opening: Pending | undefined): void {
    const reopen = this.#opened;
    this.start();
    if (reopen && !opening) {
      this.#state = 'restarting';
      void this.#reopen(reopen);
      return;
    }
    // The file that was being opened may be what brought core down: it is not tried again without being asked.
    this.#opened = null;
    if (opening) this.#break(pathOf(opening.input));
    this.options.emit({ kind: 'core', state: 'restarted' });
  }

  async #reopen(workspace: Opened): Promise<void> {
    const process = this.#process;
    await new Promise<void>((opened) => {
      this.#post({ trusted: true, call: { method: 'workspace.open', input: workspace, answer: () => opened() } });
    });
    // It may have crashed once more in between.
    if (this.#process !== process || this.#state !== 'restarting') return;
    this.#state = 'running';
    this.options.emit({ kind: 'core', state: 'restarted' });
    this.#release();
  }

  #giveUp(opening: Pending | undefined): void {
    this.#state = 'failed';
    this.#break((opening && pathOf(opening.input)) ?? this.#opened?.path ?? this.#status?.path ?? null);
    this.#opened = null;
    this.options.log('error', 'core failed repeatedly and is not started again');
    this.options.emit({ kind: 'core', state: 'failed' });
    const waiting = this.#queue;
    this.#queue = [];
    for (const each of waiting) this.#admit(each);
  }

  #break(path: string | null): void {
    this.#broken = {
      state: 'failed',
      path,
      name: path === null ? null : basename(path),
      readOnly: false,
      isDemo: false,
      zone: null,
      currency: null,
      lastBackupAt: null,
      error: { code: 'core-failed', params: {} },
    };
    this.options.emit({ kind: 'workspace', status: this.#broken });
  }
}

function pathOf(input: unknown): string | null {
  const path = (input as { path?: unknown } | null)?.path;
  return typeof path === 'string' ? path : null;
}
