/** Decides for each call of a window who answers it, and turns whatever happens into an answer. No electron in here. */
import type { MainMethod, Output, Parsed } from '../../../shared/contract';
import { appMethods } from '../../../shared/contract/app';
import { type Answer, toAnswerError } from '../../../shared/contract/errors';
import type { LogFunction } from '../log';
import { forbidden, refuse } from './refusals';

/** Who calls. */
export interface Caller {
  /** The window's page (electron's id of its WebContents). */
  windowId: number;
}

/** Main's own methods; inputs arrive parsed. Expected failures are thrown as AppError. */
export type MainHandlers = { [M in MainMethod]: (input: Parsed<M>, caller: Caller) => Promise<Output<M>> };

export interface Destinations {
  main: MainHandlers;
  /** Hands a call to core as one of a window; whatever is not core's to answer for windows is refused there. */
  core(method: string, input: unknown): Promise<Answer<unknown>>;
  log: LogFunction;
}

export type Route = (method: unknown, input: unknown, caller: Caller) => Promise<Answer<unknown>>;

/** The router over the contract's methods. It never rejects. */
export function createRouter({ main, core, log }: Destinations): Route {
  return async (method, input, caller) => {
    if (typeof method !== 'string') return forbidden;
    if (!isMainMethod(method)) return core(method, input);
    const parsed = appMethods[method].input.safeParse(input);
    if (!parsed.success) return refuse('invalid-input', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
    try {
      return { ok: true, value: await run(main, method, parsed.data, caller) };
    } catch (error) {
      const found = toAnswerError(error);
      if (found.code === 'unexpected') log('error', `unexpected failure in ${method}`, { stack: (error as Error).stack ?? String(error) });
      return { ok: false, error: found };
    }
  };
}

/** Only main's own names: `__proto__` and `constructor` are in every object. */
function isMainMethod(method: string): method is MainMethod {
  return Object.hasOwn(appMethods, method);
}

/** The input was parsed by the schema of this very method. */
function run(main: MainHandlers, method: MainMethod, input: unknown, caller: Caller): Promise<unknown> {
  const handler = main[method] as (input: unknown, caller: Caller) => Promise<unknown>;
  return handler(input, caller);
}
