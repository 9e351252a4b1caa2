/** What the page can say about who is who, each with its way back in the notification it raises. */
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/contract/people';
import { call, useCommand } from '../app/api';
import { notify } from '../app/notify';

type Named = Pick<Person, 'id' | 'name'>;

/** Merging, taking apart, "not the same". */
export function useIdentityCommands() {
  const { t } = useTranslation();
  const merging = useCommand('people.merge');
  const unmerging = useCommand('people.unmerge');
  const separating = useCommand('people.separate');
  const deciding = useCommand('people.decide');

  /** `keep` stays and has everything of both. */
  function merge(keep: Named, other: Named, onDone: () => void): void {
    merging.mutate(
      { keep: keep.id, other: other.id },
      {
        onSuccess: ({ mergeId }) => {
          notify({
            message: t('people:done.merged', { name: other.name, keep: keep.name }),
            undo: () => call('people.unmerge', { mergeId }),
          });
          onDone();
        },
      },
    );
  }

  function unmerge(merged: Person['merges'][number]): void {
    unmerging.mutate({ mergeId: merged.id }, { onSuccess: (parted) => tellParted(merged.name, parted) });
  }

  function separate(person: Named, record: number, name: string): void {
    separating.mutate({ id: person.id, record }, { onSuccess: (parted) => tellParted(name, parted) });
  }

  function tellParted(name: string, { id, other }: { id: string | null; other: string | null }): void {
    const message = t('people:done.parted', { name });
    notify(id !== null && other !== null ? { message, undo: () => call('people.merge', { keep: id, other }) } : { message });
  }

  /** Takes two people out of the suggestions; imports respect it too. */
  function different(a: Named, b: Named): void {
    const pairs = [{ a: a.id, b: b.id }];
    deciding.mutate(
      { pairs, different: true },
      {
        onSuccess: () =>
          notify({
            message: t('people:done.different', { a: a.name, b: b.name }),
            undo: () => call('people.decide', { pairs, different: false }),
          }),
      },
    );
  }

  /** Takes "not the same" back. */
  function maybeSame(a: Named, b: Named): void {
    const pairs = [{ a: a.id, b: b.id }];
    deciding.mutate(
      { pairs, different: false },
      {
        onSuccess: () =>
          notify({
            message: t('people:done.maybeSame', { a: a.name, b: b.name }),
            undo: () => call('people.decide', { pairs, different: true }),
          }),
      },
    );
  }

  const busy = merging.isPending || unmerging.isPending || separating.isPending || deciding.isPending;
  return { merge, unmerge, separate, different, maybeSame, busy };
}

export type IdentityCommands = ReturnType<typeof useIdentityCommands>;
