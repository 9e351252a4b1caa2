/** What several commands say in the same words. */
import type { Attention, MetricValue } from '../../shared/contract/overview';
import { formatMoney, formatNumber, type Language } from '../../shared/domain/format';
import type { Translate } from '../../shared/locales/translate';

/** A platform's name; an id that the catalogue does not know (typed by hand) stands for itself. */
export function platformName(t: Translate, platform: string): string {
  const key = `common:platform.${platform}`;
  const name = t(key);
  return name === key ? platform : name;
}

/** A metric's value with its sign; "no data" where it is unknown. */
export function metricText(metric: MetricValue, language: Language, t: Translate): string {
  if (metric.value === null) return t('common:noData');
  return metric.unit === 'money' && metric.currency !== null
    ? formatMoney(metric.value, metric.currency, language)
    : formatNumber(metric.value, language);
}

/** One thing that needs the user: what it is, and what about it. */
export function attentionText({ kind, count, params }: Attention, t: Translate): string {
  const platform = typeof params.platform === 'string' ? platformName(t, params.platform) : '';
  const values = { account: '', ...params, count, platform };
  const about = kind === 'no-backup' && params.never === 1 ? 'never' : 'text';
  return `${t(`overview:attention.${kind}.title`, values)} — ${t(`overview:attention.${kind}.${about}`, values)}`;
}
