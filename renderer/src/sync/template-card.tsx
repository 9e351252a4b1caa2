/** A waiting file that is no data but a mapping somebody has handed on. */
import { Button, Text } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { call, useCommand } from '../app/api';
import { platformName } from '../app/names';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import { Frame } from './card-other';
import { recheck } from './session';

interface TemplateCardProps {
  file: StagedFile;
  template: NonNullable<StagedFile['template']>;
  onDiscard: () => void;
}

/** Kept only when the user says so; the files that nothing recognised are then looked at again. */
export function TemplateCard({ file, template, onDiscard }: TemplateCardProps) {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const add = useCommand('mapping.addWaiting', {
    onSuccess: (found) => {
      notify({ message: t(found.isNew ? 'mapping:templates.imported' : 'mapping:templates.known', { name: found.name }) });
      void lookAgain();
    },
  });
  const { name, platform, kind, columns } = template;
  return (
    <Frame
      file={file}
      onDiscard={onDiscard}
      icon={<IconTemplate size={20} stroke={1.6} aria-hidden="true" />}
      tone="good"
      title={t('mapping:templates.dropped', { name })}
    >
      <Text c="dimmed" data-testid="dropped-mapping">
        {platformName(t, platform)} · {t(`mapping:kind.${kind}`)} · {t('mapping:templates.columns', { count: columns })}
      </Text>
      {readOnly ? null : (
        <Button
          size="xs"
          mt={4}
          style={{ alignSelf: 'flex-start' }}
          loading={add.isPending}
          onClick={() => add.mutate({ fileId: file.id })}
          data-testid="add-mapping"
        >
          {t('mapping:templates.add')}
        </Button>
      )}
    </Frame>
  );
}

async function lookAgain(): Promise<void> {
  const waiting = await call('sync.staged', {});
  for (const { id, status, template } of waiting) if (status === 'needs-mapping' && template === null) await recheck(id, {});
}
