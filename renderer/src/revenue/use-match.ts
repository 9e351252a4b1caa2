import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineMatch } from '../../../shared/contract/revenue';
import { call, useCommand } from '../app/api';
import { notify } from '../app/notify';

export type SayMatch = (matches: readonly LineMatch[], same: boolean | null) => void;

/** Says of pairs whether they are the same money, and offers the way back to what was said before. */
export function useMatch(): { say: SayMatch; isPending: boolean } {
  const { t } = useTranslation();
  const { mutate, isPending } = useCommand('revenue.match');
  const say = useCallback<SayMatch>(
    (matches, same) => {
      const pairs = matches.map(({ one, other }) => ({ one: one.id, other: other.id }));
      const before = matches[0]?.said?.same ?? null;
      const done = same === null ? 'revenue:matches.takenBack' : same ? 'revenue:matches.done' : 'revenue:matches.doneDifferent';
      mutate(
        { pairs, same },
        {
          onSuccess: () =>
            notify({ message: t(done, { count: pairs.length }), undo: () => call('revenue.match', { pairs, same: before }) }),
        },
      );
    },
    [mutate, t],
  );
  return { say, isPending };
}
