/**
 * 微信读书, notes of a book as the app copies them to the clipboard, saved as a text file; several books may follow one another. Reading commas as
 * text again may lose blanks around them.
 */
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import { content } from './content-rows';
import type { ArrangedTable, FileFacts, Format, RawFile, RowOutcome, SourceRow } from './format';
import { ignored, records } from './outcomes';
import { noteCount, readWeread, type WereadEntry } from './weread-text';

const columns = ['微信读书书名', '作者', '章节', '划线', '想法', '日期', '点评', '次序', '又一想法'];

function arrange({ tables }: RawFile): ArrangedTable[] | null {
  const [table, ...more] = tables;
  if (!table || more.length > 0 || !table.rows.some(({ cells }) => noteCount.test(cells[0] ?? ''))) return null;
  const lines = table.rows.map(({ row, cells }) => ({ row, text: lineOf(cells) })).filter(({ text }) => text !== '');
  const entries = readWeread(lines);
  return entries === null ? null : [{ name: table.name, columns, rows: rowsOf(entries) }];
}

/** A line that was split at its commas; behind those between Latin words stood a blank. */
function lineOf(cells: readonly string[]): string {
  return cells
    .map((cell, at) => {
      if (at === 0) return cell;
      const latin = /\p{Script=Latin}['"]?$/u.test((cells[at - 1] ?? '').slice(-2)) && /^['"]?[\p{Script=Latin}\d]/u.test(cell);
      return latin ? `, ${cell}` : `,${cell}`;
    })
    .join('')
    .trim();
}

/** Notes are counted from 1 in each book. */
function rowsOf(entries: readonly WereadEntry[]): ArrangedTable['rows'] {
  const counts = new Map<string, number>();
  return entries.map(({ row, title, author, chapter, quote, thought, date, rating, further }) => {
    const position = (counts.get(title) ?? 0) + 1;
    counts.set(title, position);
    return { row, cells: [title, author, chapter, quote, thought, date, rating, String(position), further ? '1' : ''] };
  });
}

/**
 * What is noted is known by its words, so that a thought added later belongs to the same note. Notes are told apart by the pipeline where they are
 * truly alike.
 */
function map(row: SourceRow): RowOutcome {
  const title = row.get('微信读书书名');
  const [quote, thought, date] = [row.get('划线') ?? null, row.get('想法') ?? null, row.get('日期') ?? null];
  const rating = row.get('点评') ?? null;
  if (!title || (quote === null && thought === null && rating === null)) return ignored('empty');
  const author = row.get('作者') ?? null;
  const book = author === null ? title : `${title}|${author}`;
  const written = `${date ?? ''}|${summary(thought ?? rating ?? '')}`;
  const words = quote === null ? written : row.get('又一想法') ? `${summary(quote)}|${written}` : summary(quote);
  return records(
    {
      type: 'note',
      key: `~${title.slice(0, 120)}|${words}`,
      payload: {
        source: title,
        author,
        chapter: row.get('章节') ?? null,
        quote,
        thought,
        at: date === null ? null : parseLocalTime(date, chinaOffset),
        position: Number(row.get('次序') ?? 0),
        ...(rating === null ? {} : { attributes: { 点评: rating } }),
      },
    },
    { type: 'content', key: book.slice(0, 300), payload: content({ title, kind: 'book', series: author }) },
  );
}

/** Beginning, end and length of a passage. */
function summary(text: string): string {
  const letters = Array.from(text.replace(/\s+/g, ''));
  return `${letters.length}|${letters.slice(0, 60).join('')}…${letters.slice(-20).join('')}`;
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Highlights and thoughts of 微信读书. */
export const wereadNotes: Format = {
  id: 'weread-notes',
  version: 1,
  platform: 'weread',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'notes', required: columns, confidence: 0.95 }],
  emptyCells: [],
  facts,
  arrange,
  map,
};
