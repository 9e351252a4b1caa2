/** A card around a chart: title, definition, and the same numbers as a table for whoever reads better that way. */
import { ActionIcon, Group, Paper, Text, Title } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

interface ChartCardProps {
  title: string;
  /** Unit of the axis and window, under the title. */
  subtitle?: ReactNode;
  definition?: ReactNode;
  /** Height of the content (pixels or CSS), kept while it loads. */
  height: number | string;
  chart: ReactNode;
  table: ReactNode;
  testId?: string;
}

/** Chart or table, in the same room. */
export function ChartCard({ title, subtitle, definition, height, chart, table, testId }: ChartCardProps) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const toggleLabel = asTable ? t('common:showChart') : t('common:showTable');
  return (
    <Paper withBorder className={classes.card} data-testid={testId}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} size="h5" fw={600}>
            {title}
          </Title>
          {subtitle ? (
            <Text size="xs" c="dimmed">
              {subtitle}
            </Text>
          ) : null}
        </div>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={toggleLabel}
            title={toggleLabel}
            aria-pressed={asTable}
            onClick={() => setAsTable((now) => !now)}
            data-testid={testId ? `${testId}-toggle` : undefined}
          >
            {asTable ? <IconChartBar size={16} stroke={1.6} /> : <IconTable size={16} stroke={1.6} />}
          </ActionIcon>
          {definition}
        </Group>
      </Group>
      <div className={classes.chartRoom} style={{ height }}>
        {asTable ? <div className={classes.chartTable}>{table}</div> : chart}
      </div>
    </Paper>
  );
}
