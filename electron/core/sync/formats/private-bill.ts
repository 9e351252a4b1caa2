/**
 * Personal bills of 京东 and 美团: what somebody bought there. Nobody earns on them, so every row is ignored with that reason, instead of asking
 * for a mapping that could only turn private shopping into revenue.
 */
import type { FileFacts, FileFrame } from './format';
import { frameText, labelled } from './frame-text';
import { ignored } from './outcomes';

function facts({ preamble }: FileFrame): FileFacts {
  const text = frameText(preamble);
  return { account: labelled(text, '京东账号名') ?? labelled(text, '用户昵称'), periodFrom: null, periodTo: null, exportedAt: null };
}

/** What both formats share. */
export const privateBill = {
  version: 1,
  evidence: 'exact',
  kind: 'ledger',
  currency: 'CNY',
  emptyCells: [],
  facts,
  map: () => ignored('private-bill'),
} as const;
