/** Net revenue by month and by where it was sold. The chart's code loads after the tiles; its room is kept from the start. */
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import { useStarted } from '../ui/after-start';
import { ChartCard } from '../ui/chart-card';
import { Definition } from '../ui/definition';
import { useFormat } from '../ui/format-context';
import { EmptyState } from '../ui/states';
import { styled } from '../ui/styled';
import { monthTable } from './months';
import classes from './overview.module.css';

const RevenueChart = lazy(() => styled(() => import('./revenue-chart')));
const MonthTable = lazy(() => styled(() => import('./month-table')));
/** Set by overview.module.css: it fills a large window without pushing the card out of a small one. */
const height = 'var(--chart-height)';

/** Chart and table of the same rows. */
export function RevenueByMonth({ data }: { data: Output<'overview.get'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const started = useStarted();
  const table = useMemo(() => monthTable(data.months), [data.months]);
  const title = t('overview:months.title');
  const entries = [
    { label: t('overview:definition.meaning'), text: t('overview:months.definition') },
    { label: t('overview:definition.dataThrough'), text: data.dataThrough ? format.day(data.dataThrough) : t('common:noData') },
  ];
  const props = { table, currency: data.currency, dataThrough: data.dataThrough };
  const lacksRates = data.attention.some(({ kind }) => kind === 'unconverted');
  const empty = lacksRates ? (
    <EmptyState compact title={t('overview:months.noRate')} text={t('overview:months.noRateText')} />
  ) : (
    <EmptyState compact title={t('overview:months.empty')} />
  );
  return (
    <div className={classes.chartColumn}>
      <ChartCard
        title={title}
        subtitle={t('overview:months.subtitle', { currency: data.currency })}
        height={height}
        definition={<Definition of={title} entries={entries} testId="definition-months" />}
        testId="revenue-months"
        chart={
          table.rows.length === 0 ? (
            empty
          ) : started ? (
            <Suspense>
              <RevenueChart {...props} />
            </Suspense>
          ) : null
        }
        table={
          table.rows.length === 0 ? (
            empty
          ) : (
            <Suspense>
              <MonthTable {...props} />
            </Suspense>
          )
        }
      />
    </div>
  );
}
