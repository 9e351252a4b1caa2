/** The chart's numbers as a table, newest month first, with sums. */
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { platformName } from '../app/names';
import { useFormat } from '../ui/format-context';
import { Money } from '../ui/text';
import { isPartial, type MonthTable } from './months';

interface Props {
  table: MonthTable;
  currency: string;
  dataThrough: string | null;
}

/** One row per month, one column per platform. */
export default function MonthTableView({ table, currency, dataThrough }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = [...table.rows].reverse();
  return (
    <Table stickyHeader verticalSpacing={5} horizontalSpacing="sm" style={{ fontVariantNumeric: 'tabular-nums' }} data-testid="month-table">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('overview:months.month')}</Table.Th>
          {table.series.map((platform) => (
            <Table.Th key={platform} ta="right">
              {platformName(t, platform)}
            </Table.Th>
          ))}
          <Table.Th ta="right">{t('overview:months.total')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ month, net, total }) => (
          <Table.Tr key={month}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              {format.month(month, true)}
              {isPartial(month, dataThrough) ? ' *' : ''}
            </Table.Td>
            {table.series.map((platform) => (
              <Table.Td key={platform} ta="right">
                <Money minor={net[platform] ?? 0} currency={currency} quietZero />
              </Table.Td>
            ))}
            <Table.Td ta="right">
              <Money minor={total} currency={currency} fw={600} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
