/** The Overview as it was kept in the file, for a window that draws its first page while core still starts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '../../../shared/contract';
import type { DayWindow } from '../../../shared/domain/days';
import { recallAtRest } from '../database/remembered';
import type { Figures, Question } from './overview.service';

export interface KeptOverview {
  /** The day in the workspace's zone on which it was the answer. */
  today: string;
  /** The answer for this window, or null when another one was asked for. */
  answer(window: DayWindow): Output<'overview.get'> | null;
}

/**
 * What core would answer to `overview.get` as soon as it has opened the file at `path`, or null when that is not known. Only the day may have
 * changed since; core announces the opening, and the page asks again.
 */
export async function firstOverview(path: string): Promise<KeptOverview | null> {
  const kept = await recallAtRest(path, 'overview.get');
  if (!kept) return null;
  const [edition, from, to, today] = JSON.parse(kept.question) as Question;
  // Built files are named after their content: where this one is, the answer has the shape that this program expects.
  if (!existsSync(join(import.meta.dirname, edition))) return null;
  const { since: _, noticed, ...answer } = JSON.parse(kept.answer) as Figures;
  return {
    today,
    answer: (window) => (window.from === from && window.to === to ? { ...answer, attention: [...answer.attention, ...noticed] } : null),
  };
}
