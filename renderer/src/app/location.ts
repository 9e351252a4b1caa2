/**
 * The place in the app, kept in the address's hash with its query: `#/revenue?platform=youzan`. A query of the document's own address would
 * survive a change of page; in the hash each page has its own, and back and forward work.
 */
import { useSyncExternalStore } from 'react';
import { type BaseLocationHook, useSearchParams } from 'wouter';

function whole(): string {
  return location.hash.replace(/^#?\/?/, '/');
}

function currentPath(): string {
  return whole().split('?')[0] ?? '/';
}

function currentQuery(): string {
  return whole().split('?')[1] ?? '';
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  addEventListener('popstate', listener);
  return () => {
    removeEventListener('hashchange', listener);
    removeEventListener('popstate', listener);
  };
}

/** Goes to a page: `/people?platform=patreon`. */
export function goTo(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const href = `#${to.startsWith('/') ? to : `/${to}`}`;
  history[replace ? 'replaceState' : 'pushState'](null, '', href);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export const useHashLocation: BaseLocationHook = Object.assign(
  (): [string, (to: string, options?: { replace?: boolean }) => void] => [useSyncExternalStore(subscribe, currentPath), goTo],
  {
    searchHook: () => useSyncExternalStore(subscribe, currentQuery),
    hrefs: (href: string) => `#${href}`,
  },
);

/**
 * The page's filters in its address, so that links, back and forward carry them: `[values, set]`. `set` merges; null or '' takes a name out.
 * Changing a filter replaces the entry in the history: back leads to the former page, not to the former filter.
 */
export function useFilters(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const [params, setParams] = useSearchParams();
  const change = (changes: Record<string, string | null>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  return [params, change];
}
