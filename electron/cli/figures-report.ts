/** What imports changed in the figures, as text. */
import type { FigureChange } from '../../shared/contract/overview';
import { formatMoney, formatMonth, formatNumber, type Language, withChangeSign } from '../../shared/domain/format';
import type { Translate } from '../../shared/locales/translate';
import { type ChangedFigure, summed } from '../../shared/metrics/figure-changes';
import { table } from './print';

/** A heading and a line per figure; one sentence where nothing changed. */
export function figuresReport(title: string, changes: readonly FigureChange[], t: Translate, language: Language): string {
  const figures = summed(changes);
  if (figures.length === 0) return t('sync:figures.none');
  const head = ['figure', 'period', 'before', 'after', 'difference'].map((column) => t(`sync:figures.${column}`));
  const rows = figures.map((figure) => {
    const write = (value: number) =>
      figure.currency === null ? formatNumber(value, language) : formatMoney(value, figure.currency, language);
    return [
      t(`metrics:${figure.id}.label`),
      period(figure, t, language),
      figure.before === null ? t('common:noData') : write(figure.before),
      figure.after === null ? t('common:noData') : write(figure.after),
      withChangeSign((figure.after ?? 0) - (figure.before ?? 0), write),
    ];
  });
  return [title, table([head, ...rows], ['left', 'left', 'right', 'right', 'right'])].join('\n');
}

function period({ id, months, parts }: ChangedFigure, t: Translate, language: Language): string {
  const [first, last] = [months[0], months.at(-1)].map((month) => (month === undefined ? '' : formatMonth(month, language, true)));
  if (first === undefined || first === '') return t('sync:figures.all');
  if (months.length > 1) return t('sync:figures.months', { first, last: last ?? '', count: months.length });
  return id === 'revenue.payers' && parts.length > 0 ? t('sync:figures.latest', { month: first }) : first;
}
