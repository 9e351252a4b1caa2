/** Main's own calls to core, typed by the contract. */
import type { CoreMethod, Input, Output } from '../../../shared/contract';
import { type Answer, AppError } from '../../../shared/contract/errors';

/** What methods need of the core process. */
export interface CoreClient {
  call(method: string, input: unknown, trusted: boolean): Promise<Answer<unknown>>;
}

/** Calls core as a trusted caller; its error is thrown as AppError. */
export async function callCore<M extends CoreMethod>(core: CoreClient, method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await core.call(method, input, true);
  if (!answer.ok) throw new AppError(answer.error.code, answer.error.params);
  // Core's handlers are typed by the same contract.
  return answer.value as Output<M>;
}
