/** Core's side of reading files: on a thread of its own, so that pages answer meanwhile and no file can take core down. */
import { on } from 'node:events';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../../../../shared/contract/errors';
import { ReadError } from '../read/read-error';
import type { FromWorker, ReadMessage, ReadRequest, ToWorker } from './messages';
import { readFile } from './read-file';

/** Megabytes of objects a thread may hold: a workbook at the limits of `read/` needs half of it. */
const maxHeap = 1_536;
/** A thread that holds so many bytes at the end of a file keeps too much to be worth waiting with. */
const mostHeld = 64 * 1024 ** 2;

export class Reader {
  #idle: Worker | null = null;

  /** `program` is the built file of `worker.ts`; without one, files are read on this thread. */
  constructor(private readonly program: string | null) {}

  /**
   * The messages of `readFile`. Whoever stops before the end ends the thread with it. Throws what reading throws, and `file-too-large` when the
   * file needs more memory than a thread may have.
   */
  async *read(request: ReadRequest): AsyncGenerator<ReadMessage> {
    if (this.program === null) return yield* readFile(request);
    const worker = this.#idle ?? start(this.program);
    this.#idle = null;
    let ended = false;
    let held = 0;
    try {
      for await (const { told: message, holds } of messagesOf(worker, request)) {
        held = holds;
        if (message.type === 'failed') {
          ended = true;
          throw new AppError(message.code as ErrorCode, message.params);
        }
        ended = message.type === 'end' || (message.type === 'head' && (message.claim === null || request.onlyHead === true));
        yield message;
        if (ended) return;
      }
    } finally {
      if (ended && held < mostHeld && this.#idle === null) this.#idle = worker;
      else await worker.terminate();
    }
  }

  /** Ends the thread that waits for the next file. */
  async close(): Promise<void> {
    await this.#idle?.terminate();
    this.#idle = null;
  }
}

function start(program: string): Worker {
  const worker = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: maxHeap } });
  // A thread that waits for work keeps no program running.
  worker.unref();
  return worker;
}

async function* messagesOf(worker: Worker, request: ReadRequest): AsyncGenerator<FromWorker> {
  const post = (message: ToWorker) => worker.postMessage(message);
  worker.ref();
  try {
    const incoming = on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[FromWorker]>;
    post({ type: 'read', request });
    for await (const [message] of incoming) {
      yield message;
      post({ type: 'more' });
    }
    throw new Error('the reading thread ended');
  } catch (error) {
    const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    throw outOfMemory ? new ReadError('file-too-large', basename(request.path), { cause: error }) : error;
  } finally {
    worker.unref();
  }
}
