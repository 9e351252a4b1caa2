/** Everything the page can change about people, each with its way back in the notification it raises. */
import { useTranslation } from 'react-i18next';
import type { Person, PersonFields, PersonRow } from '../../../shared/contract/people';
import { call, useCommand } from '../app/api';
import { notify } from '../app/notify';
import { forgetRemoved, noteRemoved } from './recently-removed';

type FieldName = keyof PersonFields;
type Tagged = Pick<PersonRow, 'id' | 'name' | 'tags'>;

/** Commands over one or many people. */
export function usePeopleCommands() {
  const { t } = useTranslation();
  const add = useCommand('people.addTag');
  const take = useCommand('people.removeTag');
  const removal = useCommand('people.remove');
  const update = useCommand('people.update');
  const noteAdd = useCommand('people.addNote');
  const noteRemove = useCommand('people.removeNote');

  /** Puts a tag on those who lack it; undo takes it only from those. */
  function addTag(people: readonly Tagged[], tag: string, onDone?: () => void): void {
    const ids = people.filter((person) => !person.tags.includes(tag)).map((person) => person.id);
    if (ids.length === 0) {
      notify({ message: t('people:done.tagThere', { tag }), tone: 'look' });
      return;
    }
    add.mutate(
      { ids, tag },
      {
        onSuccess: () => {
          notify({ message: t('people:done.tagged', { tag, count: ids.length }), undo: () => call('people.removeTag', { ids, tag }) });
          onDone?.();
        },
      },
    );
  }

  /** Takes a tag from those who have it. */
  function removeTag(people: readonly Tagged[], tag: string): void {
    const ids = people.filter((person) => person.tags.includes(tag)).map((person) => person.id);
    if (ids.length === 0) return;
    take.mutate(
      { ids, tag },
      {
        onSuccess: () =>
          notify({ message: t('people:done.untagged', { tag, count: ids.length }), undo: () => call('people.addTag', { ids, tag }) }),
      },
    );
  }

  /** Leaves a tombstone; undo restores. */
  function remove(people: readonly Pick<PersonRow, 'id' | 'name'>[], onDone: () => void): void {
    const ids = people.map((person) => person.id);
    const restore = async () => {
      await call('people.restore', { ids });
      forgetRemoved(ids);
    };
    removal.mutate(
      { ids },
      {
        onSuccess: ({ removed }) => {
          noteRemoved(people);
          const name = people[0]?.name ?? '';
          notify({
            message: people.length === 1 ? t('people:done.removed', { name }) : t('people:done.removedMany', { count: removed }),
            undo: restore,
          });
          onDone();
        },
      },
    );
  }

  /** Overwrites fields; undo puts the former edit back, or gives the field back to the platforms. */
  function edit(person: Person, fields: Partial<PersonFields>, onDone: () => void): void {
    const names = Object.keys(fields) as FieldName[];
    const wereEdited = names.filter((name) => person.edited.includes(name));
    const before = Object.fromEntries(wereEdited.map((name) => [name, person.fields[name]])) as Partial<PersonFields>;
    const reset = names.filter((name) => !wereEdited.includes(name));
    update.mutate(
      { id: person.id, fields },
      {
        onSuccess: () => {
          onDone();
          const field = names.map((name) => t(`people:field.${name}`)).join(t('people:listSeparator'));
          notify({
            message: t('people:done.edited', { field }),
            undo: () => call('people.update', { id: person.id, fields: before, reset }),
          });
        },
      },
    );
  }

  /** Gives a field back to what the platforms say. */
  function resetField(person: Person, name: FieldName): void {
    const before = { [name]: person.fields[name] } as Partial<PersonFields>;
    update.mutate(
      { id: person.id, fields: {}, reset: [name] },
      {
        onSuccess: () =>
          notify({
            message: t('people:done.reset', { field: t(`people:field.${name}`) }),
            undo: () => call('people.update', { id: person.id, fields: before }),
          }),
      },
    );
  }

  function addNote(id: string, text: string, onDone: () => void): void {
    noteAdd.mutate({ id, text }, { onSuccess: onDone });
  }

  /** Undo writes the note anew, dated with the moment of the undo. */
  function removeNote(id: string, note: Person['notes'][number]): void {
    noteRemove.mutate(
      { id, noteId: note.id },
      { onSuccess: () => notify({ message: t('people:done.noteRemoved'), undo: () => call('people.addNote', { id, text: note.text }) }) },
    );
  }

  const busy = add.isPending || take.isPending || removal.isPending || update.isPending || noteAdd.isPending || noteRemove.isPending;
  return { addTag, removeTag, remove, edit, resetField, addNote, removeNote, busy };
}

export type PeopleCommands = ReturnType<typeof usePeopleCommands>;
