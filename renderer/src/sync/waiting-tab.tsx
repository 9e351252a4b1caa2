/** Files that wait for Apply: where they come in, what is under way, what was just imported, and a card for each. */
import { SegmentedControl } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { useFormat } from '../ui/format-context';
import { EmptyState } from '../ui/states';
import { countGroups, type FileGroup, fileGroups, groupOf } from './file-view';
import type { Session } from './session';
import { type CardActions, type DiffState, StagedCard } from './staged-card';
import classes from './sync.module.css';

/** Below this many files a filter would only be in the way. */
const filterFrom = 9;
/** Pixels; cards are measured once they are shown. */
const estimatedCard = 150;
const estimatedHead = 90;

interface WaitingTabProps {
  files: readonly StagedFile[];
  session: Session;
  /** Drop zone, progress and results; scrolls with the cards. */
  head: ReactNode;
  onApply: (fileIds: string[]) => void;
  onDiscard: (fileIds: string[]) => void;
  readOnly: boolean;
}

/** Only the cards in sight are in the document: hundreds of files may wait. */
export function WaitingTab({ files, session, head, onApply, onDiscard, readOnly }: WaitingTabProps) {
  const { t } = useTranslation('sync');
  const scroller = useRef<HTMLDivElement>(null);
  const [group, setGroup] = useState<FileGroup | 'all'>('all');
  const [diffs, setDiffs] = useState<ReadonlyMap<string, DiffState>>(new Map());
  const latest = useRef({ onApply, onDiscard });
  latest.current = { onApply, onDiscard };
  const actions = useMemo<CardActions>(
    () => ({
      show: (fileId, diff) => setDiffs((before) => new Map(before).set(fileId, diff)),
      apply: (fileId) => latest.current.onApply([fileId]),
      discard: (fileId) => latest.current.onDiscard([fileId]),
    }),
    [],
  );
  const counts = countGroups(files, session.failures);
  const withFilter = files.length >= filterFrom;
  const chosen = withFilter && group !== 'all' ? group : null;
  const shown = chosen === null ? files : files.filter((file) => groupOf(file, session.failures.has(file.id)) === chosen);
  const applying = new Set(session.applying?.fileIds);
  const staged = new Set(files.map(({ id }) => id));
  const current = session.applying?.fileIds.find((id) => staged.has(id)) ?? null;
  const turnOf = (id: string) => (id === current ? 'now' : applying.has(id) ? 'queued' : null);
  const virtual = useVirtualizer({
    count: shown.length + 1,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (index === 0 ? estimatedHead : estimatedCard),
    getItemKey: (index) => (index === 0 ? 'head' : (shown[index - 1]?.id ?? index)),
    overscan: 4,
    gap: 12,
  });
  return (
    <div ref={scroller} className={classes.scroller} data-testid="waiting-list">
      <div className={classes.virtual} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const file = shown[item.index - 1];
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className={classes.virtualItem}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {item.index === 0 ? (
                <>
                  {head}
                  {withFilter ? <GroupFilter group={group} counts={counts} total={files.length} onGroup={setGroup} /> : null}
                  {shown.length === 0 && chosen !== null ? <EmptyState compact title={t('filter.none')} /> : null}
                </>
              ) : file ? (
                <StagedCard
                  file={file}
                  diff={diffs.get(file.id) ?? 'closed'}
                  actions={actions}
                  failure={session.failures.get(file.id) ?? null}
                  recheck={session.rechecking.get(file.id) ?? null}
                  applying={turnOf(file.id)}
                  isBlocked={readOnly || (session.applying !== null && !applying.has(file.id))}
                />
              ) : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface GroupFilterProps {
  group: FileGroup | 'all';
  counts: Record<FileGroup, number>;
  total: number;
  onGroup: (group: FileGroup | 'all') => void;
}

function GroupFilter({ group, counts, total, onGroup }: GroupFilterProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  return (
    <SegmentedControl
      size="xs"
      mt="sm"
      aria-label={t('filter.label')}
      value={group}
      onChange={(value) => onGroup(fileGroups.find((each) => each === value) ?? 'all')}
      data={[
        { value: 'all', label: `${t('filter.all')} ${format.number(total)}` },
        ...fileGroups
          .filter((each) => counts[each] > 0 || each === group)
          .map((each) => ({ value: each, label: `${t(`filter.${each}`)} ${format.number(counts[each])}` })),
      ]}
      data-testid="file-filter"
    />
  );
}
