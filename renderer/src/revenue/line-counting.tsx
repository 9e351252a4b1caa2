/** What a line counts for, and why. */
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AmountName, LedgerLine } from '../../../shared/contract/revenue';
import { goTo } from '../app/location';
import { platformName } from '../app/names';
import { Money, Unknown } from '../ui/text';
import { AmountDefinition } from './amount-definition';
import { amountNames, type CountingReason, countingReason, countsForSomething } from './line-amounts';
import classes from './revenue.module.css';

interface LineCountingProps {
  line: LedgerLine;
  group: readonly LedgerLine[];
  onOpen: (id: number) => void;
}

const partNames = ['commission', 'channelFee', 'feeReversal', 'split', 'taxWithheld'] as const;

/** One sentence, then the five amounts with the parts of the deductions. */
export function LineCounting({ line, group, onOpen }: LineCountingProps) {
  const { t } = useTranslation();
  const reason = countingReason(line, group);
  const { countedBy } = line;
  return (
    <>
      {reason === 'plain' ? null : (
        <div className={classes.why} data-tone={reason === 'undecided' ? 'look' : undefined} data-testid="line-why" data-reason={reason}>
          {t(
            `revenue:why.${reason}`,
            reasonParams(line, group, reason, (platform) => platformName(t, platform)),
          )}
          {countedBy !== null ? (
            <>
              {' '}
              <Anchor component="button" type="button" size="sm" onClick={() => onOpen(countedBy)} data-testid="line-counted-by">
                {t('revenue:openCounting')}
              </Anchor>
            </>
          ) : null}
          {reason === 'undecided' ? (
            <>
              {' '}
              <Anchor
                component="button"
                type="button"
                size="sm"
                c="inherit"
                underline="always"
                onClick={() => goTo('/revenue?tab=undecided')}
              >
                {t('revenue:openUndecided')}
              </Anchor>
            </>
          ) : null}
        </div>
      )}
      {countsForSomething(line) ? <Amounts line={line} /> : null}
    </>
  );
}

/** Names of the places that the sentence speaks of. */
function reasonParams(line: LedgerLine, group: readonly LedgerLine[], reason: CountingReason, name: (platform: string) => string) {
  const sale = reason === 'countsForGroup' ? line : group.find((other) => other.id === line.countedBy);
  const bill = reason === 'countsForGroup' ? group.find((other) => other.countedBy === line.id) : line;
  return {
    shop: name(sale?.soldOn ?? line.soldOn),
    channel: name(bill?.paidVia ?? bill?.soldOn ?? line.soldOn),
    platform: name(line.soldOn),
  };
}

function Amounts({ line }: { line: LedgerLine }) {
  return (
    <dl className={classes.sumList} style={{ marginTop: 10 }} data-testid="line-amounts">
      {amountNames.map((name) => (
        <AmountRow key={name} line={line} name={name} />
      ))}
    </dl>
  );
}

/** One amount; deductions with what they consist of. Zeros are left out, net never is. */
function AmountRow({ line, name }: { line: LedgerLine; name: AmountName }) {
  const { t } = useTranslation();
  const { amounts, parts, currency } = line;
  const unknown = name === 'gross' && !line.grossKnown;
  if (amounts[name] === 0 && !unknown && name !== 'net') return null;
  const stated = name === 'deductions' ? partNames.filter((part) => parts[part] !== 0) : [];
  return (
    <>
      <div data-sum={name === 'net' || undefined}>
        <dt>
          {t(`common:amount.${name}`)}
          <AmountDefinition name={name} filter={null} />
        </dt>
        <dd data-testid={`line-amount-${name}`}>{unknown ? <Unknown /> : <Money minor={amounts[name]} currency={currency} />}</dd>
      </div>
      {stated.map((part) => (
        <div key={part} data-sub>
          <dt>{t(`revenue:parts.${part}`)}</dt>
          <dd>
            <Money minor={part === 'feeReversal' ? -parts[part] : parts[part]} currency={currency} />
          </dd>
        </div>
      ))}
    </>
  );
}
