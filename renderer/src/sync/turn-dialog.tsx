/** Undo and redo of an import: asks first, shows the work, then says what was taken out and names what the user's own edits kept. */
import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch, UndoResult } from '../../../shared/contract/sync';
import { asAppError, call, finishJob } from '../app/api';
import { notify, notifyError } from '../app/notify';
import { useFormat } from '../ui/format-context';
import { changeSentence, FigureChanges } from './figure-changes';
import { changedRecords } from './file-view';
import lists from './lists.module.css';
import { forgetBatch } from './session';
import classes from './sync.module.css';
import { bringsText, recordsText } from './words';

export interface Turn {
  kind: 'undo' | 'redo';
  batch: Batch;
}

/** Undoes or redoes one import; throws what core answers. */
async function turnBatch({ kind, batch }: Turn): Promise<UndoResult> {
  const { jobId } = await call(kind === 'undo' ? 'sync.undo' : 'sync.redo', { id: batch.id });
  await finishJob(jobId);
  if (kind === 'undo') forgetBatch(batch.id);
  return call('sync.undone', { jobId });
}

/** Shown while `turn` is given; `onClose` takes it away. */
export function TurnDialog({ turn, onClose }: { turn: Turn | null; onClose: () => void }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const [working, setWorking] = useState(false);
  const [result, setResult] = useState<UndoResult | null>(null);
  const close = () => {
    setResult(null);
    onClose();
  };
  const run = async (current: Turn) => {
    setWorking(true);
    try {
      const done = await turnBatch(current);
      // Nothing of the user's own is in it: a message is enough.
      if (current.kind === 'undo' && done.kept.length > 0) setResult(done);
      else {
        const restored = recordsText(t, format, positive(done.restored));
        const message = t(`${current.kind}.done`, { file: current.batch.fileName });
        notify({ message: [message, restored, changeSentence(t, format, done.figures)].filter(Boolean).join(' · ') });
        close();
      }
    } catch (error) {
      notifyError(asAppError(error));
      close();
    } finally {
      setWorking(false);
    }
  };
  return (
    <Modal
      opened={turn !== null}
      onClose={() => (working ? undefined : close())}
      title={turn ? (result ? t('undo.done', { file: turn.batch.fileName }) : t(`${turn.kind}.title`)) : ''}
      size={520}
      centered
      classNames={{ content: lists.dialog, header: lists.dialog, title: lists.dialogTitle }}
      closeButtonProps={{ 'aria-label': t('common:close'), disabled: working }}
      data-testid="turn-dialog"
    >
      {turn === null ? null : result ? (
        <Outcome result={result} onClose={close} />
      ) : (
        <Question turn={turn} working={working} onCancel={close} onConfirm={() => void run(turn)} />
      )}
    </Modal>
  );
}

interface QuestionProps {
  turn: Turn;
  working: boolean;
  onCancel: () => void;
  onConfirm: () => void;
}

function Question({ turn: { kind, batch }, working, onCancel, onConfirm }: QuestionProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const counts = bringsText(t, format, batch.records) ?? t('undo.nothing');
  return (
    <Stack gap="sm">
      <Text className={classes.wrap}>{t(`${kind}.text`, { file: batch.fileName, counts })}</Text>
      {kind === 'undo' ? <Text>{t('undo.elsewhere')}</Text> : null}
      <Text fw={600}>{t(`${kind}.kept`)}</Text>
      {kind === 'undo' ? <Text c="dimmed">{t('undo.again')}</Text> : null}
      <Group justify="space-between" mt="xs">
        <Group gap="xs" role="status">
          {working ? (
            <>
              <Loader size="xs" />
              <Text c="dimmed">{t(`${kind}.working`)}</Text>
            </>
          ) : null}
        </Group>
        <Group gap="xs">
          <Button variant="default" onClick={onCancel} disabled={working}>
            {t(`${kind}.cancel`)}
          </Button>
          <Button color={kind === 'undo' ? 'red' : 'teal'} onClick={onConfirm} disabled={working} data-testid="turn-confirm">
            {t(`${kind}.confirm`)}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function Outcome({ result, onClose }: { result: UndoResult; onClose: () => void }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const removed = recordsText(t, format, positive(result.removed));
  const changed = recordsText(t, format, positive(result.changed));
  return (
    <Stack gap="sm" data-testid="turn-outcome">
      <Text>
        {removed ? t('undo.removed', { counts: removed }) : t('undo.nothing')}
        {removed && changed ? ` · ${t('undo.changed', { counts: changed })}` : ''}
      </Text>
      <FigureChanges title={t('figures.titleUndo')} changes={result.figures} />
      <Text fw={600}>{t('undo.keptTitle', { count: result.kept.length })}</Text>
      <ul className={lists.kept}>
        {result.kept.map((each) => (
          <li key={`${each.type}-${each.id}`}>
            <Text fw={500}>{each.name || t('undo.unnamed')}</Text>
            <Text c="dimmed">{t(each.type === 'person' ? 'undo.keptPerson' : 'undo.keptLine')}</Text>
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button onClick={onClose} data-testid="turn-close">
          {t('undo.close')}
        </Button>
      </Group>
    </Stack>
  );
}

function positive(counts: Readonly<Record<string, number>>): [string, number][] {
  return changedRecords(
    Object.fromEntries(Object.entries(counts).map(([type, count]) => [type, { new: count, updated: 0, unchanged: 0 }])),
  );
}
