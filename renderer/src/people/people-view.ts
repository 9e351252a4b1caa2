/** What the People page shows, as its address says it: `#/people?q=…&platform=…&tag=…&sort=…&order=…&since=…&until=…&same=1&person=…`. */
import { useMemo } from 'react';
import type { Input } from '../../../shared/contract';
import { type Day, isDay } from '../../../shared/domain/days';
import { useFilters } from '../app/location';

export const personSorts = ['name', 'firstSeen', 'lastSeen', 'paid'] as const;
export type PersonSort = (typeof personSorts)[number];

export interface PeopleView {
  search: string;
  platform: string | null;
  tag: string | null;
  sort: PersonSort;
  descending: boolean;
  /** First seen on this day or later, in the workspace's time zone. */
  since: Day | null;
  /** First seen before this day. */
  until: Day | null;
  /** Pairs of people who may be one stand in the place of the list. */
  same: boolean;
  /** Id of the person whose drawer is open. */
  person: string | null;
}

function dayParam(params: URLSearchParams, name: string): Day | null {
  const value = params.get(name);
  return value !== null && isDay(value) ? value : null;
}

/** Reads the address; anything that is not understood counts as not given. */
export function readPeopleView(params: URLSearchParams): PeopleView {
  const since = dayParam(params, 'since');
  const until = dayParam(params, 'until');
  return {
    search: params.get('q') ?? '',
    platform: params.get('platform'),
    tag: params.get('tag'),
    sort: personSorts.find((each) => each === params.get('sort')) ?? (since !== null || until !== null ? 'firstSeen' : 'lastSeen'),
    descending: params.get('order') !== 'up',
    since,
    until,
    same: params.get('same') === '1',
    person: params.get('person'),
  };
}

/** The view as input of `people.list`, 100 people a page. */
export function listInput(view: PeopleView): Omit<Input<'people.list'>, 'cursor'> {
  const { search, platform, tag, since, until, sort, descending } = view;
  return { search: search.trim(), platform, tag, since, until, sort, descending, limit: 100 };
}

/** Whether anything narrows the list. */
export function isNarrowed(view: PeopleView): boolean {
  return view.search.trim() !== '' || view.platform !== null || view.tag !== null || view.since !== null || view.until !== null;
}

/** The view in the address, and a way to change it. */
export function usePeopleView(): [PeopleView, (changes: Record<string, string | null>) => void] {
  const [params, change] = useFilters();
  return [useMemo(() => readPeopleView(params), [params]), change];
}
