/** The frame of a page: head with title, one line of context and the filters; content below it. */
import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ui.module.css';
import { WindowFilter } from './window-filter';

interface PageHeadProps {
  title: string;
  /** One line: window, currency, coverage, counts. */
  context?: ReactNode;
  /** Shows the window filter, which all pages share. */
  withWindow?: boolean;
  /** Further filters and actions, right of the window. */
  children?: ReactNode;
}

/** Title and context on the left, window, segment and actions on the right. */
export function PageHead({ title, context, withWindow, children }: PageHeadProps) {
  return (
    <div className={classes.pageHead}>
      <div className={classes.pageTitle}>
        <Title order={1} size="h2" fw={650} data-testid="page-title">
          {title}
        </Title>
        <Text component="div" size="sm" c="dimmed" className={classes.pageContext} data-testid="page-context">
          {context}
        </Text>
      </div>
      <Group gap="sm" wrap="wrap" justify="flex-end">
        {withWindow ? <WindowFilter /> : null}
        {children}
      </Group>
    </div>
  );
}

/**
 * One page. With `fill` it takes exactly the height of the window and its content must shrink (a DataTable does): only the table scrolls then.
 */
export function Page({ fill, children, testId }: { fill?: boolean; children: ReactNode; testId?: string }) {
  return (
    <div className={classes.page} data-fill={fill || undefined} data-testid={testId}>
      {children}
    </div>
  );
}
