/** People 用户: everybody the imports and the user know of, over all platforms. */
import { Button, Tooltip } from '@mantine/core';
import { useDisclosure, useElementSize } from '@mantine/hooks';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../app/location';
import { useReady } from '../app/ready';
import { useWorkspace } from '../app/workspace-context';
import { DataTable } from '../ui/data-table';
import { useFormat } from '../ui/format-context';
import { Page, PageHead } from '../ui/page';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { BulkBar } from './bulk-bar';
import { NewPerson } from './new-person';
import classes from './people.module.css';
import { peopleColumns } from './people-columns';
import { cleared, PeopleFilters, PeopleSearch } from './people-filters';
import { isNarrowed, type PeopleView, personSorts, usePeopleView } from './people-view';
import { PersonDrawer } from './person-drawer';
import { RemovedMenu } from './removed-menu';
import { SameButton } from './same-button';
import { SamePerson } from './same-person';
import { usePeopleCommands } from './use-people-commands';
import { useEverybody, usePeopleList } from './use-people-list';

const nobody: ReadonlySet<string> = new Set();

/** The page. Its filters, order and open person stand in the address (see README.md). */
export default function PeoplePage() {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const [view, change] = usePeopleView();
  const { pages, people, total } = usePeopleList(view);
  const everybody = useEverybody();
  useReady(view.same || !pages.isPending);
  const commands = usePeopleCommands();
  const [ticked, setTicked] = useState(nobody);
  const [adding, add] = useDisclosure(false);
  const { ref, width } = useElementSize();
  const columns = useMemo(() => peopleColumns(t, width || 900), [t, width]);
  const chosen = useMemo(() => people.filter((person) => ticked.has(person.id)), [people, ticked]);
  // Only what is in sight can be acted on: another question to the list starts with nothing ticked.
  const ask = (changes: Record<string, string | null>) => {
    setTicked(nobody);
    change(changes);
  };
  const open = (id: string | null) => change({ person: id });
  const isEmpty = everybody === 0;
  return (
    <Page fill testId="people-page">
      <div className={classes.beside} data-open={view.person !== null || undefined} ref={ref}>
        {view.same ? <SamePerson open={view.person} onOpen={open} onBack={() => change({ same: null })} /> : everyone()}
      </div>
      <PersonDrawer id={view.person} commands={commands} onOpen={open} onClose={() => open(null)} />
      <NewPerson opened={adding} onClose={add.close} onCreated={(id) => open(id)} />
    </Page>
  );

  function everyone() {
    return (
      <>
        <PageHead title={t('people:title')} context={<Context view={view} total={total} everybody={everybody} />}>
          {pages.isPending || isEmpty ? null : <SameButton onOpen={() => change({ same: '1' })} />}
          <RemovedMenu />
          {isEmpty ? null : <PeopleSearch view={view} change={ask} />}
          <Tooltip label={t('people:readOnly')} disabled={!readOnly}>
            <Button
              size="xs"
              leftSection={<IconPlus size={14} />}
              onClick={add.open}
              data-disabled={readOnly || undefined}
              disabled={readOnly}
              data-testid="person-new"
            >
              {t('people:new.button')}
            </Button>
          </Tooltip>
        </PageHead>
        {isEmpty ? null : chosen.length > 0 ? (
          <BulkBar people={chosen} commands={commands} onClear={() => setTicked(nobody)} />
        ) : (
          <PeopleFilters view={view} change={ask} />
        )}
        {list()}
      </>
    );
  }

  function list() {
    if (pages.error && people.length === 0) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
    if (pages.isPending) return <LoadingState rows={12} height={20} />;
    if (isEmpty) return <NoPeople />;
    return (
      <DataTable
        testId="people-table"
        label={t('people:title')}
        columns={columns}
        rows={people}
        rowKey={(person) => person.id}
        hasMore={pages.hasNextPage}
        loadingMore={pages.isFetchingNextPage}
        loadMore={() => void pages.fetchNextPage()}
        sort={{ by: view.sort, descending: view.descending }}
        onSort={({ by }) => ask(nextSort(view, by))}
        openKey={view.person}
        onOpen={(person) => open(person.id === view.person ? null : person.id)}
        ticked={ticked}
        onTick={setTicked}
        empty={<NoMatch onReset={isNarrowed(view) ? () => ask(cleared) : undefined} />}
      />
    );
  }
}

/** The address after a click on a header: the other direction for the same column; names begin with A, dates and money with the most. */
function nextSort(view: PeopleView, by: string): Record<string, string | null> {
  const sort = personSorts.find((each) => each === by) ?? 'lastSeen';
  const descending = sort === view.sort ? !view.descending : sort !== 'name';
  return { sort, order: descending ? null : 'up' };
}

interface ContextProps {
  view: PeopleView;
  total: number;
  everybody: number | null;
}

function Context({ view, total, everybody }: ContextProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (everybody === null) return null;
  if (!isNarrowed(view)) return t('people:context.all', { count: everybody, number: format.number(everybody) });
  return t('people:context.narrowed', { everybody: format.number(everybody), number: format.number(total), count: total });
}

function NoPeople() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconUsers size={22} stroke={1.6} />}
      title={t('people:empty.title')}
      text={t('people:empty.text')}
      action={{ label: t('people:empty.action'), run: () => goTo('/sync') }}
    />
  );
}

function NoMatch({ onReset }: { onReset: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      compact
      title={t('people:noMatch.title')}
      text={t('people:noMatch.text')}
      action={onReset ? { label: t('common:clearFilters'), run: onReset } : undefined}
    />
  );
}
