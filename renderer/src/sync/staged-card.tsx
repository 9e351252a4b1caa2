/** One waiting file: what it is, how sure, whose, from when to when, what it would change — and Apply. */
import { ActionIcon, Badge, Button, Paper, Text, Title } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconFileSpreadsheet, IconX } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/contract/errors';
import type { StagedFile } from '../../../shared/contract/sync';
import { useApi } from '../app/api';
import { errorText } from '../app/i18n';
import { formatName } from '../app/names';
import { useFormat } from '../ui/format-context';
import { CardAlways } from './always';
import card from './card.module.css';
import { CardCounts } from './card-counts';
import { CardAccount, CardBrings, CardDate, CardSpending, CardTemplates, CardWarnings } from './card-notes';
import { FailedCard, UnknownCard } from './card-other';
import { CardPassedOver, CardSheets } from './card-sheets';
import { CardConflicts } from './decisions';
import { addsCoverage, type RowFilter } from './file-view';
import { LockedCard } from './locked-card';
import { ProgressLine } from './progress-line';
import { CardReplaces } from './reread';
import type { Recheck } from './session';
import { StagedDiff } from './staged-diff';
import classes from './sync.module.css';
import { TemplateCard } from './template-card';
import { layoutName } from './words';

/** Which rows of a file are shown: `closed`, all of them, or those of one filter. */
export type DiffState = 'closed' | 'all' | RowFilter;

/** The same object for all cards and from one drawing to the next, so that a card is drawn anew only when something of it changed. */
export interface CardActions {
  show: (fileId: string, diff: DiffState) => void;
  apply: (fileId: string) => void;
  discard: (fileId: string) => void;
}

export interface StagedCardProps {
  file: StagedFile;
  diff: DiffState;
  actions: CardActions;
  /** Why its import did not go through. */
  failure: Pick<AppError, 'code' | 'params'> | null;
  /** It is being compared anew. */
  recheck: Recheck | null;
  /** Its import is under way or waits its turn. */
  applying: 'now' | 'queued' | null;
  /** Nothing can be applied now: another import runs, or the workspace is read-only. */
  isBlocked: boolean;
}

/** The card of any staged file, whatever its status. */
export const StagedCard = memo(function StagedCard(props: StagedCardProps) {
  const { file, actions } = props;
  switch (file.status) {
    case 'needs-mapping':
      return file.template === null ? (
        <UnknownCard file={file} onDiscard={() => actions.discard(file.id)} />
      ) : (
        <TemplateCard file={file} template={file.template} onDiscard={() => actions.discard(file.id)} />
      );
    case 'needs-password':
      return <LockedCard file={file} onDiscard={() => actions.discard(file.id)} unlocking={props.recheck} />;
    case 'failed':
      return <FailedCard file={file} onDiscard={() => actions.discard(file.id)} />;
    case 'ready':
    case 'unchanged':
    case 'needs-date':
      return <KnownCard {...props} />;
  }
});

function KnownCard(props: StagedCardProps) {
  const { file, diff, actions, failure, applying, recheck } = props;
  const onDiff = (next: DiffState) => actions.show(file.id, next);
  const { t } = useTranslation('sync');
  const rows = useRevealed(diff);
  const isBusy = applying !== null || recheck !== null;
  return (
    <Paper withBorder className={card.card} data-testid="staged-card" data-status={file.status} data-busy={isBusy || undefined}>
      <div className={card.cardHead}>
        <div className={card.cardIcon} data-tone={file.status === 'unchanged' ? 'quiet' : 'good'}>
          <IconFileSpreadsheet size={20} stroke={1.6} aria-hidden="true" />
        </div>
        <div className={card.cardName}>
          <CardTitle file={file} />
          <CardFacts file={file} disabled={isBusy} />
        </div>
        {file.status === 'needs-date' ? null : <CardCounts file={file} onOpen={onDiff} />}
        <CardButtons {...props} />
      </div>
      {failure ? (
        <div className={card.note} data-tone="risk" role="alert" data-testid="staged-failure">
          <Text>{errorText(t, failure)}</Text>
        </div>
      ) : null}
      <CardReplaces file={file} />
      <CardTemplates file={file} disabled={isBusy} />
      <CardSheets file={file} disabled={isBusy} />
      <CardPassedOver file={file} />
      <CardDate file={file} disabled={isBusy} />
      {file.status === 'unchanged' ? (
        <Text c="dimmed">{t(file.rows.unchanged > 0 ? 'card.unchangedText' : 'card.ignoredText')}</Text>
      ) : null}
      {file.status === 'ready' ? <CardBrings file={file} /> : null}
      <CardWarnings file={file} />
      <CardConflicts file={file} onOpen={onDiff} />
      {/* Not disabled by its own comparison: the focus would be lost, and the next click waits its turn. */}
      <CardSpending file={file} disabled={applying !== null || (recheck !== null && recheck.how.withExpenses === undefined)} />
      <CardAlways file={file} disabled={isBusy || props.isBlocked} />
      {recheck === null ? null : <ProgressLine jobId={recheck.jobId} label={t('card.recheck')} />}
      {file.rows.total > 0 ? <DiffToggle diff={diff} onDiff={onDiff} total={file.rows.total} /> : null}
      {diff !== 'closed' && file.rows.total > 0 ? (
        <div ref={rows}>
          <StagedDiff
            file={file}
            outcome={diff === 'all' ? null : diff}
            onOutcome={(outcome) => onDiff(outcome ?? 'all')}
            disabled={isBusy || props.isBlocked}
          />
        </div>
      ) : null}
    </Paper>
  );
}

/** Rows that are asked for by a number at the card's head come into sight; those of a card that was scrolled out and in again stay where they are. */
function useRevealed(diff: DiffState) {
  const ref = useRef<HTMLDivElement>(null);
  const shown = useRef(diff);
  useEffect(() => {
    if (shown.current === diff) return;
    shown.current = diff;
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, [diff]);
  return ref;
}

function CardTitle({ file }: { file: StagedFile }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const layout = layoutName(t, file.format, file.layout);
  const { confidence } = file;
  return (
    <div className={card.cardTitle}>
      <Title order={3} size="h5" fw={600} data-testid="staged-format" data-format={file.format}>
        {file.format ? formatName(t, file.format) : file.fileName}
      </Title>
      {layout ? (
        <Text size="xs" c="dimmed">
          {layout}
        </Text>
      ) : null}
      {confidence === null ? null : (
        <Badge
          variant="light"
          color={confidence >= 0.9 ? 'teal' : confidence >= 0.7 ? 'gray' : 'orange'}
          size="sm"
          radius="sm"
          className={classes.badge}
          title={t('card.confidenceHint')}
          data-testid="staged-confidence"
        >
          {t('card.confidence', { share: format.percent(confidence, 0) })}
        </Badge>
      )}
    </div>
  );
}

function CardFacts({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  return (
    <div className={card.facts}>
      <span className={card.fileName} title={file.fileName}>
        {file.fileName}
      </span>
      <CardAccount file={file} disabled={disabled} />
      {file.days && file.snapshotAt ? <span>{t('card.asOf', { day: format.day(file.days.from) })}</span> : null}
      {file.days && !file.snapshotAt ? <span>{format.window(file.days)}</span> : null}
      {file.encoding && file.encoding !== 'binary' ? <span>{t('card.encoding', { encoding: file.encoding.toUpperCase() })}</span> : null}
    </div>
  );
}

function CardButtons({ file, actions, applying, isBlocked, recheck }: StagedCardProps) {
  const { t } = useTranslation('sync');
  const isBusy = applying !== null || recheck !== null;
  return (
    <div className={card.cardActions}>
      {file.status === 'unchanged' ? (
        <RecordPeriod file={file} onApply={() => actions.apply(file.id)} isApplying={applying === 'now'} disabled={isBlocked || isBusy} />
      ) : null}
      {file.status === 'ready' ? (
        <Button
          onClick={() => actions.apply(file.id)}
          loading={applying === 'now'}
          disabled={isBlocked || isBusy}
          data-testid="staged-apply"
        >
          {t(applying === 'queued' ? 'card.queued' : 'card.apply')}
        </Button>
      ) : null}
      <ActionIcon
        aria-label={t('card.discard')}
        title={t('card.discard')}
        onClick={() => actions.discard(file.id)}
        disabled={isBusy}
        data-testid="staged-discard"
      >
        <IconX size={16} stroke={1.7} />
      </ActionIcon>
    </div>
  );
}

interface RecordPeriodProps {
  file: StagedFile;
  onApply: () => void;
  isApplying: boolean;
  disabled: boolean;
}

/** A month without income is a fact too: the account is covered, there was nothing. */
function RecordPeriod({ file, onApply, isApplying, disabled }: RecordPeriodProps) {
  const { t } = useTranslation('sync');
  const accounts = useApi('sync.accounts', {});
  if (!accounts.data || !addsCoverage(file, accounts.data, new Date().toISOString())) return null;
  return (
    <Button
      variant="default"
      title={t('card.recordPeriodHint')}
      onClick={onApply}
      loading={isApplying}
      disabled={disabled}
      data-testid="staged-period"
    >
      {t('card.recordPeriod')}
    </Button>
  );
}

function DiffToggle({ diff, onDiff, total }: { diff: DiffState; onDiff: (diff: DiffState) => void; total: number }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const isOpen = diff !== 'closed';
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <button
      type="button"
      className={classes.linkButton}
      aria-expanded={isOpen}
      onClick={() => onDiff(isOpen ? 'closed' : 'all')}
      data-testid="staged-diff-toggle"
    >
      <Chevron size={15} stroke={1.8} aria-hidden="true" />
      {isOpen ? t('card.hideDiff') : t('card.showDiff')}
      <span className={classes.quiet}>{t('card.rows', { count: total, formatted: format.number(total) })}</span>
    </button>
  );
}
