/** What was just imported: a line per file with its counts, the way to its rows, and Undo. */
import { Button, Paper, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportResult } from '../../../shared/contract/sync';
import { combined } from '../../../shared/metrics/figure-changes';
import { asAppError } from '../app/api';
import { goTo } from '../app/location';
import { notify, notifyError } from '../app/notify';
import { useFormat } from '../ui/format-context';
import { FigureChanges } from './figure-changes';
import { bringsLines, bringsPeople } from './file-view';
import lists from './lists.module.css';
import { dismissResults, undoImports } from './session';
import { showImportedLines, showImportedPeople } from './show-imported';
import classes from './sync.module.css';

/** Lines shown before "show all". */
const shownAtFirst = 5;

/** Stays until it is dismissed or another workspace is opened. */
export function Results({ results }: { results: readonly ImportResult[] }) {
  const { t } = useTranslation('sync');
  const [showsAll, setShowsAll] = useState(false);
  if (results.length === 0) return null;
  const shown = showsAll ? results : results.slice(0, shownAtFirst);
  return (
    <Paper withBorder className={lists.results} data-testid="import-results">
      <div className={lists.resultsHead}>
        <Title order={3} size="h6" fw={600}>
          {t('result.title')}
        </Title>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={dismissResults}>
          {t('result.dismiss')}
        </Button>
      </div>
      <ul className={lists.resultList}>
        {shown.map((result) => (
          <ResultLine key={`${result.batchId}-${result.file}`} result={result} />
        ))}
      </ul>
      {results.length > shown.length ? (
        <button type="button" className={classes.linkButton} onClick={() => setShowsAll(true)}>
          {t('result.more', { count: results.length - shown.length })}
        </button>
      ) : null}
      <ResultFigures results={results} />
    </Paper>
  );
}

/** What the files changed together. Ids of imports are in the order in which they were applied. */
function ResultFigures({ results }: { results: readonly ImportResult[] }) {
  const { t } = useTranslation('sync');
  const inOrder = results.toSorted((a, b) => ((a.batchId ?? '') < (b.batchId ?? '') ? -1 : 1));
  const known = inOrder.flatMap(({ figures }) => (figures === null ? [] : [figures]));
  return known.length === 0 ? null : <FigureChanges title={t('figures.title')} changes={combined(known)} />;
}

function ResultLine({ result }: { result: ImportResult }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { batchId } = result;
  const isNew = result.status === 'applied' && batchId !== null;
  const undo = () => {
    if (batchId === null) return;
    undoImports([batchId]).then(
      () => notify({ message: t('undo.done', { file: result.file }) }),
      (error: unknown) => notifyError(asAppError(error)),
    );
  };
  return (
    <li className={lists.resultLine} data-testid="import-result">
      <IconCheck size={16} stroke={2} aria-hidden="true" className={lists.resultIcon} />
      <div className={lists.resultText}>
        <Text truncate title={result.file}>
          {isNew ? t('result.applied', { file: result.file }) : t('result.unchanged', { file: result.file })}
        </Text>
        <Text c="dimmed">
          {t('result.counts', {
            added: format.number(result.rows.new),
            updated: format.number(result.rows.updated),
            unchanged: format.number(result.rows.unchanged),
          })}
          {result.rows.quarantined > 0 ? (
            <span className={classes.look}>
              {' · '}
              {t('result.toFix', { count: result.rows.quarantined })}
            </span>
          ) : null}
        </Text>
      </div>
      {batchId === null ? null : (
        <div className={lists.resultActions}>
          {bringsLines(result.records) ? (
            <Button size="compact-sm" variant="light" onClick={() => showImportedLines(batchId)} data-testid="result-revenue">
              {t('result.toRevenue')}
            </Button>
          ) : null}
          {bringsPeople(result.records) ? (
            <Button size="compact-sm" variant="light" onClick={() => void showImportedPeople(batchId)} data-testid="result-people">
              {t('result.toPeople')}
            </Button>
          ) : null}
          {result.rows.quarantined > 0 ? (
            <Button
              size="compact-sm"
              variant="light"
              color="orange"
              onClick={() => goTo(`/sync?tab=fix&batch=${batchId}`)}
              data-testid="result-fix"
            >
              {t('result.fixRows')}
            </Button>
          ) : null}
          {isNew ? (
            <Button size="compact-sm" variant="default" onClick={undo} data-testid="result-undo">
              {t('result.undo')}
            </Button>
          ) : null}
        </div>
      )}
    </li>
  );
}
