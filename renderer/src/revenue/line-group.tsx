import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { platformName } from '../app/names';
import { SourceNote } from '../ui/source-note';
import { Money } from '../ui/text';
import { KindMark } from './kind-mark';
import { amountNames } from './line-amounts';
import classes from './revenue.module.css';

interface LineGroupProps {
  lines: readonly LedgerLine[];
  /** The line that counts instead of the one that is open. */
  countedBy: number | null;
  onOpen: (id: number) => void;
}

/** The other lines of the same sale, each with what it counts for. */
export function LineGroup({ lines, countedBy, onOpen }: LineGroupProps) {
  return lines.map((line) => <GroupLine key={line.id} line={line} counts={line.id === countedBy} onOpen={onOpen} />);
}

function GroupLine({ line, counts, onOpen }: { line: LedgerLine; counts: boolean; onOpen: (id: number) => void }) {
  const { t } = useTranslation();
  const counted = amountNames.filter((name) => name !== 'net' && line.amounts[name] !== 0);
  const place = platformName(t, line.side === 'bill' ? (line.paidVia ?? line.soldOn) : line.soldOn);
  return (
    <button
      type="button"
      className={classes.groupLine}
      onClick={() => onOpen(line.id)}
      data-testid="line-group-row"
      data-counts={counts || undefined}
    >
      <span className={classes.groupTop}>
        <span>
          <KindMark kind={line.kind} muted={line.countedBy !== null} /> · {t(`revenue:side.${line.side}`, { place })}
        </span>
        <Money minor={line.stated} currency={line.currency} />
      </span>
      <Text size="xs" component="span" display="block" c="dimmed">
        {counted.length === 0
          ? t('revenue:groupCountsNothing')
          : t('revenue:groupCounts', { amounts: counted.map((name) => t(`common:amount.${name}`)).join(t('people:listSeparator')) })}
      </Text>
      <SourceNote source={line.source} />
    </button>
  );
}
