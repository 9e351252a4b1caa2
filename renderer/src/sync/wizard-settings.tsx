/** What holds for the whole table: what its rows are, where the header stands, how dates and amounts are written. */
import { Autocomplete, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MappingDraft, MappingTemplate } from '../../../shared/contract/mapping';
import { isMoney, mappingKinds } from '../../../shared/domain/mapping';
import { platformName } from '../app/names';
import { useWorkspace } from '../app/workspace-context';
import type { WizardPlace } from './wizard-form';

/** Platforms whose tables people most often bring; any other word may be typed. */
const usualPlatforms = ['own', 'zsxq', 'dedao', 'ximalaya', 'afdian', 'mianbaoduo', 'xiaoyuzhou', 'xiaoe', 'youzan', 'bilibili', 'feishu'];
const usualCurrencies = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD', 'TWD', 'SGD'];
const noHeader = 'none';
const dateOrders = ['ymd', 'mdy', 'dmy'] as const;

interface WizardSettingsProps {
  draft: MappingDraft;
  template: MappingTemplate;
  onChange: (part: Partial<MappingTemplate>) => void;
  onPlace: (place: WizardPlace) => void;
}

/** See the file's head. */
export function WizardSettings({ draft, template, onChange, onPlace }: WizardSettingsProps) {
  const { t } = useTranslation();
  const { currency } = useWorkspace();
  const names = new Map(usualPlatforms.map((platform) => [platformName(t, platform), platform]));
  const { kind } = template;
  const { headerRow, table, reading } = draft;
  const isHeadless = reading.headless !== undefined;
  const chooseHeader = (value: string | null) => {
    const { headless: _width, ...named } = reading;
    // Core counts the columns; what is asked for is only that no row names them.
    if (value === noHeader) onPlace({ table, reading: { ...named, headless: 1 } });
    else onPlace({ kind, table, reading: named, headerRow: Number(value) });
  };
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={500} mb={4} id="wizard-kind">
          {t('mapping:kind.label')}
        </Text>
        <SegmentedControl
          aria-labelledby="wizard-kind"
          value={kind}
          onChange={(value) => onPlace({ table, headerRow, reading, kind: mappingKinds.find((one) => one === value) ?? kind })}
          data={mappingKinds.map((value) => ({ value, label: t(`mapping:kind.${value}`) }))}
          data-testid="wizard-kind"
        />
      </div>
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
        <TextInput
          label={t('mapping:name')}
          value={template.name}
          maxLength={60}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          data-testid="wizard-name"
        />
        <Autocomplete
          label={t('mapping:platform')}
          value={platformName(t, template.platform)}
          data={[...names.keys()]}
          maxLength={40}
          onChange={(value) => onChange({ platform: names.get(value.trim()) ?? value.trim() })}
          data-testid="wizard-platform"
        />
        <Select
          label={t('mapping:header')}
          value={isHeadless ? noHeader : String(headerRow)}
          data={[
            ...draft.head
              .filter(({ row }) => row > 0)
              .map(({ row, cells }) => ({
                value: String(row),
                label: t('mapping:headerRow', { row, text: cells.filter(Boolean).slice(0, 4).join(' · ').slice(0, 60) || '—' }),
              })),
            { value: noHeader, label: t('mapping:headerNone') },
          ]}
          allowDeselect={false}
          onChange={chooseHeader}
          data-testid="wizard-header"
        />
        {draft.tables.length > 1 ? (
          <Select
            label={t('mapping:sheet')}
            value={String(table)}
            data={draft.tables.map(({ name }, at) => ({ value: String(at), label: name || String(at + 1) }))}
            allowDeselect={false}
            onChange={(value) => onPlace({ kind, reading, table: Number(value) })}
          />
        ) : null}
        <Select
          label={t('mapping:dateOrder.label')}
          value={template.dateOrder}
          data={dateOrders.map((value) => ({ value, label: t(`mapping:dateOrder.${value}`) }))}
          allowDeselect={false}
          onChange={(value) => onChange({ dateOrder: dateOrders.find((one) => one === value) ?? 'ymd' })}
          data-testid="wizard-dates"
        />
        {isMoney(kind) ? (
          <>
            <Select
              label={t('mapping:decimal.label')}
              value={template.decimal}
              data={[
                { value: '.', label: t('mapping:decimal.point') },
                { value: ',', label: t('mapping:decimal.comma') },
              ]}
              allowDeselect={false}
              onChange={(value) => onChange({ decimal: value === ',' ? ',' : '.' })}
            />
            <Select
              label={t('mapping:currency')}
              value={template.currency ?? currency}
              data={[...new Set([currency, ...usualCurrencies])]}
              allowDeselect={false}
              onChange={(value) => onChange({ currency: value })}
              data-testid="wizard-currency"
            />
          </>
        ) : null}
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        {t('mapping:platformHint')}
      </Text>
    </Stack>
  );
}
