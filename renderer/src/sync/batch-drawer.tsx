/** One import of the history: what it was, what it changed in the figures, and the way to its rows. */
import { Button, Group, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { BatchDetail } from '../../../shared/contract/sync';
import { useApi } from '../app/api';
import { formatName, platformName } from '../app/names';
import { useWorkspace } from '../app/workspace-context';
import { type Format, useFormat } from '../ui/format-context';
import { SideDrawer } from '../ui/side-drawer';
import { ErrorState, LoadingState } from '../ui/states';
import { FigureChanges } from './figure-changes';
import { bringsLines, bringsPeople } from './file-view';
import lists from './lists.module.css';
import { showImportedLines, showImportedPeople } from './show-imported';
import type { Turn } from './turn-dialog';
import { bringsText } from './words';

/** Letters of a file's fingerprint that tell it apart. */
const shownHash = 8;

interface BatchDrawerProps {
  id: string | null;
  onClose: () => void;
  onTurn: (turn: Turn) => void;
}

/** Opens for an id; the history beside it stays usable. */
export function BatchDrawer({ id, onClose, onTurn }: BatchDrawerProps) {
  const detail = useApi('sync.batch', { id: id ?? '' }, { enabled: id !== null, keepPrevious: false });
  const shown = detail.data?.id === id ? detail.data : null;
  return (
    <SideDrawer opened={id !== null} onClose={onClose} title={shown?.fileName ?? ''} testId="batch-drawer">
      {detail.error ? <ErrorState error={detail.error} retry={() => void detail.refetch()} compact /> : null}
      {shown ? <Body batch={shown} onTurn={onTurn} /> : null}
      {!shown && !detail.error ? <LoadingState rows={8} /> : null}
    </SideDrawer>
  );
}

const titles = { apply: 'figures.title', undo: 'figures.titleUndo', redo: 'figures.titleRedo' } as const;

type BodyProps = { batch: BatchDetail } & Pick<BatchDrawerProps, 'onTurn'>;

function Body({ batch, onTurn }: BodyProps) {
  const { t } = useTranslation('sync');
  return (
    <>
      <Facts batch={batch} />
      <Actions batch={batch} onTurn={onTurn} />
      {batch.figures ? (
        <FigureChanges title={t(titles[batch.figures.turn])} changes={batch.figures.changes} />
      ) : (
        <Text c="dimmed" mt="sm">
          {t('figures.unknown')}
        </Text>
      )}
    </>
  );
}

function Facts({ batch }: { batch: BatchDetail }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { rows } = batch;
  const counts = [rows.new, rows.updated, rows.unchanged].map((count) => format.number(count)).join(' / ');
  const facts = [
    [t('history.format'), formatName(t, batch.format)],
    [t('history.account'), [platformName(t, batch.platform), batch.account].filter(Boolean).join(' · ')],
    [t('history.when'), format.when(batch.appliedAt)],
    [t('history.status'), statusText(t, format, batch)],
    [t('history.covers'), batch.days === null ? null : format.window(batch.days)],
    [t('history.counts'), counts],
    [t('history.brought'), bringsText(t, format, batch.records)],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <dl className={lists.cells}>
      {facts.map(([name, text]) => (
        <div key={name} className={lists.cellPair}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      <div className={lists.cellPair}>
        <dt>{t('history.fingerprint')}</dt>
        <dd title={t('history.hashHint')} className={lists.hash}>
          {batch.fileHash.slice(0, shownHash)}
        </dd>
      </div>
    </dl>
  );
}

function statusText(t: TFunction, format: Format, { status, undoneAt }: BatchDetail): string {
  return status === 'undone' && undoneAt !== null
    ? t('sync:history.undoneAt', { time: format.when(undoneAt) })
    : t(`sync:history.${status}`);
}

function Actions({ batch, onTurn }: BodyProps) {
  const { t } = useTranslation('sync');
  const { readOnly } = useWorkspace();
  const isLive = batch.status === 'live';
  const kind = isLive ? 'undo' : 'redo';
  return (
    <Group gap="xs" mt="sm">
      {isLive && bringsLines(batch.records) ? (
        <Button size="compact-sm" variant="light" onClick={() => showImportedLines(batch.id)} data-testid="batch-lines">
          {t('result.toRevenue')}
        </Button>
      ) : null}
      {isLive && bringsPeople(batch.records) ? (
        <Button size="compact-sm" variant="light" onClick={() => void showImportedPeople(batch.id)}>
          {t('result.toPeople')}
        </Button>
      ) : null}
      {batch.status === 'replaced' ? null : (
        <Button
          size="compact-sm"
          variant="default"
          disabled={readOnly}
          onClick={() => onTurn({ kind, batch })}
          data-testid={`batch-${kind}`}
        >
          {t(`history.${kind}`)}
        </Button>
      )}
    </Group>
  );
}
