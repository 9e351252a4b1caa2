import { Button, Menu, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../app/api';
import { notify } from '../app/notify';
import { forgetRemoved, useRecentlyRemoved } from './recently-removed';

const shownAtMost = 30;

/** Brings back people who were removed since the window opened; absent while there are none. */
export function RemovedMenu() {
  const { t } = useTranslation();
  const removed = useRecentlyRemoved();
  const restore = useCommand('people.restore', {
    onSuccess: ({ restored }, { ids }) => {
      forgetRemoved(ids);
      notify({ message: t('people:done.restored', { count: restored }) });
    },
  });
  if (removed.length === 0) return null;
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <Button size="xs" variant="subtle" color="gray" data-testid="people-removed">
          {t('people:removed.button', { count: removed.length })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('people:removed.label')}</Menu.Label>
        {removed.slice(0, shownAtMost).map(({ id, name }) => (
          <Menu.Item key={id} leftSection={<IconArrowBackUp size={14} />} onClick={() => restore.mutate({ ids: [id] })}>
            <Text truncate>{name}</Text>
          </Menu.Item>
        ))}
        {removed.length > 1 ? (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => restore.mutate({ ids: removed.map(({ id }) => id) })}>
              {t('people:removed.all', { count: removed.length })}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
