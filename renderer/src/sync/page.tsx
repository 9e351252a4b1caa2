/** Import 数据导入: read exports, see what they would change, apply, undo; what was imported, what needs fixing, what each account covers. */
import { Badge, Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../shared/domain/days';
import { useApi } from '../app/api';
import { useFilters } from '../app/location';
import { useWorkspace } from '../app/workspace-context';
import { useFormat } from '../ui/format-context';
import { Page, PageHead } from '../ui/page';
import { ErrorState, LoadingState } from '../ui/states';
import { AccountsTab } from './accounts-tab';
import { DataTab } from './data-tab';
import { DropOverlay, DropZone } from './drop-zone';
import { waitingFiles } from './file-view';
import { FixTab } from './fix-tab';
import { HistoryTab } from './history-tab';
import { FirstSteps } from './known-formats';
import { NewFiles } from './new-files';
import { PageActions } from './page-actions';
import { PasteBox, usePastedText } from './paste-box';
import { Results } from './results';
import { openSession, useSession } from './session';
import classes from './sync.module.css';
import { Underway } from './underway';
import { useFileDrop } from './use-file-drop';
import { useImportCommands } from './use-import-commands';
import { WaitingTab } from './waiting-tab';

const tabs = ['waiting', 'history', 'fix', 'accounts', 'data'] as const;
type TabName = (typeof tabs)[number];

/** The page. Its tab and the import whose rows are shown stand in the address: `#/sync?tab=fix&batch=…`. */
export default function ImportPage() {
  const { t } = useTranslation('sync');
  const { readOnly, path } = useWorkspace();
  const [params, change] = useFilters();
  const staged = useApi('sync.staged', {});
  const session = useSession();
  const commands = useImportCommands(staged.data ?? []);
  const tab = tabs.find((each) => each === params.get('tab')) ?? 'waiting';
  const show = (next: TabName) => change({ tab: next === 'waiting' ? null : next, batch: null, type: null, search: null });
  const isOver = useFileDrop(!readOnly, (files) => {
    show('waiting');
    void commands.drop(files);
  });
  const [pasted, setPasted] = useState<string | null>(null);
  usePastedText(!readOnly && pasted === null, setPasted);
  useEffect(() => openSession(path ?? ''), [path]);
  return (
    <Page fill testId="import-page">
      <PageHead title={t('title')} context={<Context />}>
        {tab === 'waiting' ? <PageActions files={staged.data ?? []} session={session} commands={commands} readOnly={readOnly} /> : null}
      </PageHead>
      <Tabs
        value={tab}
        onChange={(value) => show(tabs.find((each) => each === value) ?? 'waiting')}
        className={classes.tabs}
        keepMounted={false}
      >
        <TabNames />
        {/* Outside the list: work under way stays in sight wherever the list is scrolled to, and on every tab. */}
        <Underway session={session} staged={staged.data ?? []} />
        <Tabs.Panel value={tab} className={classes.panel}>
          {panel()}
        </Tabs.Panel>
      </Tabs>
      <PasteBox
        text={pasted}
        onClose={() => setPasted(null)}
        onRead={(name, text) => {
          show('waiting');
          void commands.paste(name, text);
        }}
      />
      {isOver ? <DropOverlay /> : null}
    </Page>
  );

  function panel() {
    switch (tab) {
      case 'waiting':
        return waiting();
      case 'history':
        return <HistoryTab onWaiting={() => show('waiting')} open={params.get('batch')} onOpen={(batch) => change({ batch })} />;
      case 'fix':
        return <FixTab batchId={params.get('batch')} onBatch={(batch) => change({ batch })} />;
      case 'accounts':
        return <AccountsTab onWaiting={() => show('waiting')} />;
      case 'data':
        return (
          <DataTab
            type={params.get('type')}
            search={params.get('search') ?? ''}
            onType={(type) => change({ type, search: null })}
            onSearch={(search) => change({ search: search === '' ? null : search })}
            onWaiting={() => show('waiting')}
          />
        );
    }
  }

  function waiting() {
    if (staged.error) return <ErrorState error={staged.error} retry={() => void staged.refetch()} />;
    if (!staged.data) return <LoadingState rows={6} />;
    const isEmpty = staged.data.length === 0;
    const isIdle = isEmpty && session.reading === null && session.results.length === 0;
    return (
      <WaitingTab
        files={staged.data}
        session={session}
        onApply={commands.apply}
        onDiscard={commands.discard}
        readOnly={readOnly}
        head={
          <div className={classes.head}>
            <DropZone large={isIdle} disabled={readOnly} onPick={() => void commands.pick()} onPaste={() => setPasted('')} />
            <NewFiles readOnly={readOnly} />
            <Results results={session.results} />
            {isEmpty && session.reading === null ? <FirstSteps /> : null}
          </div>
        }
      />
    );
  }
}

/** How many files wait, else how far the data reach. */
function Context() {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const staged = useApi('sync.staged', {});
  const accounts = useApi('sync.accounts', {});
  const waiting = waitingFiles(staged.data ?? []);
  if (waiting > 0) return t('context.waiting', { count: waiting });
  const ends = accounts.data?.flatMap((account) => account.days.covered.at(-1)?.to ?? []) ?? [];
  const earliest = ends.sort()[0];
  if (!earliest) return t('context.nothing');
  return `${t('context.through', { day: format.day(addDays(earliest, -1)) })} · ${t('context.idle')}`;
}

function TabNames() {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const staged = useApi('sync.staged', {});
  const toFix = useApi('sync.quarantine', { limit: 1 });
  const counts: Partial<Record<TabName, number>> = { waiting: waitingFiles(staged.data ?? []), fix: toFix.data?.total ?? 0 };
  const badge = (tab: TabName) =>
    counts[tab] ? (
      <Badge variant="light" color={tab === 'fix' ? 'orange' : 'teal'} size="sm" radius="sm" className={classes.badge}>
        {format.count(counts[tab])}
      </Badge>
    ) : null;
  return (
    <Tabs.List aria-label={t('tab.label')} className={classes.tabList}>
      {tabs.map((each) => (
        <Tabs.Tab key={each} value={each} className={classes.tab} data-testid={`import-tab-${each}`} rightSection={badge(each)}>
          {t(`tab.${each}`)}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
