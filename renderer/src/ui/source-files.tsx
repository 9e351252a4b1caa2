/** The imports that a sum is made of, each with its part and the way to its rows; the largest first, all of them on demand. */
import { Loader, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceFile } from '../../../shared/contract/common';
import { platformName } from '../app/names';
import { useFormat } from './format-context';
import classes from './source-files.module.css';

const shownAtFirst = 5;

/** An import, its part as it is written, what else is to be said of it, and what a click opens. */
export interface SourcePart {
  file: SourceFile;
  /** Tells two parts of one import apart. */
  key: string;
  amount: string;
  facts: readonly (string | null)[];
  open: () => void;
}

interface SourceFilesProps {
  /** Undefined while they are read. */
  parts: readonly SourcePart[] | undefined;
  /** Given when they could not be read. */
  retry: (() => void) | null;
}

/** See the file's head. */
export function SourceFiles({ parts, retry }: SourceFilesProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (retry)
    return (
      <button type="button" className={classes.more} onClick={retry}>
        {t('common:tryAgain')}
      </button>
    );
  if (!parts) return <Loader size="xs" aria-label={t('common:loading')} />;
  if (parts.length === 0) return <Text size="sm">{t('common:sources.none')}</Text>;
  const shown = all ? parts : parts.slice(0, shownAtFirst);
  return (
    <div data-testid="figure-sources">
      <ul className={classes.list}>
        {shown.map((part) => (
          <Part key={part.key} part={part} />
        ))}
      </ul>
      {parts.length > shown.length ? (
        <button type="button" className={classes.more} onClick={() => setAll(true)} data-testid="figure-sources-more">
          {t('common:sources.more', { count: parts.length - shown.length })}
        </button>
      ) : null}
    </div>
  );
}

function Part({ part: { file, amount, facts, open } }: { part: SourcePart }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { batchId, fileName, platform, account, appliedAt } = file;
  const name = batchId === null ? t('common:sources.byHand') : fileName;
  const told = [
    batchId === null ? null : [platformName(t, platform), account].filter(Boolean).join(' '),
    appliedAt === null ? null : t('common:sources.imported', { day: format.when(appliedAt, 'day') }),
    ...facts,
  ].filter((fact) => fact !== null);
  return (
    <li>
      <button type="button" className={classes.source} onClick={open} title={name} data-testid="figure-source">
        <span className={classes.name}>{name}</span>
        <span className={classes.amount}>{amount}</span>
        <span className={classes.facts}>
          {told.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
      </button>
    </li>
  );
}
