import { useTranslation } from 'react-i18next';
import type { LedgerTotals } from '../../../shared/contract/revenue';
import { Money } from '../ui/text';
import classes from './revenue.module.css';

/** In the order of the definition; a fee reversal lowers the sum. */
const partNames = ['commission', 'channelFee', 'feeReversal', 'split', 'taxWithheld'] as const;

/** What deductions consist of, ending in their sum. */
export function DeductionParts({ parts, total, currency }: { parts: LedgerTotals['parts']; total: number; currency: string }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.sumList}>
      {partNames.map((name) => (
        <div key={name} data-zero={parts[name] === 0 || undefined}>
          <dt>{t(`revenue:parts.${name}`)}</dt>
          <dd data-testid={`deduction-${name}`}>
            <Money minor={name === 'feeReversal' ? -parts[name] : parts[name]} currency={currency} />
          </dd>
        </div>
      ))}
      <div data-sum>
        <dt>{t('common:amount.deductions')}</dt>
        <dd>
          <Money minor={total} currency={currency} />
        </dd>
      </div>
    </dl>
  );
}
