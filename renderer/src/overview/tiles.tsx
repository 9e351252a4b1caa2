/** Up to six tiles, each with its change, its definition and the way to its rows. */
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import type { MetricValue, Tile } from '../../../shared/contract/overview';
import { type DayWindow, daysBetween } from '../../../shared/domain/days';
import { grossKinds } from '../../../shared/domain/ledger';
import { type MetricId, metrics } from '../../../shared/metrics/catalogue';
import { type AreaId, hasArea } from '../app/areas-built';
import { Definition } from '../ui/definition';
import { type Format, useFormat } from '../ui/format-context';
import { StatTile } from '../ui/stat-tile';
import classes from './overview.module.css';

/** Asked for only when a definition is open. */
const FigureSources = lazy(() => import('./figure-sources'));

/** Shown in this order, with the page that lists the rows behind each. The window goes along by itself: all pages share it. */
const shown: readonly { id: MetricId; area: AreaId; href: (days: DayWindow) => string }[] = [
  { id: 'revenue.net', area: 'revenue', href: () => '/revenue?status=counted' },
  { id: 'revenue.gross', area: 'revenue', href: () => `/revenue?status=counted&kind=${grossKinds.join(',')}` },
  { id: 'revenue.refund', area: 'revenue', href: () => '/revenue?status=counted&kind=refund' },
  { id: 'revenue.payers', area: 'people', href: () => '/people?sort=paid' },
  { id: 'people.total', area: 'people', href: () => '/people' },
  { id: 'people.new', area: 'people', href: ({ from, to }) => `/people?${new URLSearchParams({ since: from ?? '', until: to ?? '' })}` },
];

function figure(metric: MetricValue, format: Format): string | null {
  if (metric.value === null || !metric.available) return null;
  return metric.unit === 'money' && metric.currency ? format.money(metric.value, metric.currency) : format.count(metric.value);
}

function useNote(tile: Tile, days: DayWindow): string {
  const { t } = useTranslation();
  const { metric, previous, delta } = tile;
  if (!metric.available || metric.value === null) {
    // There are lines, only none that can be counted in the reporting currency.
    return metric.unconverted > 0 ? t('overview:noRate', { count: metric.unconverted }) : t(`metrics:${metric.id}.unavailable`);
  }
  if (days.from === null || days.to === null) return t('overview:allTime');
  const count = daysBetween(days.from, days.to);
  if (delta !== null) return t('overview:versus', { count });
  return previous === null ? t('overview:withheld') : t('overview:versusZero', { count });
}

function MetricTile({ tile, days, area, href }: { tile: Tile; days: DayWindow; area: AreaId; href: (days: DayWindow) => string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { metric, delta } = tile;
  const label = t(`metrics:${metric.id}.label`);
  const entries = [
    { label: t('overview:definition.meaning'), text: t(`metrics:${metric.id}.definition`) },
    { label: t('overview:definition.base'), text: `${t(`metrics:${metric.id}.base`)} (${format.number(metric.base)})` },
    { label: t('overview:definition.unavailable'), text: t(`metrics:${metric.id}.unavailable`) },
    {
      label: t('overview:definition.dataThrough'),
      text: metric.dataThrough ? format.day(metric.dataThrough) : t('common:noData'),
    },
    ...(metric.unconverted > 0
      ? [{ label: t('overview:definition.unconverted'), text: t('overview:definition.unconvertedText', { count: metric.unconverted }) }]
      : []),
    {
      label: t('overview:definition.sources'),
      text: (
        <Suspense>
          <FigureSources id={metric.id} days={days} />
        </Suspense>
      ),
    },
  ];
  const isPeople = metric.unit === 'people' && metric.value !== null;
  return (
    <StatTile
      label={label}
      value={figure(metric, format)}
      unit={isPeople && format.language === 'zh-CN' ? t('common:unit.people', { count: metric.value ?? 0 }) : undefined}
      delta={delta}
      good={metrics[metric.id].good}
      note={useNote(tile, days)}
      definition={<Definition of={label} entries={entries} testId={`definition-${metric.id}`} />}
      href={hasArea(area) ? `#${href(days)}` : undefined}
      hrefLabel={t('overview:openRows', { name: label, value: figure(metric, format) ?? '' })}
      testId={`tile-${metric.id}`}
    />
  );
}

/** Tiles that the answer holds, in our order. Money stands in the reporting currency. */
export function MetricTiles({ data, days }: { data: Output<'overview.get'>; days: DayWindow }) {
  return (
    <div className={classes.tiles} data-testid="overview-tiles">
      {shown.map(({ id, area, href }) => {
        const tile = data.tiles.find(({ metric }) => metric.id === id && metric.scope !== 'currency');
        return tile ? <MetricTile key={id} tile={tile} days={days} area={area} href={href} /> : null;
      })}
    </div>
  );
}
