/** Starts core's watching of folders once the window is usable, again with every workspace and every new core; and has it look when the window gets the focus. No electron in here. */
import type { CoreEvent } from '../../shared/contract';
import type { CoreClient } from './methods/core-client';

/** Milliseconds between two looks that a change of focus asks for: people switch back and forth. */
const pause = 2_000;

export class InboxStarter {
  #isReady = false;
  #isOpen = false;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly core: CoreClient,
    /** Where this machine keeps downloads; null when it has no such place. */
    private readonly downloads: () => string | null,
  ) {}

  /** The first page is usable: what is not needed for it may begin. */
  ready(): void {
    this.#isReady = true;
    this.#start();
  }

  /** Takes in what core announces: another workspace is open, or core is a new process that watches nothing yet. */
  note(event: CoreEvent): void {
    if (event.kind === 'workspace') this.#isOpen = event.status.state === 'open';
    if (event.kind === 'workspace' || (event.kind === 'core' && event.state === 'restarted')) this.#start();
  }

  /** The window got the focus: perhaps the user comes from the browser. */
  focused(now = Date.now()): void {
    if (!this.#isReady || !this.#isOpen || now - this.#lookedAt < pause) return;
    this.#lookedAt = now;
    void this.core.call('inbox.rescan', {}, true);
  }

  /** Core does nothing when it watches already. */
  #start(): void {
    if (this.#isReady && this.#isOpen) void this.core.call('inbox.start', { downloads: this.downloads() }, true);
  }
}
