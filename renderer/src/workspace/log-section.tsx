/** The log without personal data, paths and amounts: to look at, and to copy into a message for help. */
import { Button, ScrollArea, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asAppError, useApi, useCommand } from '../app/api';
import { notify } from '../app/notify';
import { ErrorState, LoadingState } from '../ui/states';
import { Section } from './shared-parts';
import classes from './workspace.module.css';

interface LogLine {
  at: string;
  level: string;
  text: string;
}

function Lines({ lines }: { lines: readonly LogLine[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <Text c="dimmed">{t('workspace:log.empty')}</Text>;
  // Lines carry no id of their own; their place in the file is one.
  const numbered = lines.map((line, place) => ({ ...line, place })).reverse();
  return (
    <ScrollArea.Autosize
      mah={320}
      className={classes.log}
      viewportProps={{ tabIndex: 0, 'aria-label': t('workspace:log.title') }}
      data-testid="log-lines"
    >
      {numbered.map(({ place, at, level, text }) => (
        <div key={place} className={classes.logLine} data-level={level}>
          <span className={classes.logAt}>{at}</span> <span className={classes.logLevel}>{level}</span> {text}
        </div>
      ))}
    </ScrollArea.Autosize>
  );
}

/** See the file's head. */
export function LogSection() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const log = useApi('app.log', {}, { enabled: asked });
  const showFolder = useCommand('app.showFolder');
  const lines = log.data?.lines ?? [];
  const copy = () => {
    const text = lines.map(({ at, level, text: said }) => `${at} ${level} ${said}`).join('\n');
    navigator.clipboard.writeText(text).then(
      () => notify({ message: t('workspace:log.copied') }),
      () => notify({ message: t('workspace:log.notCopied'), tone: 'look' }),
    );
  };
  return (
    <Section
      id="log"
      title={t('workspace:log.title')}
      text={t('workspace:log.text')}
      actions={
        <>
          <Button variant="default" onClick={() => showFolder.mutate({ what: 'logs' })}>
            {t('workspace:log.showFolder')}
          </Button>
          {asked ? (
            <Button variant="default" onClick={copy} disabled={lines.length === 0} data-testid="log-copy">
              {t('workspace:log.copy')}
            </Button>
          ) : null}
          <Button
            variant="default"
            onClick={() => (asked ? void log.refetch() : setAsked(true))}
            loading={log.isFetching}
            data-testid="log-show"
          >
            {asked ? t('workspace:log.refresh') : t('workspace:log.show')}
          </Button>
        </>
      }
    >
      {!asked ? null : log.error ? (
        <ErrorState compact error={asAppError(log.error)} />
      ) : log.data ? (
        <Lines lines={lines} />
      ) : (
        <LoadingState rows={4} />
      )}
    </Section>
  );
}
