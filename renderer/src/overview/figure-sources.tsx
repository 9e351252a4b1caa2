/** The imports that a figure is made of, with their parts of it; in a chunk of its own, loaded with the definition that shows it. */
import { Loader, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureSource, MetricValue } from '../../../shared/contract/overview';
import type { DayWindow } from '../../../shared/domain/days';
import { metrics } from '../../../shared/metrics/catalogue';
import { useApi } from '../app/api';
import { goTo } from '../app/location';
import { platformName } from '../app/names';
import { useFormat } from '../ui/format-context';
import classes from './figure-sources.module.css';

const shownAtFirst = 5;

interface FigureSourcesProps {
  id: MetricValue['id'];
  days: DayWindow;
}

/** The largest parts first; all of them on demand. Each opens its rows within the figure's days. */
export default function FigureSources({ id, days: { from, to } }: FigureSourcesProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const found = useApi('overview.sources', { id, from, to });
  if (found.error)
    return (
      <button type="button" className={classes.more} onClick={() => void found.refetch()}>
        {t('common:tryAgain')}
      </button>
    );
  if (!found.data) return <Loader size="xs" aria-label={t('common:loading')} />;
  const { sources, metric } = found.data;
  if (sources.length === 0) return <Text size="sm">{t('overview:sources.none')}</Text>;
  const shown = all ? sources : sources.slice(0, shownAtFirst);
  return (
    <div data-testid="figure-sources">
      <ul className={classes.list}>
        {shown.map((source) => (
          <Source key={source.batchId ?? ''} source={source} metric={metric} />
        ))}
      </ul>
      {sources.length > shown.length ? (
        <button type="button" className={classes.more} onClick={() => setAll(true)} data-testid="figure-sources-more">
          {t('overview:sources.more', { count: sources.length - shown.length })}
        </button>
      ) : null}
    </div>
  );
}

function Source({ source, metric }: { source: FigureSource; metric: MetricValue }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { batchId, fileName, platform, account, appliedAt, records, amount, unconverted } = source;
  const isMoney = metrics[metric.id].unit === 'money';
  const open = () => {
    if (batchId === null) return goTo('/revenue?status=manual');
    // Both pages share the days of this figure.
    goTo(metrics[metric.id].feeds === 'ledger' ? `/revenue?status=counted&import=${batchId}` : `/people?platform=${platform}`);
  };
  const name = batchId === null ? t('overview:sources.byHand') : fileName;
  const facts = [
    batchId === null ? null : [platformName(t, platform), account].filter(Boolean).join(' '),
    appliedAt === null ? null : t('overview:sources.imported', { day: format.when(appliedAt, 'day') }),
    isMoney && records > 0 ? t('overview:sources.lines', { count: records, formatted: format.number(records) }) : null,
    unconverted > 0 ? t('overview:sources.unconverted', { count: unconverted, formatted: format.number(unconverted) }) : null,
  ].filter((fact) => fact !== null);
  return (
    <li>
      <button type="button" className={classes.source} onClick={open} title={name} data-testid="figure-source">
        <span className={classes.name}>{name}</span>
        <span className={classes.amount}>
          {isMoney && metric.currency !== null ? format.money(amount, metric.currency) : format.number(amount)}
        </span>
        <span className={classes.facts}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
      </button>
    </li>
  );
}
