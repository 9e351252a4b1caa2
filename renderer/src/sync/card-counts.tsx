/** The counts of a staged file; each opens the rows it counts. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { type Format, useFormat } from '../ui/format-context';
import card from './card.module.css';
import { byCount, type CountName, countNames } from './file-view';
import { ignoredText } from './words';

interface CardCountsProps {
  file: StagedFile;
  onOpen: (outcome: CountName) => void;
}

/** New, updated, unchanged, to fix, ignored. */
export function CardCounts({ file, onOpen }: CardCountsProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  return (
    <div className={card.counts}>
      {countNames.map((name) => {
        const count = file.rows[name];
        const hint = [t(`count.hint.${name}`), ...(name === 'ignored' ? ignoredLines(t, format, file) : [])].join('\n');
        return (
          <button
            key={name}
            type="button"
            className={card.count}
            data-name={name}
            data-zero={count === 0 || undefined}
            disabled={count === 0}
            // Native: hundreds of cards with five tooltips each would be felt.
            title={hint}
            onClick={() => onOpen(name)}
          >
            <span className={card.countValue} data-testid={`staged-count-${name}`}>
              {format.number(count)}
            </span>
            <span className={card.countName}>{t(`count.${name}`)}</span>
          </button>
        );
      })}
    </div>
  );
}

/** `自己的花销 204`, a line per reason. */
export function ignoredLines(t: TFunction, format: Format, file: StagedFile): string[] {
  return byCount(file.ignoredBy).map(([reason, count]) => `${ignoredText(t, reason)} ${format.number(count)}`);
}
