/** A section of Settings: title, one line on what it is, content. */
import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './workspace.module.css';

interface SectionProps {
  id: string;
  title: string;
  text?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** See the file's head; its id is where `?section=` scrolls to. */
export function Section({ id, title, text, actions, children }: SectionProps) {
  return (
    <Paper
      component="section"
      withBorder
      className={classes.section}
      id={`section-${id}`}
      data-testid={`settings-${id}`}
      aria-label={title}
    >
      <div className={classes.sectionHead}>
        <div className={classes.sectionTitle}>
          <Title order={2} size="h4" fw={600}>
            {title}
          </Title>
          {text ? (
            <Text c="dimmed" component="div">
              {text}
            </Text>
          ) : null}
        </div>
        {actions ? <div className={classes.sectionActions}>{actions}</div> : null}
      </div>
      {children ? <div className={classes.sectionBody}>{children}</div> : null}
    </Paper>
  );
}

/** One setting: its name and explanation at the left, its control at the right. */
export function Setting({ label, text, children }: { label: string; text?: string; children: ReactNode }) {
  return (
    <div className={classes.setting}>
      <div>
        <Text fw={500}>{label}</Text>
        {text ? (
          <Text size="xs" c="dimmed">
            {text}
          </Text>
        ) : null}
      </div>
      <div className={classes.settingControl}>{children}</div>
    </div>
  );
}
