/** What the exports of one kind cover, entry by entry, as the window and the command line tell it. */
import type { CoverageKind } from '../contract/coverage';
import { type Day, daysBetween } from './days';

interface Days {
  from: Day;
  to: Day;
}

export interface CoverageEntry extends Days {
  key: string;
  what: 'export' | 'gap' | 'unknown' | 'overlap';
  files: readonly string[];
  /** Its state: what stands in the catalogue under `sync:coverage.<code>`, and what it names. */
  code: 'export' | 'exportUntil' | 'exportPart' | 'rows' | 'list' | 'gap' | 'gapPart' | 'unknown' | 'overlap';
  params: Record<string, string | number>;
}

/** In the order of time; what is missing stands where it is missing. */
export function coverageEntries({
  isSnapshot,
  exports,
  gaps,
  unknown,
  overlaps,
}: Pick<CoverageKind, 'isSnapshot' | 'exports' | 'gaps' | 'unknown' | 'overlaps'>): CoverageEntry[] {
  const entries: CoverageEntry[] = [
    ...exports.map((one) => ({
      ...daysOf(one),
      key: one.batchId,
      what: 'export' as const,
      files: [one.fileName],
      ...(isSnapshot ? { code: 'list' as const, params: { count: 1 } } : stateOf(one)),
    })),
    ...gaps.map((gap) => ({
      ...daysOf(gap),
      key: `gap ${gap.from} ${gap.part?.from ?? ''}`,
      what: 'gap' as const,
      files: [],
      ...gapState(gap),
    })),
    ...unknown.map((days) => ({ ...days, key: `unknown ${days.from}`, what: 'unknown' as const, files: [], ...counted('unknown', days) })),
    ...overlaps.map((one, at) => ({
      ...daysOf(one),
      key: `overlap ${at}`,
      what: 'overlap' as const,
      files: one.files,
      ...counted('overlap', one),
    })),
  ];
  return entries.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

type State = Pick<CoverageEntry, 'code' | 'params'>;

function stateOf({ from, to, isStated, until }: CoverageKind['exports'][number]): State {
  if (!isStated) return counted('rows', { from, to });
  if (until === null) return counted('export', { from, to });
  const count = daysBetween(from, to) - 1;
  return count === 0 ? { code: 'exportPart', params: { time: until } } : { code: 'exportUntil', params: { count, time: until } };
}

function gapState({ from, to, part }: CoverageKind['gaps'][number]): State {
  return part === null ? counted('gap', { from, to }) : { code: 'gapPart', params: part };
}

function counted(code: CoverageEntry['code'], { from, to }: Days): State {
  return { code, params: { count: daysBetween(from, to) } };
}

function daysOf({ from, to }: Days): Days {
  return { from, to };
}
