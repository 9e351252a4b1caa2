/** Lines of personal bills that may or may not be revenue, by counterparty and type; one click decides a group, now and in later imports. */
import { Button, Menu, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconChecks, IconChevronDown } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndecidedGroup } from '../../../shared/contract/revenue';
import { useApi } from '../app/api';
import { kindName, platformName } from '../app/names';
import { useReady } from '../app/ready';
import { useWorkspace } from '../app/workspace-context';
import { type Column, DataTable } from '../ui/data-table';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { Money, Num, Unknown, When } from '../ui/text';
import type { DecidedKind } from './manual-line';
import classes from './revenue.module.css';
import { TakenDecisions } from './taken-decisions';
import { useDecide } from './use-decide';

const atHand = ['sale', 'tip', 'transfer'] as const satisfies readonly DecidedKind[];
const others = [
  'renewal',
  'ticket',
  'sponsorship',
  'commission',
  'ad_share',
  'platform_share',
  'collected_for_others',
  'held',
] as const satisfies readonly DecidedKind[];

/** Core answers the largest groups only; the others move up as these are decided. */
const shownAtMost = 500;

interface UndecidedTabProps {
  /** Shows the lines of a group in the ledger. */
  onShow: (group: UndecidedGroup) => void;
}

/** See the file's head. */
export function UndecidedTab({ onShow }: UndecidedTabProps) {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const groups = useApi('revenue.undecided', {});
  useReady(!groups.isPending);
  const { decide } = useDecide();
  const { ref, width } = useElementSize();
  const columns = useMemo(() => undecidedColumns(t, width || 900, readOnly, decide), [t, width, readOnly, decide]);
  return (
    <div className={classes.beside} ref={ref}>
      <Text c="dimmed" mb="xs">
        {readOnly ? t('people:readOnly') : t('revenue:undecided.intro')}
        {groups.data && groups.data.length >= shownAtMost ? ` ${t('revenue:undecided.largest', { count: shownAtMost })}` : ''}
      </Text>
      {groups.error ? <ErrorState error={groups.error} retry={() => void groups.refetch()} /> : null}
      {groups.isPending ? <LoadingState rows={8} height={24} /> : null}
      {groups.data ? (
        <DataTable
          testId="undecided-table"
          label={t('revenue:tab.undecided')}
          columns={columns}
          rows={groups.data}
          rowKey={groupKey}
          rowHeight={48}
          onOpen={onShow}
          empty={
            <EmptyState
              compact
              icon={<IconChecks size={22} />}
              title={t('revenue:undecided.none')}
              text={t('revenue:undecided.noneText')}
            />
          }
        />
      ) : null}
      <TakenDecisions readOnly={readOnly} />
    </div>
  );
}

function groupKey({ counterparty, sourceKind, paidVia, currency }: UndecidedGroup): string {
  return JSON.stringify([counterparty, sourceKind, paidVia, currency]);
}

type Decide = (group: UndecidedGroup, kind: DecidedKind) => void;

function undecidedColumns(t: TFunction, room: number, readOnly: boolean, decide: Decide): Column<UndecidedGroup>[] {
  const columns: Column<UndecidedGroup>[] = [
    {
      id: 'counterparty',
      header: t('revenue:undecided.counterparty'),
      width: 'minmax(130px, 1fr)',
      render: (group) => <span data-testid="undecided-group">{group.counterparty ?? <Unknown />}</span>,
    },
    { id: 'type', header: t('revenue:undecided.type'), width: 'minmax(96px, 0.6fr)', render: (group) => group.sourceKind ?? <Unknown /> },
  ];
  if (room >= 900) {
    const via = (group: UndecidedGroup) => (group.paidVia === null ? <Unknown /> : platformName(t, group.paidVia));
    columns.push({ id: 'via', header: t('revenue:undecided.via'), width: 110, render: via });
  }
  columns.push(
    { id: 'lines', header: t('revenue:undecided.lines'), width: 64, align: 'right', render: (group) => <Num value={group.lines} /> },
    {
      id: 'amount',
      header: t('revenue:undecided.amount'),
      width: 110,
      align: 'right',
      render: (group) => <Money minor={group.amount} currency={group.currency} />,
    },
  );
  if (room >= 810)
    columns.push({ id: 'last', header: t('revenue:undecided.last'), width: 112, render: (group) => <When at={group.lastAt} show="day" /> });
  columns.push({
    id: 'decide',
    header: t('revenue:undecided.decide'),
    width: 276,
    render: (group) => <Choices group={group} disabled={readOnly} decide={decide} />,
  });
  return columns;
}

function Choices({ group, disabled, decide }: { group: UndecidedGroup; disabled: boolean; decide: Decide }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.decisions} disabled={disabled}>
      {atHand.map((kind) => (
        <Button
          key={kind}
          size="compact-xs"
          variant={kind === 'transfer' ? 'default' : 'light'}
          title={t(`revenue:undecided.means.${kind}`)}
          onClick={() => decide(group, kind)}
          data-testid={`decide-${kind}`}
        >
          {kind === 'transfer' ? t('revenue:undecided.notRevenue') : kindName(t, kind)}
        </Button>
      ))}
      <Menu position="bottom-end" disabled={disabled}>
        <Menu.Target>
          <Button
            size="compact-xs"
            variant="default"
            rightSection={<IconChevronDown size={12} aria-hidden="true" />}
            data-testid="decide-more"
          >
            {t('revenue:undecided.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map((kind) => (
            <Menu.Item key={kind} onClick={() => decide(group, kind)} data-testid={`decide-${kind}`}>
              {kindName(t, kind)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </fieldset>
  );
}
