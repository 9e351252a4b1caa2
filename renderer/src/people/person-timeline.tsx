/** Everything dated that is known of a person, newest first; every row names the file and row it came from. */
import { Anchor, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../shared/contract/people';
import { usePages } from '../app/api';
import { kindName, platformName } from '../app/names';
import { SourceNote } from '../ui/source-note';
import { ErrorState, LoadingState } from '../ui/states';
import { Money, When } from '../ui/text';
import classes from './people.module.css';

const pageSize = 50;

interface PersonTimelineProps {
  id: string;
  onOpenLine: (lineId: number) => void;
}

/** Read fifty rows at a time. */
export function PersonTimeline({ id, onOpenLine }: PersonTimelineProps) {
  const { t } = useTranslation();
  const pages = usePages('people.timeline', { id, limit: pageSize });
  if (pages.error) return <ErrorState error={pages.error} retry={() => void pages.refetch()} compact />;
  if (pages.isPending) return <LoadingState rows={4} />;
  const entries = pages.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <Text c="dimmed">{t('people:timeline.none')}</Text>;
  return (
    <>
      <ol className={classes.timeline}>
        {withKeys(entries).map(([key, entry]) => (
          <Entry key={key} entry={entry} onOpenLine={onOpenLine} />
        ))}
      </ol>
      {pages.hasNextPage ? (
        <Group justify="center">
          <Button
            size="xs"
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
            data-testid="timeline-more"
          >
            {t('people:timeline.more')}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

/** Each entry under a key of its own: what it is, and which of its like it is. */
function withKeys(entries: readonly TimelineEntry[]): [string, TimelineEntry][] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const what = [entry.type, entry.at, entry.lineId, entry.source?.batchId, entry.source?.row, entry.title].join(' ');
    const count = seen.get(what) ?? 0;
    seen.set(what, count + 1);
    return [`${what} ${count}`, entry];
  });
}

function tone({ type, kind }: TimelineEntry): 'look' | 'quiet' | undefined {
  if (kind === 'refund') return 'look';
  return type === 'seen' || type === 'order' ? 'quiet' : undefined;
}

function Entry({ entry, onOpenLine }: { entry: TimelineEntry; onOpenLine: (lineId: number) => void }) {
  const { t } = useTranslation();
  const platform = entry.platform === null ? '' : platformName(t, entry.platform);
  const words = headline();
  const { lineId } = entry;
  return (
    <li className={classes.entry} data-tone={tone(entry)} data-testid="timeline-row">
      <div className={classes.entryTop}>
        <span className={classes.entryTitle}>
          {lineId === null ? (
            words
          ) : (
            <Anchor
              component="button"
              type="button"
              c="inherit"
              ta="left"
              size="sm"
              onClick={() => onOpenLine(lineId)}
              title={t('people:timeline.openLine')}
            >
              {words}
            </Anchor>
          )}
        </span>
        {entry.amount !== null && entry.currency !== null ? (
          <Text fw={500}>
            {entry.kind === 'refund' ? '−' : ''}
            <Money minor={entry.amount} currency={entry.currency} />
          </Text>
        ) : null}
      </div>
      <div className={classes.small}>
        <When at={entry.at} estimated={entry.dateEstimated} />
        {entry.type !== 'seen' && platform ? ` · ${platform}` : ''}
      </div>
      {entry.type === 'note' ? null : <SourceNote source={entry.source} />}
    </li>
  );

  function headline(): string {
    switch (entry.type) {
      case 'ledgerLine':
        return [entry.kind === null ? null : kindName(t, entry.kind), entry.title]
          .filter((part) => part !== null && part !== '')
          .join(' · ');
      case 'order':
        return [t('people:timeline.order'), entry.title].filter((part) => part !== null && part !== '').join(' · ');
      case 'seen':
        return [t('people:timeline.seen', { platform }), entry.title].filter((part) => part !== null && part !== '').join(' · ');
      case 'note':
        return `${t('people:timeline.note')} · ${entry.title ?? ''}`;
    }
  }
}
