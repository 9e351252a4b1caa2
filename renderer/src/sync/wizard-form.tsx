/** The form of the wizard: every choice is shown with what it does to the first rows of this very file. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingDraft, MappingTemplate } from '../../../shared/contract/mapping';
import type { StagedFile } from '../../../shared/contract/sync';
import { isMoney, type MappingKind, neededFields, type Reading } from '../../../shared/domain/mapping';
import { useApi, useCommand } from '../app/api';
import { errorText } from '../app/i18n';
import { notify } from '../app/notify';
import { ErrorState, LoadingState } from '../ui/states';
import { recheck } from './session';
import classes from './wizard.module.css';
import { WizardColumns } from './wizard-columns';
import { WizardPreview } from './wizard-preview';
import { WizardReading } from './wizard-reading';
import { WizardSettings } from './wizard-settings';
import { WizardStatuses } from './wizard-statuses';

interface WizardFormProps {
  file: StagedFile;
  onClose: () => void;
}

/** Where in the file the table is, and what its rows are: another choice is another guess of the columns. */
export interface WizardPlace {
  kind?: MappingKind;
  table?: number;
  headerRow?: number;
  reading?: Reading;
}

/** See the file's head. */
export default function WizardForm({ file, onClose }: WizardFormProps) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<WizardPlace>({});
  const draft = useApi('mapping.draft', { fileId: file.id, ...place });
  if (draft.error) return <ErrorState error={draft.error} retry={() => void draft.refetch()} />;
  if (!draft.data) return <LoadingState rows={10} />;
  const { table, headerRow, template, reading } = draft.data;
  return (
    <Stack gap="md">
      <Text c="dimmed" maw={820}>
        {t('mapping:intro')}
      </Text>
      {/* Not part of what begins anew with each guess: one choice may follow the other before the first is answered. */}
      <WizardReading draft={draft.data} chosen={place.reading ?? reading} onPlace={setPlace} />
      <Form
        key={JSON.stringify([template.kind, table, headerRow, reading])}
        draft={draft.data}
        onPlace={setPlace}
        file={file}
        onClose={onClose}
      />
    </Stack>
  );
}

function Form({ draft, onPlace, file, onClose }: WizardFormProps & { draft: MappingDraft; onPlace: (place: WizardPlace) => void }) {
  const { t } = useTranslation();
  const [template, setTemplate] = useState(draft.template);
  const [isTaken, setTaken] = useState(false);
  const set = (part: Partial<MappingTemplate>) => {
    setTaken(false);
    setTemplate((before) => ({ ...before, ...part }));
  };
  const save = useCommand('mapping.save', {
    onSuccess: () => {
      notify({ message: t('mapping:saved', { name: template.name }) });
      void recheck(file.id, {});
      onClose();
    },
    // The form says it itself, beside the button that replaces the other one.
    onError: (error) => {
      setTaken(error.code === 'template-exists');
      return true;
    },
  });
  const given = new Set(template.columns.map(({ field }) => field));
  const isWhole = neededFields[template.kind].some((list) => list.every((field) => given.has(field)));
  const isNamed = template.name.trim() !== '' && template.platform.trim() !== '';
  const [settled] = useDebouncedValue(template, 250);
  const { fileId, table, headerRow, reading } = draft;
  const statusColumn = template.columns.find(({ field }) => field === 'status')?.column;
  return (
    <>
      <WizardSettings draft={draft} template={template} onChange={set} onPlace={onPlace} />
      <WizardColumns draft={draft} template={template} onChange={set} />
      {isMoney(template.kind) && statusColumn !== undefined ? (
        <WizardStatuses input={{ fileId, table, headerRow, reading, column: statusColumn }} template={template} onChange={set} />
      ) : null}
      {isWhole && isNamed ? (
        <WizardPreview input={{ fileId, table, headerRow, reading, template: settled }} />
      ) : (
        <Text c="dimmed" data-testid="wizard-needed">
          {t(`mapping:needed.${isWhole ? 'name' : template.kind}`)}
        </Text>
      )}
      {save.error ? (
        <Text c="red" role="alert">
          {errorText(t, save.error)}
        </Text>
      ) : null}
      <Group justify="flex-end" gap="xs" className={classes.footer}>
        <Button variant="default" onClick={onClose}>
          {t('mapping:cancel')}
        </Button>
        {isTaken ? (
          <Button variant="default" onClick={() => save.mutate({ template, replace: true })} data-testid="wizard-replace">
            {t('mapping:replace')}
          </Button>
        ) : null}
        <Button
          disabled={!isWhole || !isNamed}
          loading={save.isPending}
          onClick={() => save.mutate({ template })}
          data-testid="wizard-save"
        >
          {t('mapping:save')}
        </Button>
      </Group>
    </>
  );
}
