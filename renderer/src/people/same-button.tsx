import { Badge, Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/api';
import { useFormat } from '../ui/format-context';

/** Leads to the pairs of people who may be one, with their number. */
export function SameButton({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = useApi('people.suggestions', { limit: 1 }).data?.total ?? 0;
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconUsers size={14} />}
      rightSection={
        count > 0 ? (
          <Badge size="sm" variant="light" data-testid="same-count">
            {format.number(count)}
          </Badge>
        ) : null
      }
      onClick={onOpen}
      data-testid="people-same"
    >
      {t('people:same.title')}
    </Button>
  );
}
