/** The mappings that the user has made in this workspace. */
import { Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call, useApi, useCommand } from '../app/api';
import { platformName } from '../app/names';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import classes from './sync.module.css';

/** Each with its platform and columns; forgetting one keeps what was imported with it, and can be undone. */
export function OwnMappings() {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const { data: templates = [] } = useApi('mapping.templates', {});
  const remove = useCommand('mapping.remove', {
    onSuccess: (_done, { name }) => {
      const template = templates.find((one) => one.name === name);
      notify({ message: t('mapping:templates.removed'), undo: template ? () => call('mapping.save', { template }) : undefined });
    },
  });
  if (templates.length === 0) return null;
  return (
    <section className={classes.unexported} data-testid="own-mappings">
      <Title order={3} size="h6" fw={600}>
        {t('mapping:templates.title')}
      </Title>
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
          {readOnly ? null : (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => remove.mutate({ name })} data-testid="forget-mapping">
              {t('mapping:templates.remove')}
            </Button>
          )}
        </Group>
      ))}
    </section>
  );
}
