/** The imports that a total of the shown lines is made of; in a chunk of its own, loaded with the definition that shows it. */
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract';
import type { AmountName } from '../../../shared/contract/revenue';
import { useApi } from '../app/api';
import { useFilters } from '../app/location';
import { useFormat } from '../ui/format-context';
import { SourceFiles } from '../ui/source-files';

interface TotalSourcesProps {
  amount: AmountName;
  filter: Input<'revenue.totals'>;
}

/** Each narrows the ledger to its lines, what was entered by hand to the lines that were added; several currencies of one import are parts of their own. */
export default function TotalSources({ amount, filter }: TotalSourcesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [, change] = useFilters();
  const found = useApi('revenue.sources', { ...filter, amount });
  const parts = found.data?.map(({ currency, lines, amount: sum, ...file }) => ({
    file,
    key: `${file.batchId} ${currency}`,
    amount: format.money(sum, currency),
    facts: [t('common:sources.lines', { count: lines, formatted: format.number(lines) })],
    open: () => change(file.batchId === null ? { status: 'manual', currency } : { import: file.batchId, status: 'counted', currency }),
  }));
  return <SourceFiles parts={parts} retry={found.error ? () => void found.refetch() : null} />;
}
