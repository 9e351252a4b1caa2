import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import { formatName } from '../app/names';
import { useFormat } from '../ui/format-context';
import { sourceWords } from '../ui/source-note';
import classes from './revenue.module.css';

type Sources = Output<'revenue.line'>['sources'];

/** Every live row that states the line, with its original cells under the file's own column names. */
export function LineSources({ sources }: { sources: Sources }) {
  const { t } = useTranslation();
  if (sources.length === 0) return <Text c="dimmed">{t('common:source.byHand')}</Text>;
  return sources.map((source) => <SourceRow key={`${source.batchId} ${source.row}`} source={source} />);
}

function SourceRow({ source }: { source: Sources[number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.source} data-testid="line-source">
      <div className={classes.sourceHead}>
        <Text fw={600} data-testid="line-source-file">
          {sourceWords(t, source, format.number(source.row))}
        </Text>
        <div className={classes.small}>
          {t('common:source.title', {
            format: formatName(t, source.format),
            when: format.when(source.appliedAt),
          })}
        </div>
      </div>
      <table className={classes.cells}>
        <tbody>
          {numbered(source.cells).map(({ key, column, text }) => (
            <tr key={key} data-blank={text.trim() === '' || undefined}>
              <th scope="row" className={classes.cellColumn}>
                {column || t('revenue:unnamedColumn')}
              </th>
              <td className={classes.cellText}>{text.trim() === '' ? '–' : text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Cells under keys of their own: two columns of a file may bear the same name. */
function numbered(cells: Sources[number]['cells']): { key: string; column: string; text: string }[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const count = seen.get(cell.column) ?? 0;
    seen.set(cell.column, count + 1);
    return { ...cell, key: `${cell.column} ${count}` };
  });
}
