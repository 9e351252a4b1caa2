/** How the file is taken apart: guessed, shown, and said by hand where the guess is wrong. The first rows below follow at once. */
import { NumberInput, Select, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MappingDraft } from '../../../shared/contract/mapping';
import { maxFooter, type Reading, textDelimiters, textEncodings } from '../../../shared/domain/mapping';
import classes from './wizard.module.css';
import type { WizardPlace } from './wizard-form';

const quoteStyles = ['quoted', 'plain'] as const;
/** Rows of the raw view, and columns: enough to see whether the cells are apart. */
const rawRows = 6;
const rawColumns = 8;

interface WizardReadingProps {
  draft: MappingDraft;
  /** As the user wants it; the draft follows. */
  chosen: Reading;
  onPlace: (place: WizardPlace) => void;
}

/** See the file's head. */
export function WizardReading({ draft, chosen, onPlace }: WizardReadingProps) {
  const { t } = useTranslation('mapping');
  const { encoding, delimiter, table, template } = draft;
  // Another way to take it apart is another header, and other columns.
  const set = (part: Partial<Reading>) => onPlace({ kind: template.kind, table, reading: { ...chosen, ...part } });
  const lastRow = draft.last.filter(Boolean).slice(0, 4).join(' · ').slice(0, 60) || '—';
  return (
    <Stack gap="sm" component="section" aria-label={t('reading.title')} data-testid="wizard-reading">
      <SimpleGrid cols={{ base: 2, sm: encoding === '' ? 2 : 4 }} spacing="sm">
        {encoding === '' ? null : (
          <>
            <Select
              label={t('reading.encoding')}
              value={chosen.encoding ?? encoding}
              data={textEncodings.map((value) => ({ value, label: t(`reading.encodings.${value}`) }))}
              allowDeselect={false}
              onChange={(value) => set({ encoding: textEncodings.find((one) => one === value) ?? null })}
              data-testid="wizard-encoding"
            />
            <Select
              label={t('reading.delimiter')}
              value={chosen.delimiter ?? delimiter}
              data={textDelimiters.map((value) => ({ value, label: t(`reading.delimiters.${delimiterNames[value]}`) }))}
              allowDeselect={false}
              onChange={(value) => set({ delimiter: textDelimiters.find((one) => one === value) ?? null })}
              data-testid="wizard-delimiter"
            />
            <Select
              label={t('reading.quotes')}
              value={chosen.quotes}
              data={quoteStyles.map((value) => ({ value, label: t(`reading.quoteStyles.${value}`) }))}
              allowDeselect={false}
              onChange={(value) => set({ quotes: value === 'plain' ? 'plain' : 'quoted' })}
              data-testid="wizard-quotes"
            />
          </>
        )}
        <NumberInput
          label={t('reading.footer')}
          value={chosen.footer}
          min={0}
          max={maxFooter}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          onChange={(value) => (typeof value === 'number' ? set({ footer: value }) : undefined)}
          data-testid="wizard-footer"
        />
      </SimpleGrid>
      <Raw draft={draft} />
      <Text size="xs" c="dimmed" data-testid="wizard-last">
        {t('reading.last', { text: lastRow })}
      </Text>
    </Stack>
  );
}

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** The first rows as they come apart, the header set off. */
function Raw({ draft }: { draft: MappingDraft }) {
  const { t } = useTranslation('mapping');
  const start = Math.max(0, draft.head.findIndex(({ row }) => row === draft.headerRow) - 1);
  const rows = draft.head.slice(start, start + rawRows);
  const columns = Math.min(rawColumns, Math.max(1, ...rows.map(({ cells }) => cells.length)));
  return (
    <div className={classes.frame} data-testid="wizard-raw">
      <Table verticalSpacing={2} aria-label={t('reading.title')}>
        <Table.Tbody>
          {rows.map(({ row, cells }) => (
            <Table.Tr key={row} className={row === draft.headerRow ? classes.header : undefined}>
              <Table.Td w={44} c="dimmed">
                {row || null}
              </Table.Td>
              {Array.from({ length: columns }, (_, at) => ({ at, text: cells[at] ?? '' })).map(({ at, text }) => (
                <Table.Td key={at} className={classes.raw} title={text}>
                  {text}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
