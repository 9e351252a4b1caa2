/** 同一个人？ Pairs of people who may be one, and those that were called different. */
import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '../app/api';
import { useReady } from '../app/ready';
import { useWorkspace } from '../app/workspace-context';
import { useFormat } from '../ui/format-context';
import { PageHead } from '../ui/page';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { When } from '../ui/text';
import { PairCard } from './pair-card';
import { PairTable } from './pair-table';
import classes from './pairs.module.css';
import { type IdentityCommands, useIdentityCommands } from './use-identity-commands';

interface SamePersonProps {
  onBack: () => void;
  onOpen: (id: string | null) => void;
  /** The person in the drawer, who may be merged away. */
  open: string | null;
}

const perPage = 20;

/** Takes the place of the list of people. */
export function SamePerson({ onBack, onOpen, open }: SamePersonProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { readOnly } = useWorkspace();
  const [shown, setShown] = useState<'maybe' | 'different'>('maybe');
  const maybe = usePages('people.suggestions', { limit: perPage });
  const different = usePages('people.dismissed', { limit: perPage });
  const commands = useIdentityCommands();
  useReady(!maybe.isPending);
  const [count, dismissed] = [maybe.data?.pages[0]?.total ?? 0, different.data?.pages[0]?.total ?? 0];
  return (
    <>
      <PageHead title={t('people:same.title')} context={t('people:same.context')}>
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => setShown(value === 'different' ? 'different' : 'maybe')}
          data={[
            { value: 'maybe', label: t('people:same.maybe', { number: format.number(count) }) },
            { value: 'different', label: t('people:same.dismissed', { number: format.number(dismissed) }) },
          ]}
          aria-label={t('people:same.title')}
        />
        <Button size="xs" variant="default" leftSection={<IconArrowLeft size={14} />} onClick={onBack} data-testid="same-back">
          {t('people:same.back')}
        </Button>
      </PageHead>
      {readOnly ? (
        <Text size="sm" c="dimmed" mb="xs">
          {t('people:readOnly')}
        </Text>
      ) : null}
      {shown === 'maybe' ? suggestions() : <Dismissed pages={different} commands={commands} readOnly={readOnly} onOpen={onOpen} />}
    </>
  );

  function suggestions() {
    if (maybe.error && !maybe.data) return <ErrorState error={maybe.error} retry={() => void maybe.refetch()} />;
    if (maybe.isPending) return <LoadingState rows={8} height={40} />;
    const pairs = maybe.data?.pages.flatMap((page) => page.suggestions) ?? [];
    if (pairs.length === 0) return <EmptyState title={t('people:same.none')} text={t('people:same.noneText')} />;
    return (
      <div className={classes.list}>
        {pairs.map((suggestion) => (
          <PairCard
            key={`${suggestion.a.id} ${suggestion.b.id}`}
            suggestion={suggestion}
            commands={commands}
            readOnly={readOnly}
            onOpen={onOpen}
            onMerged={(id) => (open === suggestion.a.id || open === suggestion.b.id ? onOpen(id) : undefined)}
          />
        ))}
        <More pages={maybe} />
      </div>
    );
  }
}

interface DismissedProps {
  pages: ReturnType<typeof usePages<'people.dismissed'>>;
  commands: IdentityCommands;
  readOnly: boolean;
  onOpen: (id: string) => void;
}

function Dismissed({ pages, commands, readOnly, onOpen }: DismissedProps) {
  const { t } = useTranslation();
  if (pages.error && !pages.data) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  if (pages.isPending) return <LoadingState rows={8} height={40} />;
  const pairs = pages.data?.pages.flatMap((page) => page.pairs) ?? [];
  if (pairs.length === 0) return <EmptyState title={t('people:same.noneDismissed')} text={t('people:same.noneDismissedText')} compact />;
  return (
    <div className={classes.list}>
      {pairs.map(({ a, b, at }) => (
        <article
          key={`${a.id} ${b.id}`}
          className={classes.card}
          aria-label={t('people:same.pair', { a: a.name, b: b.name })}
          data-testid="same-dismissed"
        >
          <div className={classes.cardHead}>
            <Text size="xs" c="dimmed" className={classes.reasons}>
              {t('people:same.saidOn')} <When at={at} show="day" />
            </Text>
            <Button
              size="xs"
              variant="default"
              disabled={readOnly || commands.busy}
              onClick={() => commands.maybeSame(a, b)}
              data-testid="same-revert"
            >
              {t('people:same.revert')}
            </Button>
          </div>
          <PairTable keep={a} other={b} onOpen={onOpen} />
        </article>
      ))}
      <More pages={pages} />
    </div>
  );
}

interface MorePages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

function More({ pages }: { pages: MorePages }) {
  const { t } = useTranslation();
  if (!pages.hasNextPage) return null;
  return (
    <Button
      variant="default"
      size="xs"
      loading={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
      style={{ alignSelf: 'center', flex: 'none' }}
    >
      {t('people:same.more')}
    </Button>
  );
}
