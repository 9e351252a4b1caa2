/** The line under the title: which days, which currency, how many platforms, how far the data reach and what is missing. */
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import type { DayWindow } from '../../../shared/domain/days';
import { hasArea } from '../app/areas-built';
import { platformName } from '../app/names';
import { useFormat } from '../ui/format-context';
import classes from './overview.module.css';

interface Props {
  data: Output<'overview.get'>;
  days: DayWindow;
}

/** At most one account is named; the rest is counted and stands on the Import page. */
function Missing({ missing }: { missing: Props['data']['missing'] }) {
  const { t } = useTranslation();
  const [most, ...others] = [...missing].sort((a, b) => b.days - a.days);
  if (!most) return null;
  const name = platformName(t, most.platform);
  const text =
    others.length > 0
      ? t('overview:missingMore', { platform: name, days: most.days, count: others.length })
      : t('overview:missing', { platform: name, count: most.days });
  const title = [most, ...others].map(({ account, platform, days }) => `${platformName(t, platform)} ${account}: ${days}`).join('\n');
  return hasArea('sync') ? (
    <Anchor href="#/sync?tab=accounts" inherit className={classes.missing} title={title} data-testid="overview-missing">
      {text}
    </Anchor>
  ) : (
    <span className={classes.missing} title={title}>
      {text}
    </span>
  );
}

/** See the file's head. */
export function OverviewContext({ data, days }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = [
    format.window(days) ?? t('overview:allTime'),
    t('overview:currency', { currency: data.currency }),
    t('overview:platforms', { count: data.platforms }),
    data.dataThrough ? t('overview:dataThrough', { day: format.day(data.dataThrough) }) : null,
  ].filter((part) => part !== null);
  return (
    <span>
      {parts.join(' · ')}
      {data.missing.length > 0 ? (
        <>
          {' · '}
          <Missing missing={data.missing} />
        </>
      ) : null}
    </span>
  );
}
