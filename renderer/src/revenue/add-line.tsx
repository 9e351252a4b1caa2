/** The dialog for a line that no file states. The form's code (with its calendar) loads when it is first opened. */
import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { LoadingState } from '../ui/states';

const AddLineForm = lazy(() => import('./add-line-form'));

interface AddLineProps {
  opened: boolean;
  onClose: () => void;
  onAdded: (line: LedgerLine) => void;
}

/** See the file's head. */
export function AddLine({ opened, onClose, onAdded }: AddLineProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('revenue:add.title')}
      size={520}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      data-testid="add-line-form"
    >
      {opened ? (
        <Suspense fallback={<LoadingState rows={8} />}>
          <AddLineForm onClose={onClose} onAdded={onAdded} />
        </Suspense>
      ) : null}
    </Modal>
  );
}
