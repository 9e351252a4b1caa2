/** Opening, creating and closing workspaces; the new state comes back as the answer and is taken in at once. */
import type { WorkspaceStatus } from '../../../shared/contract/workspace';
import { useCommand } from './api';
import { noteStatus } from './events';
import { goTo } from './location';

function takeIn(status: WorkspaceStatus | null): void {
  // null: the user closed the dialog.
  if (!status) return;
  noteStatus(status);
  goTo('/', { replace: true });
}

/** Commands of first-run screen, start-error screen, menu and palette alike. `isPending` while any of them is under way. */
export function useWorkspaceCommands() {
  const open = useCommand('app.openWorkspace', { onSuccess: takeIn });
  const create = useCommand('app.createWorkspace', { onSuccess: takeIn });
  const recent = useCommand('app.openRecent', { onSuccess: takeIn });
  const close = useCommand('app.closeWorkspace', { onSuccess: takeIn });
  return {
    isPending: open.isPending || create.isPending || recent.isPending || close.isPending,
    open: () => open.mutate({}),
    create: () => create.mutate({}),
    openRecent: (id: string) => recent.mutate({ id }),
    close: () => close.mutate({}),
  };
}
