/** Which files a person is made of, and what was written by hand. */
import { Text, UnstyledButton } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import type { PersonSource } from '../../../shared/contract/people';
import { sheetAndRow } from '../../../shared/domain/row-number';
import { useApi } from '../app/api';
import { goTo } from '../app/location';
import { platformName } from '../app/names';
import { type Format, useFormat } from '../ui/format-context';
import { ErrorState, LoadingState } from '../ui/states';
import classes from './people.module.css';

/** Files shown before "show all": notes and timeline stand below. */
const shownAtFirst = 3;
/** Rows named before the rest is only counted. */
const namedRows = 5;

/** Newest import first; each opens in the history of imports. */
export function PersonSources({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const found = useApi('people.sources', { id });
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} compact />;
  if (!found.data) return <LoadingState rows={2} />;
  const { sources, byHand } = found.data;
  const shown = all ? sources : sources.slice(0, shownAtFirst);
  const written = handText(t, format, byHand);
  return (
    <>
      {shown.map((source) => (
        <button
          key={source.batchId}
          type="button"
          className={classes.fileSource}
          onClick={() => goTo(`/sync?tab=history&batch=${source.batchId}`)}
          title={t('people:sources.open')}
          data-testid="person-source"
        >
          <span className={classes.fileName}>{source.fileName}</span>
          <span className={classes.fileFacts}>
            <span>{[platformName(t, source.platform), source.account].filter(Boolean).join(' ')}</span>
            <span>{t('people:sources.imported', { when: format.when(source.appliedAt) })}</span>
          </span>
          <span className={classes.fileFacts}>
            <span>{statedText(t, format, source)}</span>
            <span>{rowsText(t, format, source)}</span>
          </span>
        </button>
      ))}
      {sources.length > shown.length ? (
        <UnstyledButton onClick={() => setAll(true)} data-testid="person-sources-more">
          <Text size="xs" c="var(--mantine-color-anchor)">
            {t('common:sources.more', { count: sources.length - shown.length })}
          </Text>
        </UnstyledButton>
      ) : null}
      {written === null ? null : (
        <Text size="xs" c="dimmed" mt={6} data-testid="person-by-hand">
          {t('people:sources.byHand', { what: written })}
        </Text>
      )}
      {sources.length === 0 && written === null ? <Text c="dimmed">{t('people:sources.none')}</Text> : null}
    </>
  );
}

function statedText(t: TFunction, format: Format, { records }: PersonSource): string {
  return Object.entries(records)
    .map(([type, count]) => {
      const params = { count, formatted: format.number(count) };
      return type === 'person' ? t('people:sources.profile', params) : t(`sync:records.${type}`, params);
    })
    .join(t('sync:comma'));
}

function rowsText(t: TFunction, format: Format, { rows, rowCount }: PersonSource): string {
  const named = rows.slice(0, namedRows).map((row) => {
    const place = sheetAndRow(row);
    return place.sheet === null ? String(place.row) : `${place.sheet}/${place.row}`;
  });
  const params = { count: rowCount, rows: named.join(t('people:sources.and')), total: format.number(rowCount) };
  return t(rowCount > named.length ? 'people:sources.rowsMore' : 'people:sources.rows', params);
}

function handText(t: TFunction, format: Format, byHand: Output<'people.sources'>['byHand']): string | null {
  const parts = (['lines', 'fields', 'tags', 'notes'] as const)
    .filter((what) => byHand[what] > 0)
    .map((what) => t(`people:sources.${what}`, { count: byHand[what], formatted: format.number(byHand[what]) }));
  return parts.length === 0 ? null : parts.join(t('sync:comma'));
}
