/** What came with a file and is not read: sheets of its workbook, files of its archive. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { useWorkspace } from '../app/workspace-context';
import { useFormat } from '../ui/format-context';
import card from './card.module.css';
import { Wizard } from './wizard';

/** Nothing to worry about, since notes and charts are sheets, too; a table among them is one click away. */
export function CardSheets({ file, disabled }: { file: StagedFile; disabled: boolean }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { readOnly } = useWorkspace();
  const [isMapping, setMapping] = useState(false);
  if (file.unreadSheets.length === 0) return null;
  return (
    <div className={card.note} data-testid="staged-sheets">
      <Group gap="sm">
        <Text>{t('card.unreadSheets', { count: file.unreadSheets.length, sheets: format.list(file.unreadSheets) })}</Text>
        {readOnly ? null : (
          <Button size="compact-xs" variant="default" disabled={disabled} onClick={() => setMapping(true)} data-testid="map-sheet">
            {t('card.mapSheet')}
          </Button>
        )}
      </Group>
      <Wizard file={file} opened={isMapping} onClose={() => setMapping(false)} />
    </div>
  );
}

/** The other files of the archive, so that nobody looks for them. */
export function CardPassedOver({ file }: { file: StagedFile }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  if (file.passedOver === 0) return null;
  return (
    <Text c="dimmed" data-testid="staged-passed-over">
      {t('card.passedOver', { count: file.passedOver, formatted: format.number(file.passedOver) })}
    </Text>
  );
}
