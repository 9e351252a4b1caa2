/** The part of notifications that loads with the first message: Mantine's store, its styles and the corner they appear in. */
import '@mantine/notifications/styles.layer.css';
import { Button, Group, Text } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { asAppError } from './api';
import { i18n } from './i18n';
import { mountLate } from './late';
import { type Notice, notifyError } from './notify';

const colors = { done: 'teal', look: 'orange', risk: 'red' } as const;
/** Milliseconds; long enough to read two lines and decide to undo. */
const shownFor = { done: 6000, look: 9000, risk: 12_000 } as const;

function Corner() {
  return <Notifications position="bottom-right" limit={4} transitionDuration={100} />;
}

function Body({ notice, id }: { notice: Notice; id: string }) {
  const { t } = useTranslation();
  const button = notice.undo
    ? { label: t('common:undo'), run: () => void notice.undo?.().catch((error: unknown) => notifyError(asAppError(error))) }
    : notice.action;
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text component="div">{notice.message}</Text>
      {button ? (
        <Button
          size="compact-sm"
          variant="light"
          data-testid={notice.undo ? 'notification-undo' : 'notification-action'}
          onClick={() => {
            notifications.hide(id);
            button.run();
          }}
        >
          {button.label}
        </Button>
      ) : null}
    </Group>
  );
}

/** Shows one message; see notify.ts. */
export function show(notice: Notice): void {
  mountLate('notifications', Corner);
  const tone = notice.tone ?? 'done';
  const id = crypto.randomUUID();
  notifications.show({
    id,
    message: <Body notice={notice} id={id} />,
    color: colors[tone],
    autoClose: notice.undo || notice.action ? shownFor.risk : shownFor[tone],
    withBorder: true,
    closeButtonProps: { 'aria-label': i18n.t('common:close') },
    role: tone === 'risk' ? 'alert' : 'status',
    'data-testid': `notification-${tone}`,
  } as Parameters<typeof notifications.show>[0]);
}
