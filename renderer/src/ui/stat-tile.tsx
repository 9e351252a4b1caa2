/** One figure: label, value, change against the previous equal window, definition, and the way to its rows. */
import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './format-context';
import classes from './ui.module.css';

export interface StatTileProps {
  label: string;
  /** The figure; pass `null` when it is not available. */
  value: ReactNode | null;
  unit?: string | undefined;
  /** Relative change; null when withheld or not defined. */
  delta?: number | null;
  /** Which way is good. */
  good?: 'up' | 'down' | 'none';
  /** What the delta compares with, or why it is withheld. */
  note?: string;
  /** Usually a <Definition />. */
  definition?: ReactNode;
  /** Hash link to the rows behind the figure: `#/revenue?kind=sale`. */
  href?: string;
  /** Accessible name of that link. */
  hrefLabel?: string;
  testId?: string;
}

function tone(delta: number, good: 'up' | 'down' | 'none'): 'good' | 'bad' | 'plain' {
  if (good === 'none' || delta === 0) return 'plain';
  return delta > 0 === (good === 'up') ? 'good' : 'bad';
}

/** A change with arrow and sign; its colour says whether that is good, its sign says the same without colour. */
export function Delta({ delta, good = 'up' }: { delta: number; good?: 'up' | 'down' | 'none' }) {
  const format = useFormat();
  return (
    <span className={classes.delta} data-tone={tone(delta, good)}>
      <span aria-hidden="true">{delta > 0 ? '↗' : delta < 0 ? '↘' : '→'}</span> {format.delta(delta)}
    </span>
  );
}

/** A tile; the whole value opens the rows behind it. */
export function StatTile({ label, value, unit, delta, good, note, definition, href, hrefLabel, testId }: StatTileProps) {
  const { t } = useTranslation();
  const figure =
    value === null ? (
      <Text c="dimmed" size="lg" className={classes.tileEmpty}>
        {t('common:noData')}
      </Text>
    ) : (
      <>
        <span className={classes.tileValue}>{value}</span>
        {unit ? <span className={classes.tileUnit}>{unit}</span> : null}
      </>
    );
  return (
    <Paper className={classes.tile} withBorder data-testid={testId}>
      <div className={classes.tileTop}>
        <Text c="dimmed" truncate>
          {label}
        </Text>
        {definition}
      </div>
      {href && value !== null ? (
        <a className={classes.tileLink} href={href} aria-label={hrefLabel} data-testid={testId ? `${testId}-open` : undefined}>
          {figure}
        </a>
      ) : (
        <div className={classes.tileFigure}>{figure}</div>
      )}
      <div className={classes.tileBottom}>
        {delta !== null && delta !== undefined ? <Delta delta={delta} good={good} /> : null}
        <Text span size="xs" c="dimmed" truncate title={note}>
          {note}
        </Text>
      </div>
    </Paper>
  );
}
