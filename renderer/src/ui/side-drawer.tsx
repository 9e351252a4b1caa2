/** A drawer at the right for the details of one row; the list beside it stays usable. */
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

interface SideDrawerProps {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Pixels; default 420. */
  width?: number;
  testId?: string;
}

/** Closes with Escape and its button; without an overlay, so that the next row is one click away. */
export function SideDrawer({ opened, onClose, title, children, width = 420, testId }: SideDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={width}
      title={title}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      classNames={{ inner: classes.drawerInner, content: classes.drawerContent, title: classes.drawerTitle, header: classes.drawerHeader }}
      data-testid={testId}
    >
      {opened ? children : null}
    </Drawer>
  );
}
