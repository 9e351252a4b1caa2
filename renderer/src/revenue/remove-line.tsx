import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { call, useCommand } from '../app/api';
import { notify } from '../app/notify';
import { ConfirmButton } from '../ui/confirm-button';
import classes from './revenue.module.css';

/** The line as it was added, for adding it again; null for a kind that is never added by hand. */
export function asManualLine(line: LedgerLine): Input<'revenue.addLine'> | null {
  const { at, kind, soldOn, paidVia, currency, stated, product, counterparty, person, note } = line;
  if (kind === 'undecided') return null;
  return { at, kind, soldOn, paidVia, currency, amount: stated, product, counterparty, personId: person?.id ?? null, note };
}

/** Takes a line away that the user added; undo adds it again. */
export function RemoveLine({ line, readOnly, onRemoved }: { line: LedgerLine; readOnly: boolean; onRemoved: () => void }) {
  const { t } = useTranslation();
  const remove = useCommand('revenue.removeLine', {
    onSuccess: () => {
      const again = asManualLine(line);
      onRemoved();
      notify({ message: t('revenue:done.removed'), ...(again ? { undo: () => call('revenue.addLine', again) } : {}) });
    },
  });
  return (
    <div className={classes.drawerFoot}>
      <ConfirmButton
        size="xs"
        color="red"
        variant="subtle"
        disabled={readOnly}
        question={t('revenue:remove.question')}
        confirmLabel={t('revenue:remove.confirm')}
        onConfirm={() => remove.mutate({ id: line.id })}
        testId="line-remove"
      >
        {t('revenue:remove.button')}
      </ConfirmButton>
    </div>
  );
}
