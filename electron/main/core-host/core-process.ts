/** Starts core as a utility process of Electron. */
import { utilityProcess } from 'electron';
import type { LogFunction } from '../log';
import type { CoreProcess } from './core-host';

/** Callable once the app is ready. */
export function forkCore(entry: string, demoExports: string, log: LogFunction): CoreProcess {
  const child = utilityProcess.fork(entry, [demoExports], { serviceName: 'Tonghao core', stdio: ['ignore', 'ignore', 'pipe'] });
  // What a native library prints before it brings the process down is often all there is to go by.
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log('warn', 'core wrote to its error output', { text: text.trim() }));
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener),
    kill: () => child.kill(),
  };
}
