/** What the exports of one account cover, in words: every export, the days between them that are missing, those stated twice, and when the next is due. */
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CoverageKind } from '../../../shared/contract/coverage';
import { coverageEntries } from '../../../shared/domain/coverage-entries';
import { useApi } from '../app/api';
import { formatName } from '../app/names';
import { useFormat } from '../ui/format-context';
import { ErrorState, LoadingState } from '../ui/states';
import lists from './lists.module.css';
import classes from './sync.module.css';

/** See the file's head. */
export function CoverageDetails({ accountId }: { accountId: number }) {
  const coverage = useApi('sync.coverage', { accountId });
  if (coverage.error) return <ErrorState compact error={coverage.error} retry={() => void coverage.refetch()} />;
  if (!coverage.data) return <LoadingState rows={3} />;
  return (
    <div className={lists.accountDetails} data-testid="coverage-details">
      {coverage.data.kinds.map((kind) => (
        <KindDetails key={kind.format} kind={kind} />
      ))}
    </div>
  );
}

function KindDetails({ kind }: { kind: CoverageKind }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const name = formatName(t, kind.format);
  return (
    <section aria-label={name}>
      <Text fw={600} size="sm" mt={8}>
        {name}
      </Text>
      <RhythmLine kind={kind} />
      {kind.exports.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('accounts.noCoverage')}
        </Text>
      ) : (
        <Table ml={-10} verticalSpacing={3} withRowBorders={false} data-testid="coverage-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={220}>{t('coverage.days')}</Table.Th>
              <Table.Th w={220}>{t('coverage.what')}</Table.Th>
              <Table.Th>{t('coverage.files')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {coverageEntries(kind).map(({ key, from, to, what, files, code, params }) => (
              <Table.Tr key={key} data-what={what}>
                <Table.Td>{kind.isSnapshot ? format.day(from) : format.window({ from, to })}</Table.Td>
                <Table.Td>
                  <span className={what === 'gap' ? classes.look : classes.quiet}>{t(`coverage.${code}`, params)}</span>
                </Table.Td>
                <Table.Td>
                  <span title={files.join('\n')}>{files.join(t('coverage.and'))}</span>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function RhythmLine({ kind }: { kind: CoverageKind }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { rhythm, expectedBy, overdueDays } = kind;
  const parts = [
    rhythm === null ? null : t('coverage.rhythm', { count: rhythm }),
    expectedBy === null
      ? null
      : overdueDays > 0
        ? t('coverage.overdue', { count: overdueDays, day: format.day(expectedBy) })
        : t('coverage.expected', { day: format.day(expectedBy) }),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return (
    <Text size="sm" c={overdueDays > 0 ? undefined : 'dimmed'} className={overdueDays > 0 ? classes.look : undefined}>
      {parts.join(t('comma'))}
    </Text>
  );
}
