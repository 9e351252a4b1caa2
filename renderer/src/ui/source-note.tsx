import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import { formatName } from '../app/names';
import { useFormat } from './format-context';
import classes from './ui.module.css';

export type Source = NonNullable<Output<'people.timeline'>['entries'][number]['source']>;

/** "orders.csv, row 214". */
export function sourceWords(t: TFunction, source: Source, row: string): string {
  return t('common:source.fileRow', { file: source.fileName, row });
}

/** Which file and row something comes from; what the user added by hand says so. */
export function SourceNote({ source }: { source: Source | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!source) return <div className={classes.source}>{t('common:source.byHand')}</div>;
  const title = t('common:source.title', {
    format: formatName(t, source.format),
    when: format.when(source.appliedAt),
  });
  return (
    <div className={classes.source} title={title} data-testid="source-note">
      {sourceWords(t, source, format.number(source.row))}
    </div>
  );
}
