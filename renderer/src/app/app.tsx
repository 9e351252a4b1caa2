/** Providers, and the choice between first run, start error and the shell. */
import { type MantineColorScheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Router } from 'wouter';
import { createFormat, FormatContext } from '../ui/format-context';
import { styled } from '../ui/styled';
import { queryClient, useApi } from './api';
import { ErrorBoundary } from './error-boundary';
import { currentLanguage } from './i18n';
import { Late } from './late';
import { useHashLocation } from './location';
import { styleNonce } from './nonce';
import { colorSchemeManager } from './preferences';
import { Shell } from './shell';
import { cssVariables, theme } from './theme';
import { openWorkspaceOf, WorkspaceContext } from './workspace-context';

const FirstRun = lazy(() => styled(() => import('../workspace/first-run')));
const StartError = lazy(() => styled(() => import('../workspace/start-error')));

function Gate() {
  const { i18n } = useTranslation();
  const { data: status } = useApi('workspace.status', {});
  const workspace = useMemo(() => (status ? openWorkspaceOf(status) : null), [status]);
  const language = currentLanguage();
  const zone = workspace?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const format = useMemo(() => createFormat(language, zone), [language, zone]);
  return (
    <FormatContext value={format}>
      <WorkspaceContext value={workspace}>
        <ErrorBoundary resetKey={`${status?.state} ${status?.path} ${i18n.language}`}>
          {workspace ? (
            // Another file is another app: no page keeps what it held of the former one.
            <Shell key={workspace.path} />
          ) : (
            <Suspense>{status?.state === 'failed' ? <StartError status={status} /> : <FirstRun />}</Suspense>
          )}
        </ErrorBoundary>
        <Late />
      </WorkspaceContext>
    </FormatContext>
  );
}

/** The whole window. */
export function App({ colorScheme }: { colorScheme: MantineColorScheme }) {
  const [manager] = useState(() => colorSchemeManager(colorScheme));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={manager}
      defaultColorScheme={colorScheme}
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Router hook={useHashLocation}>
          <Gate />
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}
