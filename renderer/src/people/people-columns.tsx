/** The columns of the list, fewer of them where there is less room: what tells people apart and what they paid stays longest. */
import type { TFunction } from 'i18next';
import type { PersonRow } from '../../../shared/contract/people';
import { platformName } from '../app/names';
import type { Column } from '../ui/data-table';
import { When } from '../ui/text';
import { Paid } from './paid';
import classes from './people.module.css';
import { PersonAvatar } from './person-avatar';

/** Columns for a table `room` pixels wide. */
export function peopleColumns(t: TFunction, room: number): Column<PersonRow>[] {
  const columns: Column<PersonRow>[] = [
    { id: 'name', header: t('people:column.name'), width: 'minmax(190px, 1.6fr)', sortBy: 'name', render: (row) => <Name row={row} /> },
  ];
  if (room >= 610)
    columns.push({
      id: 'platforms',
      header: t('people:column.platforms'),
      width: 'minmax(110px, 0.8fr)',
      render: (row) => <Platforms row={row} t={t} />,
    });
  columns.push({
    id: 'paid',
    header: t('people:column.paid'),
    headerTitle: t('people:column.paidTitle'),
    width: 130,
    align: 'right',
    sortBy: 'paid',
    render: (row) => <Paid paid={row.paid} />,
  });
  if (room >= 930)
    columns.push({ id: 'tier', header: t('people:column.tier'), width: 'minmax(90px, 0.6fr)', render: (row) => <Quiet text={row.tier} /> });
  if (room >= 820)
    columns.push({
      id: 'firstSeen',
      header: t('people:column.firstSeen'),
      width: 118,
      sortBy: 'firstSeen',
      render: (row) => <When at={row.firstSeenAt} show="day" />,
    });
  columns.push({
    id: 'lastSeen',
    header: t('people:column.lastSeen'),
    width: 118,
    sortBy: 'lastSeen',
    render: (row) => <When at={row.lastSeenAt} show="day" />,
  });
  if (room >= 700)
    columns.push({ id: 'tags', header: t('people:column.tags'), width: 'minmax(96px, 0.9fr)', render: (row) => <Tags tags={row.tags} /> });
  return columns;
}

function Name({ row }: { row: PersonRow }) {
  const more = row.email ?? row.phone ?? row.city;
  return (
    <div className={classes.name} title={[row.name, more].filter(Boolean).join('\n')} data-testid="person-row" data-person={row.id}>
      <PersonAvatar id={row.id} name={row.name} />
      <span className={classes.nameText}>{row.name}</span>
      {more ? <span className={classes.nameMore}>{more}</span> : null}
    </div>
  );
}

function Platforms({ row, t }: { row: PersonRow; t: TFunction }) {
  return <Quiet text={row.platforms.map((platform) => platformName(t, platform)).join(t('people:listSeparator'))} />;
}

function Quiet({ text }: { text: string | null }) {
  return (
    <span className={classes.nameMore} title={text ?? undefined}>
      {text}
    </span>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className={classes.tags} title={tags.join(' · ')}>
      {tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
    </span>
  );
}
