import { AppError } from '../../../shared/contract/errors';
import type { MetricValue } from '../../../shared/contract/overview';
import { formatDelta, formatMoney, formatMonth, formatNumber, formatWindow, type Language } from '../../../shared/domain/format';
import { metricIds } from '../../../shared/metrics/catalogue';
import { type Command, type Invocation, text } from '../command';
import { table } from '../print';

function show(metric: MetricValue, language: Language, t: Invocation['t']): string {
  if (metric.value === null) return t('common:noData');
  return metric.unit === 'money' && metric.currency !== null
    ? formatMoney(metric.value, metric.currency, language)
    : formatNumber(metric.value, language);
}

const windowOptions = { from: { type: 'string' }, to: { type: 'string' } } as const;
const windowOf = ({ options }: Invocation) => ({ from: text(options, 'from') ?? null, to: text(options, 'to') ?? null });

export const metrics: Command = {
  usage: '[--from D] [--to D] [ID…]',
  options: windowOptions,
  run: async (invocation) => {
    const { args, session, language, t } = invocation;
    const unknown = args.find((id) => !(metricIds as readonly string[]).includes(id));
    if (unknown !== undefined) throw new AppError('invalid-input', { field: unknown });
    await invocation.open(true);
    const values = await session.call('overview.metrics', { ...windowOf(invocation), ids: args as (typeof metricIds)[number][] });
    const rows = values.map((metric) => [
      metric.id,
      t(`metrics:${metric.id}.label`),
      t(`cli:scope.${metric.scope}`),
      metric.currency ?? '',
      show(metric, language, t),
      metric.dataThrough ?? '',
    ]);
    return { data: values, text: table(rows, ['left', 'left', 'left', 'left', 'right', 'left']) };
  },
};

/** The Overview as text: figures with their change, months, what needs attention. */
export const overview: Command = {
  usage: '[--from D] [--to D]',
  options: windowOptions,
  run: async (invocation) => {
    const { session, language, t } = invocation;
    await invocation.open(true);
    const { name } = await session.call('workspace.status', {});
    const found = await session.call('overview.get', windowOf(invocation));
    const tiles = found.tiles.map(({ metric, delta }) => [
      t(`metrics:${metric.id}.label`),
      show(metric, language, t),
      delta === null ? '' : formatDelta(delta, language),
    ]);
    const byMonth = new Map<string, { gross: number; net: number }>();
    for (const { month, gross, net } of found.months) {
      const sum = byMonth.get(month) ?? { gross: 0, net: 0 };
      byMonth.set(month, { gross: sum.gross + gross, net: sum.net + net });
    }
    const months = [...byMonth].map(([month, sum]) => [
      formatMonth(month, language, true),
      formatMoney(sum.gross, found.currency, language),
      formatMoney(sum.net, found.currency, language),
    ]);
    const attention = found.attention.map(({ kind, count, params }) => `• ${t(`overview:attention.${kind}`, { ...params, count })}`);
    const blocks = [
      `${t('cli:overview.title')} · ${name ?? ''} · ${formatWindow(found, language) ?? t('common:window.all')}`,
      table(tiles, ['left', 'right', 'right']),
      months.length > 0
        ? table(
            [[t('cli:overview.month'), t('metrics:revenue.gross.label'), t('metrics:revenue.net.label')], ...months],
            ['left', 'right', 'right'],
          )
        : '',
      attention.join('\n'),
    ];
    return { data: found, text: blocks.filter(Boolean).join('\n\n') };
  },
};
