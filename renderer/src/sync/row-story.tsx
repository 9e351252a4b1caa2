/** What comes of one row of a staged file, above its cells: before → after, the reason, and what the user decides. */
import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StagedRow } from '../../../shared/contract/sync';
import { useFormat } from '../ui/format-context';
import { Money, Unknown } from '../ui/text';
import { ConflictChoice, TakeBox } from './decisions';
import lists from './lists.module.css';
import { Outcome } from './staged-diff-columns';
import classes from './sync.module.css';
import { becomesText, reasonText, shownChanges } from './words';

/** See the file's head. */
export function RowStory({ fileId, row, disabled }: { fileId: string; row: StagedRow; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const changes = shownChanges(t, format, row);
  return (
    <div className={lists.story}>
      <Group gap="xs">
        <Outcome outcome={row.outcome} />
        {row.becomes ? <Text>{becomesText(t, row.becomes)}</Text> : null}
        {row.currency ? <Money minor={row.amount} currency={row.currency} fw={600} /> : null}
        <TakeBox fileId={fileId} row={row} disabled={disabled} labelled />
      </Group>
      {row.reason ? <Text className={row.outcome === 'quarantined' ? classes.look : undefined}>{reasonText(t, row.reason)}</Text> : null}
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <Text size="xs" c="dimmed">
            {field}
          </Text>
          <Text className={classes.wrap}>
            <span className={classes.before}>{before ?? <Unknown />}</span>
            {' → '}
            {after ?? <Unknown />}
          </Text>
        </div>
      ))}
      <ConflictChoice fileId={fileId} row={row} disabled={disabled} />
    </div>
  );
}
