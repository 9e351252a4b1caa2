/** Stacked bars by month; a bar opens the ledger of its month. In a chunk of its own with Recharts. */
import '@mantine/charts/styles.layer.css';
import { BarChart } from '@mantine/charts';
import { useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ReferenceArea } from 'recharts';
import { addDays, monthStart } from '../../../shared/domain/days';
import { hasArea } from '../app/areas-built';
import { goTo } from '../app/location';
import { platformName } from '../app/names';
import { chartColors } from '../app/theme';
import { useFormat } from '../ui/format-context';
import { chooseWindow } from '../ui/time-window';
import { ChartTooltip } from './chart-tooltip';
import { isPartial, type MonthTable } from './months';

interface Props {
  table: MonthTable;
  currency: string;
  dataThrough: string | null;
}

/** Opens the ledger on the days of one month. */
function openMonth(month: string): void {
  const from = `${month}-01`;
  chooseWindow({ preset: 'custom', from, to: monthStart(addDays(from, 31)) });
  goTo('/revenue?status=counted');
}

interface TickPlace {
  x?: number | string;
  y?: number | string;
  payload?: { value: string };
}

/** The month, and below it the year where one begins. */
function MonthTick({ x = 0, y = 0, payload, first }: TickPlace & { first: string }) {
  const format = useFormat();
  const month = payload?.value;
  if (!month) return null;
  return (
    <text x={x} y={y} textAnchor="middle" fontSize={12} fill="var(--mantine-color-dimmed)">
      <tspan x={x} dy={12}>
        {format.month(month)}
      </tspan>
      {month === first || month.endsWith('-01') ? (
        <tspan x={x} dy={15}>
          {month.slice(0, 4)}
        </tspan>
      ) : null}
    </text>
  );
}

/** See the file's head. */
export default function RevenueChart({ table, currency, dataThrough }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { scale } = useMantineTheme();
  const scheme = useComputedColorScheme();
  const still = useReducedMotion();
  const colors = chartColors[scheme];
  const series = table.series.map((platform, index) => ({
    name: platform,
    label: platformName(t, platform),
    color: colors[Math.min(index, colors.length - 1)] ?? colors[0],
  }));
  const partial = table.rows.filter(({ month }) => isPartial(month, dataThrough)).map(({ month }) => month);
  const canOpen = hasArea('revenue');
  return (
    <BarChart
      // Recharts stacks in the order in which bars came to be: another set of platforms is another chart.
      key={table.series.join(' ')}
      h="100%"
      data={table.rows.map(({ month, net }) => ({ month, ...net }))}
      dataKey="month"
      type="stacked"
      series={series}
      withLegend
      legendProps={{ verticalAlign: 'bottom', height: 28, itemSorter: null }}
      tickLine="none"
      maxBarWidth={40}
      strokeDasharray="2 4"
      valueFormatter={(value) => format.money(value, currency)}
      yAxisProps={{ tickFormatter: (value: number) => format.moneyShort(value, currency), width: 64 * (scale || 1) }}
      xAxisProps={{
        tick: (tick: TickPlace) => <MonthTick {...tick} first={table.rows[0]?.month ?? ''} />,
        height: 38,
        interval: 'equidistantPreserveStart',
        minTickGap: 6,
      }}
      barChartProps={{
        stackOffset: 'sign',
        accessibilityLayer: true,
        ...(canOpen
          ? {
              style: { cursor: 'pointer' },
              onClick: ({ activeLabel }) => {
                if (typeof activeLabel === 'string') openMonth(activeLabel);
              },
            }
          : {}),
      }}
      barProps={{ isAnimationActive: false }}
      tooltipAnimationDuration={still ? 0 : 80}
      tooltipProps={{
        content: ({ active, label }) => {
          const row = active ? table.rows.find(({ month }) => month === label) : undefined;
          return row ? <ChartTooltip row={row} series={series} currency={currency} partial={partial.includes(row.month)} /> : null;
        },
      }}
    >
      <defs>
        <pattern id="hatch" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="transparent" />
          <line x1="0" y1="0" x2="0" y2="6" stroke="var(--mantine-color-dimmed)" strokeOpacity="0.35" strokeWidth="2" />
        </pattern>
      </defs>
      {partial.map((month) => (
        <ReferenceArea key={month} x1={month} x2={month} fill="url(#hatch)" fillOpacity={1} ifOverflow="visible" />
      ))}
    </BarChart>
  );
}
