/** The five named amounts, one row per currency; their sum is the sum of the lines below, to the cent. */
import { Paper, Popover, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract';
import type { LedgerTotals } from '../../../shared/contract/revenue';
import { useFormat } from '../ui/format-context';
import { Money, Unknown } from '../ui/text';
import { AmountDefinition } from './amount-definition';
import { DeductionParts } from './deduction-parts';
import { amountNames } from './line-amounts';
import classes from './revenue.module.css';

interface TotalsStripProps {
  /** Null while they are read for the first time; empty when no line is shown. */
  totals: readonly LedgerTotals[] | null;
  /** Of the lines that they add up. */
  filter: Input<'revenue.totals'>;
  /** An older answer while another one is read. */
  stale: boolean;
  /** Narrows the ledger to one currency. */
  onCurrency: (currency: string) => void;
}

/** See the file's head. */
export function TotalsStrip({ totals: known, filter, stale, onCurrency }: TotalsStripProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const totals = known ?? [];
  const withoutGross = totals.reduce((sum, each) => sum + each.withoutGross, 0);
  const lines = totals.reduce((sum, each) => sum + each.lines, 0);
  return (
    <Paper withBorder className={classes.strip} data-stale={stale || undefined} data-testid="ledger-totals">
      <table className={classes.totals} data-many={totals.length > 1 || undefined}>
        <thead>
          <tr>
            <th scope="col" className={`${classes.totalsFirst} ${classes.totalsHead}`}>
              {known === null ? null : t('revenue:totals.sum', { count: lines, number: format.number(lines) })}
            </th>
            {amountNames.map((name) => (
              <th key={name} scope="col" className={classes.totalsHead}>
                <span className={classes.totalsLabel}>
                  {t(`common:amount.${name}`)}
                  <AmountDefinition name={name} filter={filter} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totals.length === 0 ? (
            <tr>
              <th className={classes.totalsFirst} />
              {amountNames.map((name) => (
                <td key={name} className={classes.total}>
                  {known === null ? null : <Unknown />}
                </td>
              ))}
            </tr>
          ) : null}
          {totals.map((each) => (
            <tr key={each.currency} data-testid="ledger-totals-row" data-currency={each.currency}>
              <th scope="row" className={classes.totalsFirst}>
                {totals.length > 1 ? (
                  <UnstyledButton
                    className={classes.totalsCurrency}
                    title={t('revenue:totals.only', { currency: each.currency })}
                    onClick={() => onCurrency(each.currency)}
                    data-testid={`ledger-only-${each.currency}`}
                  >
                    {each.currency}
                  </UnstyledButton>
                ) : (
                  <span className={classes.totalsCurrency}>{each.currency}</span>
                )}
                <span className={classes.totalsLines}>
                  {t('revenue:totals.lines', { count: each.lines, number: format.number(each.lines) })}
                </span>
              </th>
              {amountNames.map((name) => (
                <td
                  key={name}
                  className={classes.total}
                  data-testid={`ledger-total-${name}`}
                  data-currency={each.currency}
                  data-minor={each.amounts[name]}
                >
                  {name === 'deductions' ? <Deductions totals={each} /> : <Money minor={each.amounts[name]} currency={each.currency} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {withoutGross > 0 ? (
        <Text size="xs" c="dimmed" className={classes.totalsNote}>
          {t('revenue:totals.withoutGross', { count: withoutGross, number: format.number(withoutGross) })}
        </Text>
      ) : null}
    </Paper>
  );
}

/** The sum, opening into its parts; Escape closes them wherever the focus is. */
function Deductions({ totals }: { totals: LedgerTotals }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position="bottom-end" withArrow shadow="none" returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.opens}
          aria-label={t('revenue:totals.openParts')}
          aria-expanded={opened}
          onClick={() => setOpened((now) => !now)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpened(false);
          }}
          data-testid="ledger-deductions-open"
        >
          <Money minor={totals.amounts.deductions} currency={totals.currency} />
          <IconChevronDown size={14} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown data-testid="ledger-deductions-parts">
        <Text fw={600} mb={6}>
          {t('revenue:parts.title')}
        </Text>
        <DeductionParts parts={totals.parts} total={totals.amounts.deductions} currency={totals.currency} />
      </Popover.Dropdown>
    </Popover>
  );
}
