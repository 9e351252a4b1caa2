/** The rows of the list: keyset pages of `people.list`, cut to the window of first sight where the address asks for one. */
import { useMemo } from 'react';
import { useApi, usePages } from '../app/api';
import { useFormat } from '../ui/format-context';
import { listInput, type PeopleView, withinFirstSeen } from './people-view';

/** Rows in sight so far, how to get more, and how many match: exactly, or at least so many while the end is not known. */
export function usePeopleList(view: PeopleView) {
  const { zone } = useFormat();
  const pages = usePages('people.list', listInput(view));
  const loaded = useMemo(() => pages.data?.pages.flatMap((page) => page.people) ?? [], [pages.data]);
  const { people, complete } = useMemo(() => withinFirstSeen(loaded, view, zone), [loaded, view, zone]);
  const dated = view.since !== null || view.until !== null;
  const hasMore = pages.hasNextPage && !complete;
  const total = dated ? people.length : (pages.data?.pages[0]?.total ?? 0);
  return { pages, people, hasMore, total, isLeast: dated && hasMore };
}

/** How many people there are at all, whatever is filtered. Null while not known. */
export function useEverybody(): number | null {
  return useApi('people.list', { limit: 1 }).data?.total ?? null;
}
