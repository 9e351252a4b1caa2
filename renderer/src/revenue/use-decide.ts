import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndecidedGroup } from '../../../shared/contract/revenue';
import { call, useCommand } from '../app/api';
import { kindName } from '../app/names';
import { notify } from '../app/notify';
import { forgetDecision, noteDecision } from './decisions';
import type { DecidedKind } from './manual-line';

/** Takes a decision back; its lines are undecided again. */
export async function takeBack({ counterparty, sourceKind }: Pick<UndecidedGroup, 'counterparty' | 'sourceKind'>): Promise<void> {
  await call('revenue.undoDecision', { counterparty, sourceKind });
  forgetDecision({ counterparty, sourceKind });
}

/** Decides a group and offers the way back. */
export function useDecide() {
  const { t } = useTranslation();
  const { mutate, isPending } = useCommand('revenue.decide', {
    onSuccess: ({ lines }, { counterparty, sourceKind, kind }) => {
      noteDecision({ counterparty, sourceKind, kind, lines });
      const who = counterparty ?? t('common:platform.unknown');
      const message = t('revenue:done.decided', { who, kind: kindName(t, kind), count: lines });
      notify({ message, undo: () => takeBack({ counterparty, sourceKind }) });
    },
  });
  const decide = useCallback(
    ({ counterparty, sourceKind }: UndecidedGroup, kind: DecidedKind) => mutate({ counterparty, sourceKind, kind }),
    [mutate],
  );
  return { decide, isPending };
}
