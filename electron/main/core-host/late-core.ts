/** Core's process, started a little later than asked for: while the window draws what is known already, it has the machine to itself. */
import type { ToCore } from '../../core/api/messages';
import type { CoreProcess } from './core-host';

/** Stands for the process that `fork` starts once `when` is fulfilled. What is said to it before waits. */
export function lateCore(fork: () => CoreProcess, when: Promise<void>): CoreProcess {
  let child: CoreProcess | null = null;
  let isKilled = false;
  const waiting: ToCore[] = [];
  const listeners: ((child: CoreProcess) => void)[] = [];
  const once = (listen: (child: CoreProcess) => void) => (child ? listen(child) : listeners.push(listen));
  void when.then(() => {
    if (isKilled) return;
    child = fork();
    for (const listen of listeners) listen(child);
    for (const message of waiting) child.post(message);
  });
  return {
    post: (message) => (child ? child.post(message) : waiting.push(message)),
    onMessage: (listener) => void once((process) => process.onMessage(listener)),
    onExit: (listener) => void once((process) => process.onExit(listener)),
    kill: () => {
      isKilled = true;
      child?.kill();
    },
  };
}
