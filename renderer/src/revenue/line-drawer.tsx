/** One line of the ledger: what it counts for and why, the other lines of its sale, the user's edits, and the rows it came from. */
import { Group, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { useApi } from '../app/api';
import { useWorkspace } from '../app/workspace-context';
import { SideDrawer } from '../ui/side-drawer';
import { ErrorState, LoadingState } from '../ui/states';
import { Money, When } from '../ui/text';
import { KindMark, LineSigns } from './kind-mark';
import { LineCounting } from './line-counting';
import { LineFacts } from './line-facts';
import { LineGroup } from './line-group';
import { LineSources } from './line-sources';
import { RemoveLine } from './remove-line';
import classes from './revenue.module.css';

interface LineDrawerProps {
  id: number | null;
  onClose: () => void;
  onOpen: (id: number) => void;
}

/** Opens for an id; the ledger beside it stays usable. */
export function LineDrawer({ id, onClose, onOpen }: LineDrawerProps) {
  const detail = useApi('revenue.line', { id: id ?? 0 }, { enabled: id !== null });
  const shown = detail.data?.line.id === id ? detail.data : null;
  return (
    <SideDrawer opened={id !== null} onClose={onClose} title={<Head line={shown?.line ?? null} />} testId="line-drawer">
      {detail.error && id !== null ? <ErrorState error={detail.error} retry={() => void detail.refetch()} compact /> : null}
      {shown && !detail.error ? <Body key={shown.line.id} {...shown} onClose={onClose} onOpen={onOpen} /> : null}
      {!shown && !detail.error ? <LoadingState rows={10} /> : null}
    </SideDrawer>
  );
}

/** Kind and time; takes the focus when the drawer opens, so that the keyboard goes on inside it. */
function Head({ line }: { line: LedgerLine | null }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  return (
    <div className={classes.drawerHead} ref={element} tabIndex={-1}>
      {line ? (
        <>
          <Group gap={8} wrap="nowrap">
            <Text size="lg" fw={650} component="span" data-testid="line-kind">
              <KindMark kind={line.kind} muted={line.countedBy !== null} />
            </Text>
            <LineSigns line={line} />
          </Group>
          <Text size="xs" c="dimmed">
            <When at={line.at} estimated={line.dateEstimated} />
          </Text>
        </>
      ) : null}
    </div>
  );
}

type BodyProps = Output<'revenue.line'> & Pick<LineDrawerProps, 'onClose' | 'onOpen'>;

function Body({ line, sources, group, onClose, onOpen }: BodyProps) {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  return (
    <>
      <Stated line={line} />
      <LineCounting line={line} group={group} onOpen={onOpen} />
      {group.length > 0 ? (
        <Section title={t('revenue:section.group', { count: group.length })}>
          <LineGroup lines={group} countedBy={line.countedBy} onOpen={onOpen} />
        </Section>
      ) : null}
      <LineFacts line={line} readOnly={readOnly} />
      <Section title={t('revenue:section.sources', { count: sources.length })}>
        <LineSources sources={sources} />
      </Section>
      {line.side === 'manual' ? <RemoveLine line={line} readOnly={readOnly} onRemoved={onClose} /> : null}
    </>
  );
}

/** The amount as the row states it, before and after conversion. */
function Stated({ line }: { line: LedgerLine }) {
  const { t } = useTranslation();
  return (
    <div>
      <div className={classes.stated} data-testid="line-stated" data-minor={line.stated}>
        <Money minor={line.stated} currency={line.currency} />
      </div>
      <Text size="xs" c="dimmed">
        {t(line.side === 'manual' ? 'revenue:statedByHand' : 'revenue:stated')}
        {line.originalAmount !== null && line.originalCurrency !== null ? (
          <>
            {' · '}
            {t('revenue:original')} <Money minor={line.originalAmount} currency={line.originalCurrency} size="xs" />
          </>
        ) : null}
      </Text>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionHead}>{title}</h3>
      {children}
    </section>
  );
}
