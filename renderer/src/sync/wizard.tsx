/** The mapping wizard: what the rows of an unknown file are, and which column means what. Its code loads when it is first opened. */
import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { LoadingState } from '../ui/states';
import { styled } from '../ui/styled';

const WizardForm = lazy(() => styled(() => import('./wizard-form')));

interface WizardProps {
  file: StagedFile;
  opened: boolean;
  onClose: () => void;
}

/** See the file's head. */
export function Wizard({ file, opened, onClose }: WizardProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('mapping:title', { file: file.fileName })}
      size={1080}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      data-testid="wizard"
    >
      {opened ? (
        <Suspense fallback={<LoadingState rows={10} />}>
          <WizardForm file={file} onClose={onClose} />
        </Suspense>
      ) : null}
    </Modal>
  );
}
