/** The time an account covers as a bar: filled where there is data, hatched where days are missing in between, blank outside. */
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../shared/domain/days';
import { useFormat } from '../ui/format-context';
import { type Axis, daysIn, gapsOf, place, type Span } from './coverage';
import lists from './lists.module.css';

function extent(axis: Axis, span: Span): { left: string; width: string } {
  const from = place(axis, span.from);
  return { left: `${from * 100}%`, width: `${(place(axis, span.to) - from) * 100}%` };
}

/** Each piece says its days on hover; screen readers hear all of them. */
export function CoverageBar({ axis, spans }: { axis: Axis; spans: readonly Span[] }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const pieces = [
    ...spans.map((span) => ({
      span,
      kind: 'covered',
      label: t('accounts.covered', { from: format.day(span.from), to: format.day(addDays(span.to, -1)) }),
    })),
    ...gapsOf(spans).map((span) => ({
      span,
      kind: 'gap',
      label: t('accounts.gap', { from: format.day(span.from), to: format.day(addDays(span.to, -1)), days: daysIn([span]) }),
    })),
  ].sort((a, b) => (a.span.from < b.span.from ? -1 : 1));
  return (
    <div className={lists.bar} role="img" aria-label={pieces.map(({ label }) => label).join('; ')} data-testid="coverage-bar">
      {pieces.map(({ span, kind, label }) => (
        <Tooltip key={`${kind}-${span.from}`} label={label}>
          <span className={lists.piece} data-kind={kind} style={extent(axis, span)} />
        </Tooltip>
      ))}
    </div>
  );
}

/** Month labels over all bars. */
export function CoverageAxis({ axis }: { axis: Axis }) {
  const format = useFormat();
  return (
    <div className={lists.axis}>
      {axis.ticks.map(({ day, at }, index) => (
        <span key={day} className={lists.tick} style={{ left: `${at * 100}%` }}>
          {format.month(day.slice(0, 7), day.slice(0, 4) !== axis.ticks[index - 1]?.day.slice(0, 4))}
        </span>
      ))}
    </div>
  );
}
