/** 同一笔？ Orders and bills, payouts and arrivals, that may be the same money; one click says so, and every word can be taken back. */
import { Button, SegmentedControl, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowsJoin } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineMatch } from '../../../shared/contract/revenue';
import { atOnce } from '../../../shared/domain/ledger';
import { useApi } from '../app/api';
import { useReady } from '../app/ready';
import { useWorkspace } from '../app/workspace-context';
import { DataTable } from '../ui/data-table';
import { useFormat } from '../ui/format-context';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { matchColumns } from './match-columns';
import classes from './revenue.module.css';
import { useMatch } from './use-match';

interface MatchesTabProps {
  /** Id of the line in the drawer. */
  open: number | null;
  onOpen: (id: number) => void;
}

/** See the file's head. */
export function MatchesTab({ open, onOpen }: MatchesTabProps) {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const format = useFormat();
  const [said, setSaid] = useState(false);
  const waiting = useApi('revenue.matches', {});
  const settled = useApi('revenue.matches', { said: true });
  const shown = said ? settled : waiting;
  useReady(!shown.isPending);
  const { say, isPending } = useMatch();
  const { ref, width } = useElementSize();
  const disabled = readOnly || isPending;
  const columns = useMemo(() => matchColumns(t, { room: width || 900, disabled, say, onOpen }), [t, width, disabled, say, onOpen]);
  const counted = (name: 'waiting' | 'said', total: number | undefined) => ({
    value: name,
    label: t(`revenue:matches.${name}`, { count: total ?? 0, number: format.number(total ?? 0) }),
  });
  const { matches = [], total = 0 } = shown.data ?? {};
  const sure = matches.filter(({ kind, seconds }) => kind === 'sale' && Math.abs(seconds) <= atOnce);
  return (
    <div className={classes.beside} ref={ref}>
      <div className={classes.matchesHead}>
        <Text c="dimmed">
          {readOnly ? t('people:readOnly') : t('revenue:matches.intro')}
          {total > matches.length ? ` ${t('revenue:matches.latest', { count: matches.length })}` : ''}
        </Text>
        <div className={classes.matchesActions}>
          {!said && sure.length > 1 ? (
            <Button size="xs" variant="default" disabled={disabled} onClick={() => say(sure, true)} data-testid="match-all">
              {t('revenue:matches.all', { count: sure.length, number: format.number(sure.length) })}
            </Button>
          ) : null}
          <SegmentedControl
            size="xs"
            value={said ? 'said' : 'waiting'}
            onChange={(value) => setSaid(value === 'said')}
            data={[counted('waiting', waiting.data?.total), counted('said', settled.data?.total)]}
            aria-label={t('revenue:matches.shown')}
            data-testid="matches-shown"
          />
        </div>
      </div>
      {shown.error ? <ErrorState error={shown.error} retry={() => void shown.refetch()} /> : null}
      {shown.isPending ? <LoadingState rows={6} height={40} /> : null}
      {shown.data ? (
        <DataTable
          testId="matches-table"
          label={t('revenue:tab.matches')}
          columns={columns}
          rows={matches}
          rowKey={matchKey}
          rowHeight={56}
          openKey={
            matches.map((match) => (open === match.one.id || open === match.other.id ? matchKey(match) : null)).find(Boolean) ?? null
          }
          onOpen={(match) => onOpen(match.one.id)}
          empty={
            <EmptyState
              compact
              icon={<IconArrowsJoin size={22} />}
              title={t(said ? 'revenue:matches.noneSaid' : 'revenue:matches.none')}
              text={t(said ? 'revenue:matches.noneSaidText' : 'revenue:matches.noneText')}
            />
          }
        />
      ) : null}
    </div>
  );
}

function matchKey({ one, other }: LineMatch): string {
  return `${one.id} ${other.id}`;
}
