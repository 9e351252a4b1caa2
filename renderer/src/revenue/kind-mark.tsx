/** The kind of a line with a dot for what it does to revenue, and signs for what the user should know of the line. */
import { Tooltip } from '@mantine/core';
import { IconCopyOff, IconHandStop, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { grossKinds, shareKinds } from '../../../shared/domain/ledger';
import type { LineKind } from '../../../shared/domain/records';
import { kindName } from '../app/names';
import classes from './revenue.module.css';

export type KindEffect = 'income' | 'refund' | 'deduction' | 'payout' | 'none' | 'undecided';

/** What a kind does to the named amounts. */
export function kindEffect(kind: LineKind): KindEffect {
  if (grossKinds.includes(kind) || shareKinds.includes(kind)) return 'income';
  switch (kind) {
    case 'refund':
    case 'undecided':
      return kind;
    case 'fee':
    case 'fee_reversal':
    case 'split':
    case 'tax_withheld':
      return 'deduction';
    case 'payout':
    case 'payout_fee':
      return 'payout';
    default:
      return 'none';
  }
}

/** Dot and name of a kind; the dot of a muted line is hollow, since another line counts instead. */
export function KindMark({ kind, muted }: { kind: LineKind; muted?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={classes.kind} data-effect={muted ? 'none' : kindEffect(kind)}>
      <span className={classes.kindName}>{kindName(t, kind)}</span>
    </span>
  );
}

/** Signs: stated again by another file, edited, added by hand. */
export function LineSigns({ line }: { line: LedgerLine }) {
  const { t } = useTranslation();
  return (
    <span className={classes.signs}>
      {line.countedBy !== null ? <Sign label={t('revenue:sign.muted')} icon={<IconCopyOff size={13} />} /> : null}
      {line.edited ? <Sign label={t('revenue:sign.edited')} icon={<IconPencil size={13} />} /> : null}
      {line.side === 'manual' ? <Sign label={t('revenue:sign.manual')} icon={<IconHandStop size={13} />} /> : null}
    </span>
  );
}

function Sign({ label, icon }: { label: string; icon: React.ReactNode }) {
  return (
    <Tooltip label={label}>
      <span role="img" aria-label={label} className={classes.sign}>
        {icon}
      </span>
    </Tooltip>
  );
}
