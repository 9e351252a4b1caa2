/** Columns of the file, what stands in them, and what each means. */
import { Badge, Select, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MappingDraft, MappingTemplate } from '../../../shared/contract/mapping';
import { isNetAmount, type MappingField, mappingFields } from '../../../shared/domain/mapping';
import classes from './wizard.module.css';

interface WizardColumnsProps {
  draft: MappingDraft;
  template: MappingTemplate;
  onChange: (part: Partial<MappingTemplate>) => void;
}

/** See the file's head. */
export function WizardColumns({ draft, template, onChange }: WizardColumnsProps) {
  const { t } = useTranslation();
  const fields: readonly MappingField[] = mappingFields[template.kind];
  const fieldOf = new Map(template.columns.map(({ column, field }) => [column, field]));
  const isHeadless = draft.reading.headless !== undefined;
  const nameOf = (column: string, at: number) =>
    isHeadless ? t('mapping:columns.letter', { letter: column }) : column || t('mapping:columns.unnamed', { n: at + 1 });
  const choose = (column: string, field: MappingField | null) => {
    // A field stands for one column, figures for any number of them.
    const others = template.columns.filter((one) => one.column !== column && (one.field !== field || field === 'figure'));
    onChange({ columns: field === null ? others : [...others, { column, field }] });
  };
  return (
    <section aria-label={t('mapping:columns.title')}>
      <Title order={3} size="h5" mb={6}>
        {t('mapping:columns.title')}
      </Title>
      <div className={classes.frame}>
        <Table stickyHeader verticalSpacing={4} data-testid="wizard-columns">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="26%">{t('mapping:columns.column')}</Table.Th>
              <Table.Th>{t('mapping:columns.samples')}</Table.Th>
              <Table.Th w={250}>{t('mapping:columns.field')}</Table.Th>
              <Table.Th w={96} aria-hidden="true" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {draft.columns
              .map((column, at) => ({ ...column, at }))
              .map(({ column, samples, guess, at }) => {
                const field = fieldOf.get(column) ?? null;
                return (
                  <Table.Tr key={at}>
                    <Table.Td className={classes.name}>
                      <span className={classes.nameText} title={nameOf(column, at)}>
                        {nameOf(column, at)}
                      </span>
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm" c="dimmed" className={classes.samples} title={samples.join('\n')}>
                        {samples.join(' · ') || '—'}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Select
                        size="xs"
                        aria-label={nameOf(column, at)}
                        value={field}
                        placeholder={t('mapping:columns.drop')}
                        data={fields.map((value) => ({ value, label: t(`mapping:field.${value}`) }))}
                        clearable
                        searchable
                        disabled={column === ''}
                        onChange={(value) => choose(column, fields.find((one) => one === value) ?? null)}
                      />
                    </Table.Td>
                    <Table.Td>{guess && guess.field === field ? <Certainty confidence={guess.confidence} /> : null}</Table.Td>
                  </Table.Tr>
                );
              })}
          </Table.Tbody>
        </Table>
      </div>
      <NetNote template={template} />
    </section>
  );
}

/** Said where it matters: an amount after fees is another sum than the buyer paid. */
function NetNote({ template: { kind, columns } }: Pick<WizardColumnsProps, 'template'>) {
  const { t } = useTranslation();
  const columnOf = (wanted: MappingField) => columns.find(({ field }) => field === wanted)?.column;
  const column = columnOf('amount');
  if (kind !== 'sales' || column === undefined || !isNetAmount(column)) return null;
  const fee = columnOf('fee');
  return (
    <Text size="sm" c={fee === undefined ? 'dimmed' : 'orange'} mt={6} data-testid="wizard-net">
      {fee === undefined ? t('mapping:columns.net', { column }) : t('mapping:columns.netTwice', { column, fee })}
    </Text>
  );
}

function Certainty({ confidence }: { confidence: number }) {
  const { t } = useTranslation();
  const [word, color] =
    confidence >= 0.85 ? (['sure', 'teal'] as const) : confidence >= 0.65 ? (['likely', 'gray'] as const) : (['maybe', 'orange'] as const);
  return (
    <Badge variant="light" size="sm" radius="sm" tt="none" color={color}>
      {t(`mapping:columns.${word}`)}
    </Badge>
  );
}
