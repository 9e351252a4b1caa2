/** What the exports of one account cover, in words: every export, the days between them that are missing, those stated twice, and when the next is due. */
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CoverageKind } from '../../../shared/contract/sync';
import { type Day, daysBetween } from '../../../shared/domain/days';
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

interface Entry {
  key: string;
  from: Day;
  to: Day;
  what: 'export' | 'gap' | 'overlap';
  files: readonly string[];
}

/** In the order of time; what is missing stands where it is missing. */
function entriesOf({ exports, gaps, overlaps }: CoverageKind): Entry[] {
  const entries: Entry[] = [
    ...exports.map(({ batchId, from, to, fileName }) => ({ key: batchId, from, to, what: 'export' as const, files: [fileName] })),
    ...gaps.map(({ from, to }) => ({ key: `gap ${from}`, from, to, what: 'gap' as const, files: [] })),
    ...overlaps.map(({ from, to, files }, at) => ({ key: `overlap ${at}`, from, to, what: 'overlap' as const, files })),
  ];
  return entries.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
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
              <Table.Th w={250}>{t('coverage.days')}</Table.Th>
              <Table.Th w={160}>{t('coverage.what')}</Table.Th>
              <Table.Th>{t('coverage.files')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entriesOf(kind).map(({ key, from, to, what, files }) => (
              <Table.Tr key={key} data-what={what}>
                <Table.Td>{kind.isSnapshot ? format.day(from) : format.window({ from, to })}</Table.Td>
                <Table.Td>
                  <span className={what === 'gap' ? classes.look : classes.quiet}>
                    {t(`coverage.${kind.isSnapshot ? 'list' : what}`, { count: daysBetween(from, to) })}
                  </span>
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
