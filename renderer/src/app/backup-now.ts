/** "Back up now", from Settings and from the palette. */
import { useTranslation } from 'react-i18next';
import { useCommand } from './api';
import { notify } from './notify';

/** Makes a verified backup beside the workspace and tells so. */
export function useBackupNow(): { run: () => void; isPending: boolean } {
  const { t } = useTranslation();
  const command = useCommand('workspace.backup', {
    onSuccess: ({ fileName }) => notify({ message: t('app:backup.done', { fileName }) }),
  });
  return { run: () => command.mutate({}), isPending: command.isPending };
}
