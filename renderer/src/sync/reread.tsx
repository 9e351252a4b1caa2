/** Imports that an older version has read: named above the history, read again at a press, and told on the card of the new reading. */
import { Button, Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { asAppError, call, finishJob, useApi } from '../app/api';
import { notify, notifyError } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import { useFormat } from '../ui/format-context';
import card from './card.module.css';

/** Files named in a sentence at most; the others are counted. */
const shownFiles = 3;

/** See the file's head. `onWaiting` leads to what waits. */
export function OutdatedImports({ onWaiting }: { onWaiting: () => void }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { readOnly } = useWorkspace();
  const [working, setWorking] = useState(false);
  const found = useApi('sync.outdated', {}).data ?? [];
  if (found.length === 0) return null;
  const stored = found.filter(({ from }) => from === 'stored');
  const needed = found.filter(({ from }) => from === 'file');
  const run = async () => {
    setWorking(true);
    try {
      const { jobId } = await call('sync.reread', { ids: stored.slice(0, 500).map(({ id }) => id) });
      await finishJob(jobId);
      const waiting = (await call('sync.rereadFiles', { jobId })).filter((id) => id !== null).length;
      const settled = stored.length - waiting;
      if (settled > 0) notify({ message: t('reread.settled', { count: settled, formatted: format.number(settled) }) });
      if (waiting > 0) onWaiting();
    } catch (error) {
      notifyError(asAppError(error));
    } finally {
      setWorking(false);
    }
  };
  const names = needed.slice(0, shownFiles).map(({ fileName }) => t('reread.file', { file: fileName }));
  const more = needed.length - names.length;
  return (
    <div className={card.note} data-tone="look" data-below data-testid="outdated">
      <IconRefresh size={16} stroke={1.7} aria-hidden="true" />
      <div>
        <Text>{t('reread.found', { count: found.length, formatted: format.number(found.length) })}</Text>
        {needed.length > 0 ? (
          <Text>
            {t(more > 0 ? 'reread.bringMore' : 'reread.bring', {
              files: names.join(t('list')),
              count: needed.length,
              formatted: format.number(needed.length),
            })}
          </Text>
        ) : null}
        {stored.length > 0 ? (
          <Group mt={6}>
            <Button size="xs" onClick={() => void run()} loading={working} disabled={readOnly} data-testid="reread-all">
              {t('reread.run', { count: stored.length, formatted: format.number(stored.length) })}
            </Button>
          </Group>
        ) : null}
      </div>
    </div>
  );
}

/** On the card: which import this reading takes the place of, and what goes with it. */
export function CardReplaces({ file }: { file: StagedFile }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { replaces } = file;
  if (!replaces) return null;
  return (
    <div className={card.note} data-tone={replaces.gone > 0 ? 'look' : undefined} data-testid="staged-replaces">
      <IconRefresh size={16} stroke={1.7} aria-hidden="true" />
      <Text>
        {t('reread.replaces', { when: format.when(replaces.appliedAt) })}
        {replaces.gone > 0 ? ` ${t('reread.gone', { count: replaces.gone, formatted: format.number(replaces.gone) })}` : ''}
      </Text>
    </div>
  );
}
