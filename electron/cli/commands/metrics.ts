/** Figures: as a table of values, and the Overview as text. */
import type { Output } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import { formatDay, formatDelta, formatMoney, formatMonth, formatNumber, formatWindow, type Language } from '../../../shared/domain/format';
import { type MetricId, metricIds } from '../../../shared/metrics/catalogue';
import { type Command, type Invocation, type Outcome, text } from '../command';
import { table } from '../print';
import { attentionText, metricText, platformName } from '../words';

const windowOptions = { from: { type: 'string' }, to: { type: 'string' } } as const;
const windowOf = ({ options }: Pick<Invocation, 'options'>) => ({ from: text(options, 'from') ?? null, to: text(options, 'to') ?? null });

function isMetric(id: string): id is MetricId {
  return (metricIds as readonly string[]).includes(id);
}

export const metrics: Command = {
  usage: '[--from D] [--to D] [ID…] | sources ID [--from D] [--to D]',
  options: windowOptions,
  run: async (invocation) => {
    const { args, session, language, t } = invocation;
    if (args[0] === 'sources') return sources(invocation, args.slice(1));
    const unknown = args.find((id) => !isMetric(id));
    if (unknown !== undefined) throw new AppError('invalid-input', { field: unknown });
    await invocation.open(true);
    const values = await session.call('overview.metrics', { ...windowOf(invocation), ids: args.filter(isMetric) });
    const head = ['id', 'metric', 'scope', 'currency', 'value', 'base', 'unconverted', 'dataThrough'].map((column) =>
      t(`cli:metrics.${column}`),
    );
    const rows = values.map((metric) => [
      metric.id,
      t(`metrics:${metric.id}.label`),
      t(`cli:scope.${metric.scope}`),
      metric.currency ?? '',
      metricText(metric, language, t),
      formatNumber(metric.base, language),
      metric.unconverted === 0 ? '' : formatNumber(metric.unconverted, language),
      metric.dataThrough ?? '',
    ]);
    return { data: values, text: table([head, ...rows], ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'left']) };
  },
};

/** The imports that a figure is made of, with their parts of it. */
async function sources(invocation: Invocation, ids: readonly string[]): Promise<Outcome> {
  const { session, language, t } = invocation;
  const [id = ''] = ids;
  if (ids.length !== 1 || !isMetric(id)) throw new AppError('invalid-input', { field: id === '' ? 'ID' : id });
  await invocation.open(true);
  const found = await session.call('overview.sources', { ...windowOf(invocation), id });
  const { metric } = found;
  const head = ['file', 'account', 'imported', 'records', 'part', 'unconverted'].map((column) => t(`cli:metrics.${column}`));
  const rows = found.sources.map((source) => [
    source.batchId === null ? t('common:sources.byHand') : source.fileName,
    [source.platform === '' ? '' : platformName(t, source.platform), source.account ?? ''].filter(Boolean).join(' · '),
    source.appliedAt ?? '',
    formatNumber(source.records, language),
    metricText({ ...metric, value: source.amount }, language, t),
    source.unconverted === 0 ? '' : formatNumber(source.unconverted, language),
  ]);
  const total = [t(`metrics:${id}.label`), '', '', formatNumber(metric.base, language), metricText(metric, language, t), ''];
  return { data: found, text: table([head, ...rows, total], ['left', 'left', 'left', 'right', 'right', 'right']) };
}

type Overview = Output<'overview.get'>;

/** The Overview as text: figures with their change, months by where it was sold, what needs attention. */
export const overview: Command = {
  usage: '[--from D] [--to D]',
  options: windowOptions,
  run: async (invocation) => {
    const { session, language, t } = invocation;
    await invocation.open(true);
    const { name } = await session.call('workspace.status', {});
    const found = await session.call('overview.get', windowOf(invocation));
    const blocks = [
      head(found, name ?? '', language, t),
      tileTable(found, language, t),
      monthTable(found, language, t),
      [t('overview:attention.title'), ...attentionLines(found, t)].join('\n'),
    ];
    return { data: found, text: blocks.filter(Boolean).join('\n\n') };
  },
};

function head(found: Overview, name: string, language: Language, t: Invocation['t']): string {
  const facts = [
    formatWindow(found, language) ?? t('overview:allTime'),
    t('overview:currency', { currency: found.currency }),
    t('overview:platforms', { count: found.platforms }),
    found.dataThrough === null ? null : t('overview:dataThrough', { day: formatDay(found.dataThrough, language) }),
    ...found.missing.map(({ platform, days }) => t('overview:missing', { platform: platformName(t, platform), count: days })),
  ];
  return [`${t('cli:overview.title')} · ${name}`, facts.filter((fact) => fact !== null).join(' · ')].join('\n');
}

function tileTable({ tiles }: Overview, language: Language, t: Invocation['t']): string {
  const rows = tiles.map(({ metric, delta }) => [
    t(`metrics:${metric.id}.label`),
    metricText(metric, language, t),
    delta === null ? '' : formatDelta(delta, language),
    metric.unconverted === 0 ? '' : t('overview:definition.unconvertedText', { count: metric.unconverted }),
  ]);
  return table(rows, ['left', 'right', 'right', 'left']);
}

function monthTable({ months, currency }: Overview, language: Language, t: Invocation['t']): string {
  if (months.length === 0) return '';
  const platforms = [...new Set(months.map(({ platform }) => platform))];
  const money = (amount: number) => formatMoney(amount, currency, language);
  const sum = (of: typeof months, pick: 'gross' | 'net') => of.reduce((total, row) => total + row[pick], 0);
  const rows = [...new Set(months.map(({ month }) => month))].map((month) => {
    const of = months.filter((row) => row.month === month);
    const byPlatform = platforms.map((platform) => of.filter((row) => row.platform === platform));
    return [
      formatMonth(month, language, true),
      ...byPlatform.map((some) => (some.length === 0 ? '' : money(sum(some, 'net')))),
      money(sum(of, 'net')),
      money(sum(of, 'gross')),
    ];
  });
  const names = platforms.map((platform) => platformName(t, platform));
  const columns = [t('cli:overview.month'), ...names, t('metrics:revenue.net.label'), t('metrics:revenue.gross.label')];
  return [t('overview:months.title'), table([columns, ...rows], ['left', ...columns.slice(1).map(() => 'right' as const)])].join('\n');
}

function attentionLines({ attention }: Overview, t: Invocation['t']): string[] {
  return attention.length === 0 ? [t('overview:attention.none')] : attention.map((item) => `• ${attentionText(item, t)}`);
}
