/** The first rows as the mapping reads them, and how many of them it understands. */
import { Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Input, Output } from '../../../shared/contract';
import { useApi } from '../app/api';
import { useFormat } from '../ui/format-context';
import { ErrorState, LoadingState } from '../ui/states';
import classes from './wizard.module.css';
import { reasonText } from './words';

type Row = Output<'mapping.preview'>['rows'][number];

/** See the file's head. */
export function WizardPreview({ input }: { input: Input<'mapping.preview'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const preview = useApi('mapping.preview', input);
  const { data, error } = preview;
  return (
    <section aria-label={t('mapping:preview.title')}>
      <Title order={3} size="h5">
        {t('mapping:preview.title')}
      </Title>
      {error ? <ErrorState compact error={error} retry={() => void preview.refetch()} /> : null}
      {data ? (
        <>
          <Text size="sm" c="dimmed" mb={6} data-testid="wizard-understood" data-understood={data.understood} data-total={data.total}>
            {t('mapping:preview.sum', {
              count: data.total,
              understood: format.number(data.understood),
              total: format.number(data.total),
              ignored: format.number(data.ignored),
            })}
          </Text>
          <div className={classes.frame}>
            <Table stickyHeader verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={56}>{t('mapping:preview.row')}</Table.Th>
                  <Table.Th w={96}>{t('mapping:preview.becomes')}</Table.Th>
                  <Table.Th w={150}>{t('mapping:preview.at')}</Table.Th>
                  <Table.Th>{t('mapping:preview.who')}</Table.Th>
                  <Table.Th>{t('mapping:preview.what')}</Table.Th>
                  <Table.Th w={120} ta="right">
                    {t('mapping:preview.amount')}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.rows.map((row) => (row.becomes === null ? <Unread key={row.row} row={row} /> : <Read key={row.row} row={row} />))}
              </Table.Tbody>
            </Table>
          </div>
        </>
      ) : error ? null : (
        <LoadingState rows={4} />
      )}
    </section>
  );
}

function Read({ row }: { row: Row }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table.Tr>
      <Table.Td>{row.row}</Table.Td>
      <Table.Td>{t(`mapping:becomes.${row.becomes}`)}</Table.Td>
      <Table.Td>{row.at ? format.when(row.at) : '—'}</Table.Td>
      <Table.Td>{row.who ?? '—'}</Table.Td>
      <Table.Td className={classes.samples}>{row.what ?? '—'}</Table.Td>
      <Table.Td ta="right">{row.amount !== null && row.currency ? format.money(row.amount, row.currency) : ''}</Table.Td>
    </Table.Tr>
  );
}

function Unread({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <Table.Tr className={row.ok ? classes.ignored : classes.problem}>
      <Table.Td>{row.row}</Table.Td>
      <Table.Td colSpan={5}>
        {row.ok ? `${t('mapping:preview.ignored')} · ` : null}
        {row.problem ? reasonText(t, row.problem) : null}
      </Table.Td>
    </Table.Tr>
  );
}
