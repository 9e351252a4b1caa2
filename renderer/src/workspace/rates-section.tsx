/** Dated rates into the reporting currency, and what is not converted for want of one. */
import { ActionIcon, Button, Group, Table, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rate } from '../../../shared/contract/workspace';
import { asAppError, call, useApi, useCommand } from '../app/api';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import { useFormat } from '../ui/format-context';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { RateForm } from './rate-form';
import { Section } from './shared-parts';
import classes from './workspace.module.css';

function useRemoveRate(): (rate: Rate) => void {
  const { t } = useTranslation();
  const command = useCommand('workspace.removeRate');
  return (rate) =>
    command.mutate(
      { currency: rate.currency, day: rate.day },
      {
        onSuccess: () =>
          notify({ message: t('workspace:rates.removed', { currency: rate.currency }), undo: () => call('workspace.setRate', rate) }),
      },
    );
}

function RateTable({ rates, currency, readOnly }: { rates: readonly Rate[]; currency: string; readOnly: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const remove = useRemoveRate();
  return (
    <Table verticalSpacing={4} className={classes.table} data-testid="rates-table">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('workspace:rates.from')}</Table.Th>
          <Table.Th ta="right">{t('workspace:rates.rate')}</Table.Th>
          <Table.Th>{t('workspace:rates.source')}</Table.Th>
          <Table.Th w={44} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rates.map((rate) => (
          <Table.Tr key={`${rate.currency} ${rate.day}`}>
            <Table.Td>{format.day(rate.day)}</Table.Td>
            <Table.Td ta="right" className={classes.figure}>
              1 {rate.currency} = {rate.rate} {currency}
            </Table.Td>
            <Table.Td>{rate.source}</Table.Td>
            <Table.Td>
              <ActionIcon
                aria-label={t('workspace:rates.remove', { currency: rate.currency, day: format.day(rate.day) })}
                disabled={readOnly}
                onClick={() => remove(rate)}
              >
                <IconTrash size={16} stroke={1.6} />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** See the file's head. */
export function RatesSection() {
  const { t } = useTranslation();
  const { currency, readOnly } = useWorkspace();
  const { data, error, refetch } = useApi('workspace.rates', {});
  const [wanted, setWanted] = useState<string | null>(null);
  return (
    <Section id="rates" title={t('workspace:rates.title')} text={t('workspace:rates.text', { currency })}>
      {data?.unconverted.map((open) => (
        <Group key={open.currency} className={classes.look} justify="space-between" gap="sm" data-testid={`unconverted-${open.currency}`}>
          <Text inherit>{t('workspace:rates.unconverted', { currency: open.currency, count: open.lines })}</Text>
          <Button size="compact-sm" variant="default" onClick={() => setWanted(open.currency)} disabled={readOnly}>
            {t('workspace:rates.addFor', { currency: open.currency })}
          </Button>
        </Group>
      ))}
      {readOnly ? null : <RateForm key={wanted} wanted={wanted} reporting={currency} />}
      {data ? (
        data.rates.length > 0 ? (
          <RateTable rates={data.rates} currency={currency} readOnly={readOnly} />
        ) : (
          <EmptyState compact title={t('workspace:rates.empty')} text={t('workspace:rates.emptyText')} />
        )
      ) : error ? (
        <ErrorState compact error={asAppError(error)} retry={() => void refetch()} />
      ) : (
        <LoadingState rows={3} />
      )}
    </Section>
  );
}
