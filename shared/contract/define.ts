import type { z } from 'zod';

/**
 * Who answers a method. `core` owns the data; `main` owns windows, dialogs and paths.
 * `internal` core methods take real paths and are refused when the caller is a window: only main, the command line and tests may call them.
 */
export type Owner = 'core' | 'main' | 'internal';

export interface Method<W extends Owner = Owner, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly owner: W;
  readonly input: I;
  readonly output: O;
}

/** Declares one method of the contract; the input is parsed at core's (or main's) door, the output in tests. */
export function method<W extends Owner, I extends z.ZodType, O extends z.ZodType>(owner: W, input: I, output: O): Method<W, I, O> {
  return { owner, input, output };
}
