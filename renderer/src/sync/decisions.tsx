/** What the user decides about the rows of a waiting file: which to leave out, and whose value holds where the file changes an edit. */
import { Badge, Button, Checkbox, Group, Menu, Radio, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedGroup } from '../../../shared/contract/decisions';
import type { StagedFile, StagedRow } from '../../../shared/contract/sync';
import { call, queryClient, useApi, useCommand } from '../app/api';
import { useChoice } from '../app/choice';
import { useFormat } from '../ui/format-context';
import card from './card.module.css';
import type { RowFilter } from './file-view';
import classes from './sync.module.css';
import { becomesText } from './words';

/** Key of a waiting file's rows, whatever they are narrowed to. */
export const previewKey = (fileId: string) => ['sync.preview', fileId] as const;

/** The rows are read again where they are: neither the list nor its place is lost. */
const readRows = (fileId: string) => queryClient.invalidateQueries({ queryKey: previewKey(fileId) });
const readAgain = (fileId: string) => ({ onSuccess: () => void readRows(fileId) });

/** Whether the user left the row out, now or before. */
function isSkipped({ reason }: StagedRow): boolean {
  return reason?.code === 'skipped' || reason?.code === 'skipped-before';
}

interface TakeBoxProps {
  fileId: string;
  row: StagedRow;
  disabled: boolean;
  /** With words beside it, where there is no heading that says what it is. */
  labelled?: boolean;
}

/** Ticked: the row is imported. Rows that would bring nothing have no box. */
export function TakeBox({ fileId, row, disabled, labelled = false }: TakeBoxProps) {
  const { t } = useTranslation('sync');
  const skipped = isSkipped(row);
  const [isTaken, take] = useChoice(!skipped, async (taken) => {
    await call('sync.skipRows', { fileId, rows: { rows: [row.row] }, skip: !taken });
    await readRows(fileId);
  });
  if (!skipped && row.outcome !== 'new' && row.outcome !== 'updated') return null;
  return (
    <Checkbox
      size="xs"
      label={labelled ? t('decide.take') : undefined}
      aria-label={labelled ? undefined : t('decide.takeRow', { row: row.row })}
      classNames={{ label: card.checkLabel }}
      checked={isTaken}
      disabled={disabled}
      onChange={(event) => take(event.currentTarget.checked)}
      data-testid="row-take"
    />
  );
}

/** Leaves out, or takes in again, all rows that become the same. The groups are counted when the menu is opened. */
export function GroupMenu({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const [opened, setOpened] = useState(false);
  const groups = useApi('sync.stagedGroups', { fileId: file.id }, { enabled: opened });
  const skip = useCommand('sync.skipRows', readAgain(file.id));
  const wanted = groups.data?.filter(({ outcome }) => outcome !== 'skipped') ?? [];
  const left = groups.data?.filter(({ outcome }) => outcome === 'skipped') ?? [];
  const item = (group: StagedGroup) => (
    <GroupItem
      key={`${group.outcome} ${group.becomes}`}
      group={group}
      onChoose={() =>
        skip.mutate({ fileId: file.id, rows: { outcome: group.outcome, becomes: group.becomes }, skip: group.outcome !== 'skipped' })
      }
    />
  );
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" shadow="none" withArrow>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          rightSection={<IconChevronDown size={13} stroke={1.8} />}
          loading={skip.isPending}
          disabled={disabled}
          data-testid="group-menu"
        >
          {t('decide.groups')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {wanted.length > 0 ? <Menu.Label>{t('decide.skip')}</Menu.Label> : null}
        {wanted.map(item)}
        {left.length > 0 ? <Menu.Label>{t('decide.takeBack')}</Menu.Label> : null}
        {left.map(item)}
        {groups.data?.length === 0 ? <Menu.Label>{t('decide.nothing')}</Menu.Label> : null}
        {groups.data ? null : <Menu.Label>{t('common:loading')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

function GroupItem({ group, onChoose }: { group: StagedGroup; onChoose: () => void }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  return (
    <Menu.Item onClick={onChoose} data-testid="group-item" data-outcome={group.outcome} data-becomes={group.becomes}>
      {group.outcome === 'skipped' ? null : `${t(`count.${group.outcome}`)} · `}
      {becomesText(t, group.becomes)}{' '}
      <Text span c="dimmed">
        {t('card.rows', { count: group.rows, formatted: format.number(group.rows) })}
      </Text>
    </Menu.Item>
  );
}

/** Where the file changes what the user has edited: a word in the list of rows. */
export function ConflictTag({ row }: { row: StagedRow }) {
  const { t } = useTranslation('sync');
  const [first, ...others] = row.conflicts;
  if (!first) return null;
  const holds = others.every((other) => other.holds === first.holds) ? first.holds : null;
  return (
    <Badge variant="light" color={holds === null ? 'orange' : 'gray'} size="sm" radius="sm" className={classes.badge} mr={6}>
      {t(`decide.tag.${holds ?? 'open'}`)}
    </Badge>
  );
}

/** Whose value holds in one row. */
export function ConflictChoice({ fileId, row, disabled }: { fileId: string; row: StagedRow; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const chosen = new Set(row.conflicts.map(({ holds }) => holds ?? 'mine'));
  const [only = null] = chosen.size === 1 ? chosen : [];
  const [shown, settle] = useChoice(only, async (holds) => {
    if (holds === null) return;
    await call('sync.settleConflicts', { fileId, rows: [row.row], holds });
    await readRows(fileId);
  });
  if (row.conflicts.length === 0) return null;
  const values = (side: 'mine' | 'file') =>
    row.conflicts
      .map((conflict) => `${t(`field.${conflict.field}`, { defaultValue: conflict.field })} ${conflict[side] ?? t('diff.blank')}`)
      .join(t('list'));
  return (
    <Radio.Group
      label={t('decide.whose')}
      value={shown}
      onChange={(value) => settle(value === 'file' ? 'file' : 'mine')}
      data-testid="conflict-choice"
    >
      {(['mine', 'file'] as const).map((side) => (
        <Radio key={side} mt={6} size="xs" value={side} label={t(`decide.${side}`, { values: values(side) })} disabled={disabled} />
      ))}
    </Radio.Group>
  );
}

/** The same for all rows of the file at once, above the rows with a conflict. */
export function AllConflicts({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const settle = useCommand('sync.settleConflicts', readAgain(file.id));
  return (
    <Group gap="xs" mb={8} data-testid="all-conflicts">
      <Text c="dimmed">{t('decide.explain')}</Text>
      {(['mine', 'file'] as const).map((holds) => (
        <Button
          key={holds}
          size="compact-xs"
          variant="default"
          disabled={disabled || settle.isPending}
          onClick={() => settle.mutate({ fileId: file.id, rows: null, holds })}
          data-testid={`all-${holds}`}
        >
          {t(`decide.all.${holds}`)}
        </Button>
      ))}
    </Group>
  );
}

/** On the card: how many changes meet an edit of the user, and the way to decide about them. */
export function CardConflicts({ file, onOpen }: { file: StagedFile; onOpen: (filter: RowFilter) => void }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  if (file.editConflicts === 0) return null;
  return (
    <Text className={classes.look} data-testid="staged-conflicts">
      {t('warnings.edit-conflict', { count: file.editConflicts, formatted: format.number(file.editConflicts) })}{' '}
      <button type="button" className={classes.linkButton} onClick={() => onOpen('conflict')} data-testid="open-conflicts">
        {t('decide.open')}
      </button>
    </Text>
  );
}
