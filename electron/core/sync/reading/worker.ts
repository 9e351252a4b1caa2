/** Program of the thread that reads files. It is asked for one file at a time and never runs further ahead than core can store. */
import { getHeapStatistics } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { AppError } from '../../../../shared/contract/errors';
import { goOffline } from '../../api/offline';
import type { FromWorker, ReadRequest, Told, ToWorker } from './messages';
import { readFile } from './read-file';

/** Messages that may wait to be stored. */
const ahead = 8;

const port = parentPort;
if (!port) throw new Error('runs as a thread only');
goOffline(() => undefined);

let room = ahead;
let wake: () => void = () => undefined;

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'read':
      room = ahead;
      void read(message.request);
      return;
    case 'more':
      room++;
      wake();
      return;
  }
});

async function read(request: ReadRequest): Promise<void> {
  try {
    for await (const message of readFile(request)) {
      while (room === 0) await new Promise<void>((resolve) => (wake = resolve));
      room--;
      send(message);
    }
  } catch (error) {
    // Anything else is a crash: thrown where nobody catches it, it ends the thread, and core hears of it with its stack.
    if (!(error instanceof AppError)) return void setImmediate(() => rethrow(error));
    send({ type: 'failed', code: error.code, params: error.params });
  }
}

function rethrow(error: unknown): never {
  throw error;
}

/** The bytes of rows change hands without being copied. */
function send(told: Told): void {
  const { total_heap_size, external_memory } = getHeapStatistics();
  const message: FromWorker = { told, holds: total_heap_size + external_memory };
  port?.postMessage(message, told.type === 'batch' ? [told.cells.buffer, told.outcomes.buffer, told.records.buffer] : []);
}
