/** The Overview: figures of the window, revenue by month and platform, and what needs the user today. */
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import type { DayWindow } from '../../../shared/domain/days';
import { useApi } from '../app/api';
import { hasArea } from '../app/areas-built';
import { goTo } from '../app/location';
import { useReady } from '../app/ready';
import { Page, PageHead } from '../ui/page';
import { EmptyState, ErrorState } from '../ui/states';
import { useTimeWindow } from '../ui/time-window';
import { AttentionCard } from './attention-card';
import { OverviewContext } from './context-line';
import { Filling } from './filling';
import classes from './overview.module.css';
import { RevenueByMonth } from './revenue-by-month';
import { MetricTiles } from './tiles';

type OverviewData = Output<'overview.get'>;

function Content({ data, days }: { data: OverviewData; days: DayWindow }) {
  return (
    <>
      <MetricTiles data={data} days={days} />
      <div className={classes.columns}>
        <RevenueByMonth data={data} />
        <AttentionCard attention={data.attention} />
      </div>
    </>
  );
}

function NothingYet() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconFileImport size={22} stroke={1.6} aria-hidden="true" />}
      title={t('overview:empty.title')}
      text={t('overview:empty.text')}
      action={hasArea('sync') ? { label: t('overview:empty.action'), run: () => goTo('/sync') } : undefined}
    />
  );
}

/** The Overview. */
export default function OverviewPage() {
  const { t } = useTranslation();
  const { days } = useTimeWindow();
  const overview = useApi('overview.get', days ?? {}, { enabled: days !== null });
  const { data, error } = overview;
  useReady(data !== undefined || error !== null);
  return (
    <Page testId="overview-page">
      <PageHead
        title={t('app:area.overview')}
        withWindow
        context={data && days && data.accounts > 0 ? <OverviewContext data={data} days={days} /> : null}
      />
      {error && !data ? <ErrorState error={error} retry={() => void overview.refetch()} /> : null}
      {data && days ? data.accounts === 0 ? <Filling otherwise={<NothingYet />} /> : <Content data={data} days={days} /> : null}
    </Page>
  );
}
