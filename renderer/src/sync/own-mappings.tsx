/** The mappings that the user has made in this workspace. */
import { Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call, useApi, useCommand } from '../app/api';
import { platformName } from '../app/names';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import classes from './sync.module.css';

/** Each with its platform and columns, to be handed on as a file; forgetting one keeps what was imported with it, and can be undone. */
export function OwnMappings({ shown }: { shown: 'some' | 'none' }) {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const { data: templates = [] } = useApi('mapping.templates', {});
  const remove = useCommand('mapping.remove', {
    onSuccess: (_done, { name }) => {
      const template = templates.find((one) => one.name === name);
      notify({ message: t('mapping:templates.removed'), undo: template ? () => call('mapping.save', { template }) : undefined });
    },
  });
  const write = useCommand('app.exportTemplate', {
    onSuccess: (done, { name }) => done && notify({ message: t('mapping:templates.exported', { name }) }),
  });
  const add = useCommand('app.importTemplate', {
    onSuccess: (found) =>
      found && notify({ message: t(found.isNew ? 'mapping:templates.imported' : 'mapping:templates.known', { name: found.name }) }),
  });
  // Above the formats where there are any, below them as a hint where there are none.
  if (templates.length > 0 !== (shown === 'some')) return null;
  return (
    <section className={classes.unexported} data-testid="own-mappings">
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <Title order={3} size="h6" fw={600}>
          {t('mapping:templates.title')}
        </Title>
        {readOnly ? null : (
          <Button size="compact-xs" variant="subtle" onClick={() => add.mutate({})} loading={add.isPending} data-testid="import-mapping">
            {t('mapping:templates.import')}
          </Button>
        )}
      </Group>
      {templates.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('mapping:templates.none')}
        </Text>
      ) : null}
      {templates.map(({ name, platform, kind, columns }) => (
        <Group key={name} gap="sm" justify="space-between" wrap="nowrap">
          <Text size="sm">
            <Text span fw={600}>
              {name}
            </Text>{' '}
            <Text span c="dimmed">
              {platformName(t, platform)} · {t(`mapping:kind.${kind}`)} · {t('mapping:templates.columns', { count: columns.length })}
            </Text>
          </Text>
          <Group gap={4} wrap="nowrap">
            <Button size="compact-xs" variant="subtle" onClick={() => write.mutate({ name })} data-testid="export-mapping">
              {t('mapping:templates.export')}
            </Button>
            {readOnly ? null : (
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => remove.mutate({ name })} data-testid="forget-mapping">
                {t('mapping:templates.remove')}
              </Button>
            )}
          </Group>
        </Group>
      ))}
    </section>
  );
}
