/** Erasing people for good: says what goes, what stays and who still holds them, and asks for a word to be typed. */
import { Button, Group, Loader, Modal, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErasurePreview, ErasureResult, PersonRow } from '../../../shared/contract/people';
import { asAppError, call, finishJob, useApi } from '../app/api';
import { notify, notifyError } from '../app/notify';
import { ErrorState, LoadingState } from '../ui/states';
import { When } from '../ui/text';
import classes from './people.module.css';
import { forgetRemoved } from './recently-removed';

type Chosen = Pick<PersonRow, 'id' | 'name'>;

interface EraseDialogProps {
  /** Null: closed. */
  people: readonly Chosen[] | null;
  onClose: () => void;
  onErased: () => void;
}

export function EraseDialog({ people, onClose, onErased }: EraseDialogProps) {
  const { t } = useTranslation();
  const [working, setWorking] = useState(false);
  const title =
    people?.length === 1 ? t('people:erase.title', { name: people[0]?.name }) : t('people:erase.titleMany', { count: people?.length ?? 0 });
  return (
    <Modal
      opened={people !== null}
      onClose={() => (working ? undefined : onClose())}
      title={title}
      size={540}
      centered
      closeButtonProps={{ 'aria-label': t('common:close'), disabled: working }}
      data-testid="erase-dialog"
    >
      {people === null ? null : (
        <Question ids={people.map(({ id }) => id)} working={working} setWorking={setWorking} onClose={onClose} onErased={onErased} />
      )}
    </Modal>
  );
}

/** Erases and answers what was cleared; throws what core answers. */
async function erase(ids: string[]): Promise<ErasureResult> {
  const { jobId } = await call('people.erase', { ids });
  await finishJob(jobId);
  forgetRemoved(ids);
  return call('people.erased', { jobId });
}

interface QuestionProps extends Omit<EraseDialogProps, 'people'> {
  ids: string[];
  working: boolean;
  setWorking: (working: boolean) => void;
}

function Question({ ids, working, setWorking, onClose, onErased }: QuestionProps) {
  const { t } = useTranslation();
  const preview = useApi('people.erasePreview', { ids }, { keepPrevious: false });
  const [typed, setTyped] = useState('');
  const word = t('people:erase.word');
  const ready = typed.trim().toLowerCase() === word.toLowerCase() && preview.data !== undefined;
  const run = async () => {
    if (!ready || working) return;
    setWorking(true);
    try {
      const { people, copies, cleaned } = await erase(ids);
      const rest = [
        copies.length > 0 ? t('people:erase.doneCopies', { count: copies.length }) : '',
        cleaned ? '' : t('people:erase.notCleaned'),
      ];
      notify({
        message: [t('people:erase.done', { count: people }), ...rest].filter(Boolean).join(' '),
        ...(copies.length > 0 || !cleaned ? { tone: 'look' } : {}),
      });
      onErased();
    } catch (error) {
      notifyError(asAppError(error));
      onClose();
    } finally {
      setWorking(false);
    }
  };
  if (preview.error && !working) return <ErrorState error={preview.error} retry={() => void preview.refetch()} compact />;
  if (!preview.data) return <LoadingState rows={6} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Stack gap="sm">
        <Consequences preview={preview.data} />
        <TextInput
          label={t('people:erase.type', { word })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          disabled={working}
          autoComplete="off"
          data-autofocus
          data-testid="erase-word"
        />
        <Group justify="space-between">
          <Group gap="xs" role="status">
            {working ? (
              <>
                <Loader size="xs" />
                <Text c="dimmed">{t('people:erase.working')}</Text>
              </>
            ) : null}
          </Group>
          <Group gap="xs">
            <Button variant="default" onClick={onClose} disabled={working}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" color="red" disabled={!ready || working} data-testid="erase-confirm">
              {t('people:erase.confirm')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

function Consequences({ preview }: { preview: ErasurePreview }) {
  const { t } = useTranslation();
  const { people, lines, notes, tags, identities, copies } = preview;
  return (
    <>
      {people.length > 1 ? (
        <ScrollArea.Autosize mah={80} type="auto">
          <Text fw={500} className={classes.eraseNames}>
            {people.map(({ name }) => name).join(t('people:listSeparator'))}
          </Text>
        </ScrollArea.Autosize>
      ) : null}
      <Part title={t('people:erase.goesTitle')}>{t('people:erase.goes', { identities, notes, tags })}</Part>
      <Part title={t('people:erase.staysTitle')}>{t('people:erase.stays', { count: lines })}</Part>
      <div data-testid="erase-copies">
        <Text fw={600}>{t('people:erase.copiesTitle')}</Text>
        {copies.length === 0 ? (
          <Text>{t('people:erase.noCopies')}</Text>
        ) : (
          <>
            <Text>{t('people:erase.copies', { count: copies.length })}</Text>
            <ScrollArea.Autosize mah={120} type="auto">
              <ul className={classes.eraseCopies}>
                {copies.map(({ fileName, at, place }) => (
                  <li key={`${place} ${fileName}`}>
                    <When at={at} /> <Text span>{t(`people:erase.place.${place}`)}</Text>{' '}
                    <Text span c="dimmed" className={classes.eraseNames}>
                      {fileName}
                    </Text>
                  </li>
                ))}
              </ul>
            </ScrollArea.Autosize>
          </>
        )}
        <Text c="dimmed">{t('people:erase.elsewhere')}</Text>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: string }) {
  return (
    <div>
      <Text fw={600}>{title}</Text>
      <Text>{children}</Text>
    </div>
  );
}
