/** The imports that a figure is made of, with their parts of it; in a chunk of its own, loaded with the definition that shows it. */
import { useTranslation } from 'react-i18next';
import type { FigureSource, MetricValue } from '../../../shared/contract/overview';
import type { DayWindow } from '../../../shared/domain/days';
import { metrics } from '../../../shared/metrics/catalogue';
import { useApi } from '../app/api';
import { goTo } from '../app/location';
import { useFormat } from '../ui/format-context';
import { SourceFiles, type SourcePart } from '../ui/source-files';

interface FigureSourcesProps {
  id: MetricValue['id'];
  days: DayWindow;
}

/** Each opens its rows within the figure's days. */
export default function FigureSources({ id, days: { from, to } }: FigureSourcesProps) {
  const found = useApi('overview.sources', { id, from, to });
  const toPart = usePart();
  const parts = found.data?.sources.map((source) => toPart(source, found.data.metric));
  return <SourceFiles parts={parts} retry={found.error ? () => void found.refetch() : null} />;
}

function usePart(): (source: FigureSource, metric: MetricValue) => SourcePart {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ records, amount, unconverted, ...file }, { id, currency }) => {
    const { unit, feeds } = metrics[id];
    const isMoney = unit === 'money';
    return {
      file,
      key: file.batchId ?? '',
      amount: isMoney && currency !== null ? format.money(amount, currency) : format.number(amount),
      facts: [
        isMoney && records > 0 ? t('common:sources.lines', { count: records, formatted: format.number(records) }) : null,
        unconverted > 0 ? t('common:sources.unconverted', { count: unconverted, formatted: format.number(unconverted) }) : null,
      ],
      // Both pages share the days of this figure.
      open: () => {
        if (file.batchId === null) return goTo('/revenue?status=manual');
        goTo(feeds === 'ledger' ? `/revenue?status=counted&import=${file.batchId}` : `/people?platform=${file.platform}`);
      },
    };
  };
}
