/** What the user may say better than the file: kind, product, person, note. Edits stay whatever later files say. */
import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { lineKinds } from '../../../shared/domain/records';
import { call, useCommand } from '../app/api';
import { kindName } from '../app/names';
import { notify } from '../app/notify';
import { PersonPicker } from '../ui/person-picker';

type Fields = Input<'revenue.updateLine'>['fields'];
type Draft = Required<Omit<Fields, 'personId'>> & { person: LedgerLine['person'] };

function draftOf({ kind, product, note, person }: LedgerLine): Draft {
  return { kind, product, note, person };
}

/** The fields in which two states of a line differ, with the values of `to`. */
export function changedFields(from: Draft, to: Draft): Fields {
  return {
    ...(from.kind === to.kind ? {} : { kind: to.kind }),
    ...((from.product ?? '') === (to.product ?? '').trim() ? {} : { product: to.product?.trim() || null }),
    ...((from.note ?? '') === (to.note ?? '').trim() ? {} : { note: to.note?.trim() || null }),
    ...(from.person?.id === to.person?.id ? {} : { personId: to.person?.id ?? null }),
  };
}

/** A small form in place of the facts; undo puts the former values back. */
export function LineEdit({ line, onClose }: { line: LedgerLine; onClose: () => void }) {
  const { t } = useTranslation();
  const saved = draftOf(line);
  const [draft, setDraft] = useState(saved);
  const fields = changedFields(saved, draft);
  const changed = Object.keys(fields).length > 0;
  const save = useCommand('revenue.updateLine', {
    onSuccess: (after) => {
      const back = changedFields(draftOf(after), saved);
      notify({ message: t('revenue:done.edited'), undo: () => call('revenue.updateLine', { id: line.id, fields: back }) });
      onClose();
    },
  });
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) save.mutate({ id: line.id, fields });
      }}
    >
      <Stack gap="xs">
        <Group grow gap="xs" align="flex-start">
          <Select
            size="xs"
            label={t('revenue:column.kind')}
            data={lineKinds.map((kind) => ({ value: kind, label: kindName(t, kind) }))}
            value={draft.kind}
            onChange={(value) => set({ kind: lineKinds.find((kind) => kind === value) ?? draft.kind })}
            data-testid="line-edit-kind"
          />
          <PersonPicker
            size="xs"
            label={t('revenue:fact.person')}
            placeholder={t('revenue:noPerson')}
            person={draft.person}
            onPick={(person) => set({ person })}
            data-testid="line-edit-person"
          />
        </Group>
        <TextInput
          size="xs"
          label={t('revenue:fact.product')}
          value={draft.product ?? ''}
          maxLength={300}
          onChange={(event) => set({ product: event.currentTarget.value })}
          data-testid="line-edit-product"
        />
        <Textarea
          size="xs"
          label={t('revenue:fact.note')}
          value={draft.note ?? ''}
          maxLength={2000}
          autosize
          minRows={1}
          maxRows={6}
          onChange={(event) => set({ note: event.currentTarget.value })}
          data-testid="line-edit-note"
        />
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button size="xs" type="submit" disabled={!changed} loading={save.isPending} data-testid="line-save">
            {t('common:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
