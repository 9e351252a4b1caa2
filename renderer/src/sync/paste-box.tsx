/** Text instead of a file: a sign-up list from a chat, a roster, cells copied from a spreadsheet. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPastedText } from '../../../shared/domain/limits';
import { useFormat } from '../ui/format-context';

interface PasteBoxProps {
  /** What the box begins with; null while it is closed. */
  text: string | null;
  onClose: () => void;
  /** Called with a file name and the text. */
  onRead: (name: string, text: string) => void;
}

/** Shows the text before it is read: what is in a clipboard is not always what one thinks. */
export function PasteBox({ text, onClose, onRead }: PasteBoxProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={text !== null}
      onClose={onClose}
      title={t('sync:paste.title')}
      size={640}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      data-testid="paste-box"
    >
      {text === null ? null : <Form begin={text} onClose={onClose} onRead={onRead} />}
    </Modal>
  );
}

function Form({ begin, onClose, onRead }: { begin: string } & Omit<PasteBoxProps, 'text'>) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const [text, setText] = useState(begin);
  const isLong = text.length > maxPastedText;
  const submit = () => {
    if (text.trim() === '' || isLong) return;
    onRead(t('paste.name', { time: timeName(new Date()) }), text);
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Textarea
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            submit();
          }}
          rows={14}
          spellCheck={false}
          aria-label={t('paste.title')}
          placeholder={t('paste.placeholder')}
          description={t('paste.hint')}
          error={isLong ? t('paste.tooLong', { max: format.number(maxPastedText) }) : undefined}
          data-testid="paste-text"
        />
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {t('paste.then')}
          </Text>
          <Button type="submit" disabled={text.trim() === '' || isLong} data-testid="paste-read">
            {t('paste.read')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The moment as a part of a file name, in the computer's own time. */
function timeName(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('.')}`;
}

/** Calls back with text that is pasted on the page, outside of fields that take it themselves. */
export function usePastedText(enabled: boolean, onText: (text: string) => void): void {
  const handler = useRef(onText);
  handler.current = onText;
  useEffect(() => {
    if (!enabled) return;
    const onPaste = (event: ClipboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"], [role="dialog"]')) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '' || (event.clipboardData?.files.length ?? 0) > 0) return;
      event.preventDefault();
      handler.current(text);
    };
    addEventListener('paste', onPaste);
    return () => removeEventListener('paste', onPaste);
  }, [enabled]);
}
