/** Starts core as a utility process of Electron. */
import { utilityProcess } from 'electron';
import type { LogFunction } from '../log';
import type { CoreProcess } from './core-host';

/** Callable once the app is ready. */
export function forkCore(entry: string, demoExports: string, log: LogFunction): CoreProcess {
  const child = utilityProcess.fork(entry, [demoExports], { serviceName: 'Tonghao core', stdio: ['ignore', 'ignore', 'pipe'] });
  let ended: number | null = null;
  child.on('exit', (code) => {
    ended = code;
  });
  let early: unknown[] = [];
  const keep = (message: unknown) => void early.push(message);
  child.on('message', keep);
  const listen = (listener: (message: unknown) => void) => {
    child.off('message', keep);
    child.on('message', listener);
    const kept = early;
    early = [];
    for (const message of kept) listener(message);
  };
  // What a native library prints before it brings the process down is often all there is to go by.
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log('warn', 'core wrote to its error output', { text: text.trim() }));
  return {
    post: (message) => child.postMessage(message),
    // Core's first word cannot be missed by listening late: messages are handed out once somebody listens.
    onMessage: (listener) => listen(listener),
    onExit: (listener) => {
      if (ended !== null) listener(ended);
      else child.on('exit', listener);
    },
    kill: () => child.kill(),
  };
}
