/** The rows of the list: keyset pages of `people.list`. */
import { useMemo } from 'react';
import { useApi, usePages } from '../app/api';
import { listInput, type PeopleView } from './people-view';

/** Rows in sight so far, how to get more, and how many match. */
export function usePeopleList(view: PeopleView) {
  const pages = usePages('people.list', listInput(view));
  const people = useMemo(() => pages.data?.pages.flatMap((page) => page.people) ?? [], [pages.data]);
  return { pages, people, total: pages.data?.pages[0]?.total ?? 0 };
}

/** How many people there are at all, whatever is filtered. Null while not known. */
export function useEverybody(): number | null {
  return useApi('people.list', { limit: 1 }).data?.total ?? null;
}
