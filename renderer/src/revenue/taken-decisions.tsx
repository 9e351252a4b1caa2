import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asAppError } from '../app/api';
import { kindName } from '../app/names';
import { notifyError } from '../app/notify';
import { useDecisions } from './decisions';
import classes from './revenue.module.css';
import { takeBack } from './use-decide';

/** What was decided since the window opened, each with its way back. */
export function TakenDecisions({ readOnly }: { readOnly: boolean }) {
  const { t } = useTranslation();
  const decisions = useDecisions();
  if (decisions.length === 0) return null;
  return (
    <div className={classes.taken} data-testid="taken-decisions">
      <h3 className={classes.sectionHead}>{t('revenue:undecided.taken')}</h3>
      <div className={classes.takenList}>
        {decisions.map((decision) => (
          <span key={JSON.stringify([decision.counterparty, decision.sourceKind])} className={classes.takenItem}>
            <Text span size="xs" truncate>
              {t('revenue:undecided.takenItem', {
                who: [decision.counterparty, decision.sourceKind].filter(Boolean).join(' · '),
                kind: kindName(t, decision.kind),
                count: decision.lines,
              })}
            </Text>
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={readOnly}
              onClick={() => void takeBack(decision).catch((error: unknown) => notifyError(asAppError(error)))}
            >
              {t('common:undo')}
            </Button>
          </span>
        ))}
      </div>
    </div>
  );
}
