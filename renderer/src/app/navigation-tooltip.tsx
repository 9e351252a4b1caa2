import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

/** The name of an area beside its icon. */
export default function NavigationTooltip({ label, children }: { label: string; children: ReactElement }) {
  return (
    <Tooltip label={label} position="right">
      {children}
    </Tooltip>
  );
}
