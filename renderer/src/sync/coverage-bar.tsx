/** The time an account covers as a bar: filled where there is data, hatched where days are missing in between, blank outside. */
import { Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../shared/domain/days';
import { useFormat } from '../ui/format-context';
import { type Axis, daysIn, gapsOf, place, type Span } from './coverage';
import lists from './lists.module.css';

function extent(axis: Axis, span: Span): { left: string; width: string } {
  const from = place(axis, span.from);
  return { left: `${from * 100}%`, width: `${(place(axis, span.to) - from) * 100}%` };
}

interface CoverageBarProps {
  axis: Axis;
  spans: readonly Span[];
  /** Lists as of one day: each is a mark, and nothing is missing between two of them. */
  isSnapshot: boolean;
}

/** Each piece says its days on hover; screen readers hear all of them. */
export function CoverageBar({ axis, spans, isSnapshot }: CoverageBarProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const pieces = [
    ...spans.map((span) => ({
      span,
      kind: 'covered',
      label: isSnapshot
        ? t('accounts.snapshot', { day: format.day(span.from) })
        : t('accounts.covered', { from: format.day(span.from), to: format.day(addDays(span.to, -1)) }),
    })),
    ...(isSnapshot ? [] : gapsOf(spans)).map((span) => ({
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

/** Pixels that a label needs: half-width for a Latin letter, full for a Chinese one. */
function labelWidth(label: string): number {
  return [...label].reduce((width, letter) => width + (letter > '\u2e80' ? 11 : 6.5), 14);
}

/** Month labels over all bars; where they would touch, only every second, third … is shown. */
export function CoverageAxis({ axis }: { axis: Axis }) {
  const format = useFormat();
  const { ref, width } = useElementSize();
  const longest = Math.max(...axis.ticks.map(({ day }) => labelWidth(format.month(day.slice(0, 7), true))));
  const spacing = ((axis.ticks[1]?.at ?? 1) - (axis.ticks[0]?.at ?? 0)) * width;
  const stride = spacing > 0 ? Math.ceil(longest / spacing) : 1;
  let year = '';
  const shown = axis.ticks
    .filter(({ at }, index) => index % stride === 0 && (width === 0 || at * width + longest <= width + 24))
    .map(({ day, at }) => {
      const label = format.month(day.slice(0, 7), day.slice(0, 4) !== year);
      year = day.slice(0, 4);
      return { day, at, label };
    });
  return (
    <div className={lists.axis} ref={ref}>
      {shown.map(({ day, at, label }) => (
        <span key={day} className={lists.tick} style={{ left: `${at * 100}%` }}>
          {label}
        </span>
      ))}
    </div>
  );
}
