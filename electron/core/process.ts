/** Entry of the core process: a thin adapter between the parent port and createCore. Its first argument is the folder of the demo's exports. */
import { join } from 'node:path';
import { contract, type MethodName } from '../../shared/contract';
import { createCore } from './api/core';
import { type FromCore, toCore } from './api/messages';
import { goOffline } from './api/offline';

const port = process.parentPort;

function post(message: FromCore): void {
  port.postMessage(message);
}

function log(level: 'info' | 'warn' | 'error', message: string, details?: object): void {
  post({ log: { level, message, details: details === undefined ? undefined : { ...details } } });
}

goOffline((attempt) => log('error', 'network use refused in core', { attempt }));

const methods = Object.keys(contract) as MethodName[];
post({ windowMethods: methods.filter((method) => contract[method].owner === 'core') });

const core = createCore({ log, demoDir: process.argv[2] ?? '', reader: join(import.meta.dirname, 'reader.js') });
core.on((event) => post({ event }));

/** A process that has thrown in an unknown place is not to be trusted with the file: it ends, and main starts another. */
process.on('uncaughtException', (error) => {
  log('error', 'core crashed', { stack: error.stack });
  // The message above leaves with the next turn of the event loop.
  setTimeout(() => process.exit(1), 50);
});

async function answer(id: number, method: string, input: unknown, trusted: boolean): Promise<void> {
  post({ id, answer: await core.call(method, input, trusted) });
}

async function close(): Promise<void> {
  await core.close();
  post({ closed: true });
  setTimeout(() => process.exit(0), 50);
}

port.on('message', ({ data }: { data: unknown }) => {
  const message = toCore.safeParse(data);
  if (!message.success) log('error', 'core was sent a message that it does not know');
  else if ('close' in message.data) void close();
  else void answer(message.data.id, message.data.method, message.data.input, message.data.trusted);
});
