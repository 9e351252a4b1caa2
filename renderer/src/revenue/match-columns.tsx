/** Columns of pairs that may be the same money. */
import { Button, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { LedgerLine, LineMatch } from '../../../shared/contract/revenue';
import { platformName } from '../app/names';
import type { Column } from '../ui/data-table';
import { Money, When } from '../ui/text';
import { KindMark } from './kind-mark';
import classes from './revenue.module.css';
import type { SayMatch } from './use-match';

interface Shown {
  /** Pixels. */
  room: number;
  disabled: boolean;
  say: SayMatch;
  onOpen: (id: number) => void;
}

/** The gap between the two goes first where there is little room. */
export function matchColumns(t: TFunction, { room, disabled, say, onOpen }: Shown): Column<LineMatch>[] {
  const columns: Column<LineMatch>[] = [
    {
      id: 'amount',
      header: t('revenue:matches.amount'),
      width: 112,
      align: 'right',
      // What arrived of a payout is less than what was withdrawn when that cost something.
      render: ({ other }) => <Money minor={other.stated} currency={other.currency} />,
    },
    {
      id: 'one',
      header: t('revenue:matches.one'),
      width: 'minmax(150px, 1fr)',
      render: ({ one }) => <Side line={one} onOpen={onOpen} />,
    },
    {
      id: 'other',
      header: t('revenue:matches.other'),
      width: 'minmax(150px, 1fr)',
      render: ({ other }) => <Side line={other} onOpen={onOpen} />,
    },
  ];
  if (room >= 820)
    columns.push({ id: 'gap', header: t('revenue:matches.gap'), width: 88, align: 'right', render: ({ seconds }) => apart(t, seconds) });
  columns.push({
    id: 'decide',
    header: t('revenue:matches.decide'),
    width: 216,
    render: (match) => <Word match={match} disabled={disabled} say={say} />,
  });
  return columns;
}

/** Place and kind over when it was and what for. A click leads to the line. */
function Side({ line, onOpen }: { line: LedgerLine; onOpen: (id: number) => void }) {
  const { t } = useTranslation();
  const place = platformName(t, line.side === 'bill' ? (line.paidVia ?? line.soldOn) : line.soldOn);
  return (
    <button type="button" className={classes.matchSide} onClick={() => onOpen(line.id)}>
      <span className={classes.matchTop}>
        <KindMark kind={line.kind} muted={line.countedBy !== null} />
        <span aria-hidden="true">·</span>
        <span className={classes.matchPlace}>{t(`revenue:side.${line.side}`, { place })}</span>
      </span>
      <Text span size="xs" c="dimmed" truncate display="block" title={[line.product, line.counterparty].filter(Boolean).join(' · ')}>
        <When at={line.at} estimated={line.dateEstimated} />
        {[line.product, line.counterparty].filter(Boolean).map((text) => ` · ${text}`)}
      </Text>
    </button>
  );
}

function apart(t: TFunction, seconds: number) {
  const size = Math.abs(seconds);
  const [unit, length] = units.find(([, least]) => size >= least) ?? ['none', 1];
  return unit === 'none' ? t('revenue:matches.apart.none') : t(`revenue:matches.apart.${unit}`, { count: Math.round(size / length) });
}

const units = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
  ['seconds', 1],
] as const;

/** What the user can say, or has said. */
function Word({ match, disabled, say }: Pick<Shown, 'disabled' | 'say'> & { match: LineMatch }) {
  const { t } = useTranslation();
  if (match.said !== null)
    return (
      <span className={classes.matchSaid}>
        {t(match.said.same ? 'revenue:matches.same' : 'revenue:matches.different')}
        <Button size="compact-xs" variant="subtle" disabled={disabled} onClick={() => say([match], null)} data-testid="match-revert">
          {t('common:undo')}
        </Button>
      </span>
    );
  return (
    <fieldset className={classes.decisions} disabled={disabled}>
      <Button
        size="compact-xs"
        variant="light"
        title={t(`revenue:matches.means.${match.kind}`)}
        onClick={() => say([match], true)}
        data-testid="match-same"
      >
        {t('revenue:matches.same')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title={t('revenue:matches.means.different')}
        onClick={() => say([match], false)}
        data-testid="match-different"
      >
        {t('revenue:matches.different')}
      </Button>
    </fieldset>
  );
}
