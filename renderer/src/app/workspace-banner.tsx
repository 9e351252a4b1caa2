/** One line above every page while the workspace is open without the right to write. */
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';
import { useWorkspace } from './workspace-context';

/** Says that nothing can be changed, and what can be done. */
export function WorkspaceBanner() {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  if (!readOnly) return null;
  return (
    <div className={classes.banner} role="status" data-testid="read-only-banner">
      <IconLock size={16} stroke={1.7} aria-hidden="true" />
      {t('app:readOnlyBanner')}
    </div>
  );
}
