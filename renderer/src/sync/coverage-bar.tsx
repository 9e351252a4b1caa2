/** The time an account covers as a bar: filled where there is data, hatched where days are missing in between, pale where nobody knows, blank outside. */
import { Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/contract/coverage';
import { addDays } from '../../../shared/domain/days';
import { type Format, useFormat } from '../ui/format-context';
import { type Axis, daysIn, place, type Span } from './coverage';
import lists from './lists.module.css';

function extent(axis: Axis, span: Span): { left: string; width: string } {
  const from = place(axis, span.from);
  return { left: `${from * 100}%`, width: `${(place(axis, span.to) - from) * 100}%` };
}

interface CoverageBarProps {
  axis: Axis;
  /** Lists as of one day: each is a mark, and nothing is missing between two of them. */
  account: Pick<Account, 'days' | 'isSnapshot'>;
}

interface Piece {
  span: Span;
  kind: 'covered' | 'gap' | 'unknown';
  label: string;
}

function piecesOf(t: TFunction<'sync'>, format: Format, { days, isSnapshot }: CoverageBarProps['account']): Piece[] {
  const ends = ({ from, to }: Span) => ({ from: format.day(from), to: format.day(addDays(to, -1)) });
  const pieces: Piece[] = [
    ...days.covered.map((span) => ({
      span,
      kind: 'covered' as const,
      label: isSnapshot ? t('accounts.snapshot', { day: format.day(span.from) }) : t('accounts.covered', ends(span)),
    })),
    ...days.unknown.map((span) => ({ span, kind: 'unknown' as const, label: t('accounts.unknown', ends(span)) })),
    ...days.gaps.map(({ part, ...span }) => ({
      span,
      kind: 'gap' as const,
      label: part
        ? t('accounts.gapPart', { day: format.day(span.from), ...part })
        : t('accounts.gap', { ...ends(span), days: daysIn([span]) }),
    })),
  ];
  // What is missing of a day lies on top of the day.
  return pieces.sort((a, b) => (a.span.from < b.span.from ? -1 : a.span.from > b.span.from ? 1 : 0));
}

/** Each piece says its days on hover; screen readers hear all of them. */
export function CoverageBar({ axis, account }: CoverageBarProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const pieces = piecesOf(t, format, account);
  return (
    <div className={lists.bar} role="img" aria-label={pieces.map(({ label }) => label).join('; ')} data-testid="coverage-bar">
      {pieces.map(({ span, kind, label }) => (
        <Tooltip key={`${kind} ${label}`} label={label}>
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
