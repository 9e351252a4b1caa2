/** What main and the core process say to each other over the parent port. */
import { z } from 'zod';
import type { CoreEvent } from '../../../shared/contract';
import type { Answer } from '../../../shared/contract/errors';

const callMessage = z.object({ id: z.number().int(), method: z.string(), input: z.unknown(), trusted: z.boolean() });
const closeMessage = z.object({ close: z.literal(true) });

/** To core: a call, or the request to drain, close the workspace and end. */
export const toCore = z.union([callMessage, closeMessage]);
export type ToCore = z.infer<typeof toCore>;

const level = z.enum(['info', 'warn', 'error']);

/** From core: first of all the methods that a window may call; then an answer to the call of that id, an event for the windows, a line for the log, or the word that everything is closed. */
export const fromCore = z.union([
  z.object({ windowMethods: z.array(z.string()) }),
  z.object({
    id: z.number().int(),
    answer: z.custom<Answer<unknown>>((value) => typeof value === 'object' && value !== null && 'ok' in value),
  }),
  z.object({ event: z.custom<CoreEvent>((value) => typeof value === 'object' && value !== null && 'kind' in value) }),
  z.object({ log: z.object({ level, message: z.string(), details: z.record(z.string(), z.unknown()).optional() }) }),
  z.object({ closed: z.literal(true) }),
]);
export type FromCore = z.infer<typeof fromCore>;
