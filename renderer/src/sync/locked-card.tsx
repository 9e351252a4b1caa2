/** An archive with a password, as the payment platforms send them: asked for on the spot, and again when it is wrong. */
import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/sync';
import { errorText } from '../app/i18n';
import { Frame } from './card-other';
import { ProgressLine } from './progress-line';
import { type Recheck, unlockFile } from './session';

interface LockedCardProps {
  file: StagedFile;
  onDiscard: () => void;
  /** It is being opened. */
  unlocking: Recheck | null;
}

/** The card of a locked archive. The password lives in this field only, and leaves it with the attempt. */
export function LockedCard({ file, onDiscard, unlocking }: LockedCardProps) {
  const { t } = useTranslation('sync');
  const [password, setPassword] = useState('');
  const hint = useId();
  const wasWrong = file.error?.code === 'password-wrong' && unlocking === null && password === '';
  const field = useRef<HTMLInputElement>(null);
  const wasTried = useRef(false);
  // While the archive is being opened the field is closed and loses the focus: after a wrong password the next one can be typed at once.
  useEffect(() => {
    if (!wasWrong || !wasTried.current) return;
    wasTried.current = false;
    field.current?.focus();
  }, [wasWrong]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === '') return;
    setPassword('');
    wasTried.current = true;
    void unlockFile(file.id, password);
  };
  return (
    <Frame
      file={file}
      onDiscard={onDiscard}
      icon={<IconFileZip size={20} stroke={1.6} aria-hidden="true" />}
      tone="look"
      title={t('locked.title')}
    >
      <form onSubmit={submit}>
        <Group gap="xs" align="flex-start">
          <PasswordInput
            ref={field}
            size="sm"
            w={280}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            placeholder={t('locked.label')}
            aria-label={t('locked.label')}
            aria-describedby={hint}
            error={wasWrong}
            autoComplete="off"
            maxLength={256}
            disabled={unlocking !== null}
            data-testid="staged-password"
          />
          <Button type="submit" size="sm" disabled={password === ''} loading={unlocking !== null} data-testid="staged-unlock">
            {t('locked.open')}
          </Button>
        </Group>
      </form>
      <Text maw={760} id={hint} c={wasWrong ? 'var(--mantine-color-error)' : 'dimmed'} role={wasWrong ? 'alert' : undefined}>
        {wasWrong && file.error ? errorText(t, file.error) : t('locked.hint')}
      </Text>
      {unlocking === null ? null : <ProgressLine jobId={unlocking.jobId} label={t('locked.opening')} />}
    </Frame>
  );
}
