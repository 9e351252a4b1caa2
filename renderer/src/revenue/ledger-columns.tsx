/** The columns of the ledger for a table `room` pixels wide. The five amounts stay always: they are what the totals add up. */
import type { TFunction } from 'i18next';
import type { LedgerLine } from '../../../shared/contract/revenue';
import { platformName } from '../app/names';
import type { Column } from '../ui/data-table';
import { Money, Unknown, When } from '../ui/text';
import { KindMark, LineSigns } from './kind-mark';
import { type AmountName, amountNames, countsForSomething } from './line-amounts';
import classes from './revenue.module.css';

/** See the file's head. */
export function ledgerColumns(t: TFunction, room: number): Column<LedgerLine>[] {
  const wide = room >= 900;
  const columns: Column<LedgerLine>[] = [
    {
      id: 'at',
      header: t('revenue:column.at'),
      width: wide ? 136 : 104,
      sortBy: 'at',
      render: (line) => (
        <When at={line.at} show={wide ? 'minute' : 'day'} estimated={line.dateEstimated} data-testid="ledger-row" data-line={line.id} />
      ),
    },
    { id: 'kind', header: t('revenue:column.kind'), width: wide ? 124 : 104, render: (line) => <Kind line={line} /> },
    { id: 'what', header: t('revenue:column.what'), width: 'minmax(130px, 1fr)', render: (line) => <What line={line} t={t} /> },
  ];
  if (room >= 1000)
    columns.push({ id: 'where', header: t('revenue:column.where'), width: 138, render: (line) => <Where line={line} t={t} /> });
  if (room >= 1150)
    columns.push({ id: 'person', header: t('revenue:column.person'), width: 104, render: (line) => <span>{line.person?.name}</span> });
  for (const name of amountNames) {
    columns.push({
      id: name,
      header: t(`common:amount.${name}`),
      width: wide ? 98 : 92,
      align: 'right',
      render: (line) => <Amount line={line} name={name} />,
    });
  }
  return columns;
}

function Kind({ line }: { line: LedgerLine }) {
  return (
    <span className={classes.kindCell}>
      <KindMark kind={line.kind} />
      <LineSigns line={line} />
    </span>
  );
}

/** Product, else the other party; a line that counts for nothing shows here what its row states. */
function What({ line, t }: { line: LedgerLine; t: TFunction }) {
  const main = line.product ?? line.counterparty ?? line.sourceKind ?? '';
  const more = line.product === null ? line.note : line.counterparty;
  return (
    <span className={classes.what} title={[main, more].filter(Boolean).join(' · ')}>
      <span className={classes.whatMain}>{main}</span>
      {more ? <span className={classes.whatMore}>{more}</span> : null}
      {countsForSomething(line) ? null : (
        <span className={classes.uncounted} title={t('revenue:uncounted')}>
          (<Money minor={line.stated} currency={line.currency} />)
        </span>
      )}
    </span>
  );
}

function Where({ line, t }: { line: LedgerLine; t: TFunction }) {
  const sold = platformName(t, line.soldOn);
  const via = line.paidVia === null ? null : platformName(t, line.paidVia);
  return (
    <span className={classes.what} title={via ? t('revenue:soldPaid', { sold, via }) : sold}>
      <span>{sold}</span>
      {via && via !== sold ? <span className={classes.whatMore}>{via}</span> : null}
    </span>
  );
}

/** Zeros stay empty, so that what counts stands out; an unknown gross shows as unknown. */
function Amount({ line, name }: { line: LedgerLine; name: AmountName }) {
  const minor = line.amounts[name];
  if (name === 'gross' && !line.grossKnown) return <Unknown />;
  return minor === 0 ? null : <Money minor={minor} currency={line.currency} fw={name === 'net' ? 600 : undefined} />;
}
