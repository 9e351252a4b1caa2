/** A page that fails to draw must not take the window with it. */
import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';

interface Props {
  children: ReactNode;
  /** A change of this value tries again: moving to another page. */
  resetKey: string;
}

interface State {
  error: Error | null;
  failedKey: string;
}

/** Shows what happened with a way back; nothing of the data is touched. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, failedKey: '' };

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return state.error && state.failedKey !== props.resetKey ? { error: null } : null;
  }

  override componentDidCatch(error: Error): void {
    this.setState({ error, failedKey: this.props.resetKey });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <Stack p="xl" gap="sm" maw={640} role="alert" data-testid="page-crashed">
            <Title order={2} size="h4">
              {t('app:crash.title')}
            </Title>
            <Text>{t('app:crash.text')}</Text>
            <Code block>{error.message}</Code>
            <Group>
              <Button onClick={() => this.setState({ error: null })}>{t('common:tryAgain')}</Button>
              <Button variant="default" onClick={() => location.reload()}>
                {t('app:crash.reload')}
              </Button>
            </Group>
          </Stack>
        )}
      </Translation>
    );
  }
}
