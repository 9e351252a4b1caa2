/** What imports changed in the figures: each figure before and after, and the months behind it on demand. */
import { Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureChange } from '../../../shared/contract/overview';
import { withChangeSign } from '../../../shared/domain/format';
import { type Change, type ChangedFigure, summed } from '../../../shared/metrics/figure-changes';
import { type Format, useFormat } from '../ui/format-context';
import classes from './figures.module.css';

interface FigureChangesProps {
  title: string;
  changes: readonly FigureChange[];
}

/** As many columns as there is room for; says so where nothing changed. */
export function FigureChanges({ title, changes }: FigureChangesProps) {
  const { t } = useTranslation('sync');
  const figures = summed(changes);
  return (
    <section className={classes.block} data-testid="figure-changes">
      <h4 className={classes.title}>{title}</h4>
      {figures.length === 0 ? <Text c="dimmed">{t('figures.none')}</Text> : null}
      <ul className={classes.figures}>
        {figures.map((figure) => (
          <Figure key={`${figure.id} ${figure.currency}`} figure={figure} />
        ))}
      </ul>
    </section>
  );
}

/** The figure that an import changed most to the point, `净收入 +¥3,300.00`; null where it changed none. */
export function changeSentence(t: TFunction, format: Format, changes: readonly FigureChange[]): string | null {
  const [first] = summed(changes);
  // A sign never ends the line before its amount.
  return first ? `${t(`metrics:${first.id}.label`)} ${difference(format, first).replace(/^[+−]/, '$&\u2060')}` : null;
}

function Figure({ figure }: { figure: ChangedFigure }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { id, parts } = figure;
  return (
    <li className={classes.figure} data-testid={`figure-change-${id}`}>
      <div className={classes.line}>
        <span>{t(`metrics:${id}.label`)}</span>
        <span className={classes.difference}>{difference(format, figure)}</span>
      </div>
      <div className={classes.line}>
        {parts.length > 0 ? (
          <button
            type="button"
            className={classes.toggle}
            aria-expanded={open}
            title={t(open ? 'figures.less' : 'figures.byMonth')}
            onClick={() => setOpen(!open)}
          >
            {periodText(t, format, figure)}
            <IconChevronDown size={12} stroke={1.8} aria-hidden="true" data-open={open || undefined} />
          </button>
        ) : (
          <span className={classes.period}>{periodText(t, format, figure)}</span>
        )}
        <Steps change={figure} />
      </div>
      {open ? (
        <ul className={classes.months}>
          {parts.map((part) => (
            <li key={part.month} className={classes.line}>
              <span className={classes.period}>{format.month(part.month ?? '', true)}</span>
              <Steps change={part} />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function Steps({ change: { before, after, currency } }: { change: Omit<Change, 'month'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const write = (value: number | null) => (value === null ? t('common:noData') : written(format, currency, value));
  return (
    <span className={classes.steps}>
      {write(before)} → {write(after)}
    </span>
  );
}

function written(format: Format, currency: string | null, value: number): string {
  return currency === null ? format.number(value) : format.money(value, currency);
}

function difference(format: Format, { before, after, currency }: Omit<Change, 'month'>): string {
  return withChangeSign((after ?? 0) - (before ?? 0), (size) => written(format, currency, size));
}

function periodText(t: TFunction, format: Format, { id, months, parts }: ChangedFigure): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return t('sync:figures.all');
  const [from, to] = [format.month(first, true), format.month(last, true)];
  if (months.length > 1) return t('sync:figures.months', { first: from, last: to, count: months.length });
  return id === 'revenue.payers' && parts.length > 0 ? t('sync:figures.latest', { month: from }) : from;
}
