import type { Answer, ErrorCode, ErrorParams } from '../../../shared/contract/errors';

/** An error as an answer. */
export function refuse(code: ErrorCode, params: ErrorParams = {}): Answer<never> {
  return { ok: false, error: { code, params } };
}

/** The answer to whoever may not ask. */
export const forbidden: Answer<never> = refuse('forbidden');
