/** What needs the user today, most pressing first; each line leads to where it is dealt with. */
import { Paper, Text, Title } from '@mantine/core';
import {
  IconArchive,
  IconCalendarDue,
  IconChecks,
  IconChevronRight,
  IconCurrencyYuan,
  IconFileAlert,
  IconHelpCircle,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Attention } from '../../../shared/contract/overview';
import { type AreaId, hasArea } from '../app/areas-built';
import { platformName } from '../app/names';
import classes from './overview.module.css';

interface Target {
  icon: TablerIcon;
  area: AreaId;
  href: string;
  /** `look`: deal with it when convenient; `risk`: money or data at risk. */
  tone: 'look' | 'risk' | 'plain';
}

function targetOf(kind: Attention['kind']): Target {
  switch (kind) {
    case 'undecided':
      return { icon: IconHelpCircle, area: 'revenue', href: '/revenue?tab=undecided', tone: 'look' };
    case 'quarantined':
      return { icon: IconFileAlert, area: 'sync', href: '/sync?tab=fix', tone: 'look' };
    case 'stale-account':
      return { icon: IconCalendarDue, area: 'sync', href: '/sync?tab=accounts', tone: 'plain' };
    case 'unconverted':
      return { icon: IconCurrencyYuan, area: 'workspace', href: '/workspace?section=rates', tone: 'look' };
    case 'no-backup':
      return { icon: IconArchive, area: 'workspace', href: '/workspace?section=backups', tone: 'risk' };
    case 'ambiguous-people':
      return { icon: IconUsers, area: 'people', href: '/people?same=1', tone: 'plain' };
  }
}

/** Platform ids among the parameters become names; an account has one before its dot, or neither. */
function spoken(t: ReturnType<typeof useTranslation>['t'], { count, params }: Attention) {
  const platform = typeof params.platform === 'string' ? platformName(t, params.platform) : '';
  const account = params.account ? `${params.account} · ` : '';
  return { days: '', ...params, count, platform, account };
}

/** No backup at all is told in other words than an old one. */
function isNever({ kind, params }: Attention): boolean {
  return kind === 'no-backup' && params.never === 1;
}

function Line({ item }: { item: Attention }) {
  const { t } = useTranslation();
  const target = targetOf(item.kind);
  const values = spoken(t, item);
  const content = (
    <>
      <span className={classes.attentionIcon} data-tone={target.tone}>
        <target.icon size={17} stroke={1.7} aria-hidden="true" />
      </span>
      <span className={classes.attentionText}>
        <Text component="span" display="block" fw={500} truncate>
          {t(`overview:attention.${item.kind}.title`, values)}
        </Text>
        <Text component="span" display="block" size="xs" c="dimmed" lineClamp={2}>
          {t(`overview:attention.${item.kind}.${isNever(item) ? 'never' : 'text'}`, values)}
        </Text>
      </span>
    </>
  );
  return (
    <li data-testid={`attention-${item.kind}`}>
      {hasArea(target.area) ? (
        <a className={classes.attentionLine} href={`#${target.href}`}>
          {content}
          <IconChevronRight size={15} stroke={1.7} aria-hidden="true" className={classes.chevron} />
        </a>
      ) : (
        <div className={classes.attentionLine}>{content}</div>
      )}
    </li>
  );
}

/** The list, or the good news that it is empty. */
export function AttentionCard({ attention }: { attention: readonly Attention[] }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder className={classes.attention} data-testid="attention">
      <Title order={2} size="h5" fw={600}>
        {t('overview:attention.title')}
      </Title>
      {attention.length === 0 ? (
        <div className={classes.allDone}>
          <IconChecks size={20} stroke={1.7} aria-hidden="true" />
          <Text c="dimmed">{t('overview:attention.none')}</Text>
        </div>
      ) : (
        <ul className={classes.attentionList}>
          {attention.map((item) => (
            <Line key={`${item.kind} ${JSON.stringify(item.params)}`} item={item} />
          ))}
        </ul>
      )}
    </Paper>
  );
}
