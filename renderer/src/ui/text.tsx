/** Money, numbers and times as inline text: tabular figures, never wrapped, unknown shown as a dash. */
import { Text, type TextProps, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WhenStyle } from '../../../shared/domain/format';
import { useFormat } from './format-context';
import classes from './ui.module.css';

/** Stands where a value is not known; screen readers hear "no data". */
export function Unknown() {
  const { t } = useTranslation();
  return (
    <span className={classes.unknown}>
      <span aria-hidden="true">—</span>
      <VisuallyHidden>{t('common:noData')}</VisuallyHidden>
    </span>
  );
}

interface MoneyProps extends TextProps {
  /** Minor units; null = unknown. */
  minor: number | null;
  currency: string;
  /** Grey zeros: for tables where most cells are zero. */
  quietZero?: boolean;
}

/** An amount in its currency. */
export function Money({ minor, currency, quietZero, ...text }: MoneyProps) {
  const format = useFormat();
  if (minor === null) return <Unknown />;
  return (
    <Text span inherit className={classes.figure} {...(quietZero && minor === 0 ? { c: 'dimmed' } : {})} {...text}>
      {format.money(minor, currency)}
    </Text>
  );
}

/** A count; the full number is in its title where it is shortened. */
export function Num({ value, ...text }: TextProps & { value: number | null }) {
  const format = useFormat();
  if (value === null) return <Unknown />;
  const short = format.count(value);
  const full = format.number(value);
  return (
    <Text span inherit className={classes.figure} title={short === full ? undefined : full} {...text}>
      {short}
    </Text>
  );
}

/** An instant in the workspace's time zone. */
export function When({
  at,
  show = 'minute',
  estimated,
  ...text
}: TextProps & { at: string | null; show?: WhenStyle; estimated?: boolean }) {
  const format = useFormat();
  const { t } = useTranslation();
  if (at === null) return <Unknown />;
  return (
    <Text span inherit className={classes.figure} {...text}>
      <time dateTime={at} title={estimated ? t('common:dateEstimated') : format.when(at, 'minute')}>
        {estimated ? '≈ ' : ''}
        {format.when(at, show)}
      </time>
    </Text>
  );
}
