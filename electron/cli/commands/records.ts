/** What imports state besides money and people: how many of each type, or the list of one. */

import { AppError } from '../../../shared/contract/errors';
import type { ListedRecord } from '../../../shared/contract/records';
import type { Language } from '../../../shared/contract/workspace';
import { type ListedType, listedTypes } from '../../../shared/domain/listed-types';
import { figureText, spanTexts } from '../../../shared/domain/records-text';
import { sheetAndRow } from '../../../shared/domain/row-number';
import type { Translate } from '../../../shared/locales/translate';
import { type Command, type Invocation, type Outcome, text } from '../command';
import { limitOf, readPages } from '../pages';
import { table } from '../print';

async function counts({ session, t }: Invocation): Promise<Outcome> {
  const found = await session.call('sync.recordCounts', {});
  const rows = found.filter(({ count }) => count > 0).map(({ type, count }) => [type, t(`sync:data.type.${type}`), String(count)]);
  return { data: found, text: rows.length === 0 ? t('cli:nothing') : table(rows, ['left', 'left', 'right']) };
}

async function list(invocation: Invocation, wanted: string): Promise<Outcome> {
  const type = listedTypes.find((each) => each === wanted);
  if (type === undefined) throw new AppError('invalid-input', { field: '--type' });
  const { session, options, language, t } = invocation;
  const { zone } = await session.call('workspace.settings', {});
  const records = await readPages(limitOf(options), (cursor, limit) =>
    session.call('sync.records', { type, search: text(options, 'search') ?? '', cursor, limit }),
  );
  const rows = records.map((record) => [
    spanText(record, type, zone, language),
    record.title ?? '',
    record.who ?? '',
    record.detail?.slice(0, 60) ?? '',
    record.figures.map((figure) => `${figureName(t, figure.name)} ${figureText(figure, record.currency, language)}`).join(' · '),
    record.source ? placeText(t, record.source) : '',
  ]);
  return { data: records, text: records.length === 0 ? t('cli:nothing') : table(rows) };
}

function spanText(record: ListedRecord, type: ListedType, zone: string, language: Language): string {
  const { start, end } = spanTexts(record, type, zone, language);
  return end === '' ? start : `${start} – ${end}`;
}

/** `file:row`; a further sheet of a workbook is named as the window does. */
function placeText(t: Translate, { fileName, row }: { fileName: string; row: number }): string {
  const place = sheetAndRow(row);
  return place.sheet === null ? `${fileName}:${row}` : `${fileName} · ${t('sync:data.sheetRow', { sheet: place.sheet, row: place.row })}`;
}

/** A figure that the catalogue does not know stands under the file's own name. */
function figureName(t: Translate, name: string): string {
  const key = `sync:figure.${name}`;
  const known = t(key);
  return known === key ? name : known;
}

export const records: Command = {
  usage: '[--type TYPE [--search TEXT] [--limit N]]',
  options: { type: { type: 'string' }, search: { type: 'string' }, limit: { type: 'string' } },
  run: async (invocation) => {
    const type = text(invocation.options, 'type');
    if (invocation.args.length > 0) throw new AppError('invalid-input', { field: invocation.args[0] ?? '' });
    await invocation.open(true);
    return type === undefined ? counts(invocation) : list(invocation, type);
  },
};
