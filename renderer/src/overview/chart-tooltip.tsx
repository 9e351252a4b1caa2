import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format-context';
import type { MonthRow } from './months';
import classes from './overview.module.css';

interface Props {
  row: MonthRow;
  series: readonly { name: string; label: string; color: string }[];
  currency: string;
  partial: boolean;
}

/** One month in full: every platform in the order of the stack, and the sum. */
export function ChartTooltip({ row, series, currency, partial }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.tooltip}>
      <div className={classes.tooltipTitle}>{format.month(row.month, true)}</div>
      {series
        .filter(({ name }) => (row.net[name] ?? 0) !== 0)
        .map(({ name, label, color }) => (
          <div key={name} className={classes.tooltipLine}>
            <span className={classes.swatch} style={{ background: color }} />
            <span className={classes.tooltipName}>{label}</span>
            <span>{format.money(row.net[name] ?? 0, currency)}</span>
          </div>
        ))}
      <div className={classes.tooltipLine} data-sum>
        <span className={classes.tooltipName}>{t('overview:months.total')}</span>
        <span>{format.money(row.total, currency)}</span>
      </div>
      {partial ? <div className={classes.tooltipNote}>{t('overview:months.partial')}</div> : null}
    </div>
  );
}
