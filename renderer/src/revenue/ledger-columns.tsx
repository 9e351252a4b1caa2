/** The columns of the ledger for a table `room` pixels wide. The five amounts stay always: they are what the totals add up. */
import type { TFunction } from 'i18next';
import type { AmountName, LedgerLine } from '../../../shared/contract/revenue';
import { platformName } from '../app/names';
import { digitWidth, figuresWidth } from '../ui/amount-width';
import type { Column } from '../ui/data-table';
import type { Format } from '../ui/format-context';
import { Money, Unknown, When } from '../ui/text';
import { KindMark, LineSigns } from './kind-mark';
import { amountNames, countsForSomething } from './line-amounts';
import classes from './revenue.module.css';

interface Room {
  /** Pixels. */
  room: number;
  lines: readonly LedgerLine[];
}

/** See the file's head. */
export function ledgerColumns(t: TFunction, format: Format, { room, lines }: Room): Column<LedgerLine>[] {
  const wide = room >= 900;
  const columns: Column<LedgerLine>[] = [
    {
      id: 'at',
      header: t('revenue:column.at'),
      width: wide ? 164 : 116,
      sortBy: 'at',
      render: (line) => (
        <When at={line.at} show={wide ? 'minute' : 'day'} estimated={line.dateEstimated} data-testid="ledger-row" data-line={line.id} />
      ),
    },
  ];
  if (wide) columns.push({ id: 'kind', header: t('revenue:column.kind'), width: 130, render: (line) => <Kind line={line} /> });
  columns.push({
    id: 'what',
    header: wide ? t('revenue:column.what') : t('revenue:column.kindAndWhat'),
    width: 'minmax(140px, 1fr)',
    render: (line) => <What line={line} t={t} withKind={!wide} withPerson={room < 1300} />,
  });
  if (room >= 1080)
    columns.push({
      id: 'where',
      header: t('revenue:column.where'),
      width: format.language === 'en' ? 180 : 144,
      render: (line) => <Where line={line} t={t} />,
    });
  if (room >= 1300)
    columns.push({ id: 'person', header: t('revenue:column.person'), width: 120, render: (line) => <span>{line.person?.name}</span> });
  for (const name of amountNames) {
    columns.push({
      id: name,
      header: t(`common:amount.${name}`),
      width: amountWidth(format, lines, name, t(`common:amount.${name}`)),
      align: 'right',
      render: (line) => <Amount line={line} name={name} />,
    });
  }
  return columns;
}

/** See `figuresWidth`; net revenue stands in bold. */
export function amountWidth(format: Pick<Format, 'money'>, lines: readonly LedgerLine[], name: AmountName, header: string): number {
  const figures = lines.map(({ amounts, currency }) => ({ minor: amounts[name], currency }));
  return figuresWidth(format, figures, header, name === 'net' ? 7.7 : digitWidth);
}

function Kind({ line }: { line: LedgerLine }) {
  return (
    <span className={classes.kindCell}>
      <KindMark kind={line.kind} muted={line.countedBy !== null} />
      <LineSigns line={line} />
    </span>
  );
}

interface WhatProps {
  line: LedgerLine;
  t: TFunction;
  withKind: boolean;
  withPerson: boolean;
}

/** Product, else the other party; a line that counts for nothing shows here what its row states. */
function What({ line, t, withKind, withPerson }: WhatProps) {
  const who = (withPerson ? line.person?.name : null) ?? line.counterparty;
  const main = line.product ?? who ?? line.sourceKind ?? '';
  const more = line.product === null ? line.note : who;
  return (
    <span className={classes.what} title={[main, more].filter(Boolean).join(' · ')}>
      {withKind ? <Kind line={line} /> : null}
      <span className={withKind ? classes.whatMore : classes.whatMain}>{main}</span>
      {more && !withKind ? <span className={classes.whatMore}>{more}</span> : null}
      {countsForSomething(line) || line.stated === 0 ? null : (
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
