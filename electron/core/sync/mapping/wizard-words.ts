/** The words of a column, for the user to say what each of them means. */
import type { Output, Parsed } from '../../../../shared/contract';
import type { Context } from '../../api/context';
import { statusMeaning } from './statuses';
import { type Opened, openTable } from './wizard-table';

/** Rows that are looked through: a rare word may come late, and reading more would keep the user waiting. */
const mostRows = 500_000;
/** A column with more words is no status. */
const mostWords = 500;

type Words = Output<'mapping.words'>['words'];

/** Most frequent first. Throws as `mapping.draft` does. */
export async function words(context: Context, input: Parsed<'mapping.words'>): Promise<Output<'mapping.words'>> {
  const opened = await openTable(context.db(), input);
  const at = opened.columns.indexOf(input.column);
  return { words: at < 0 ? [] : await wordsOf(opened, at) };
}

async function wordsOf({ tables, at: table, headerRow }: Opened, at: number): Promise<Words> {
  const found = new Map<string, Words[number]>();
  let seen = 0;
  for await (const batch of tables[table]?.rows() ?? []) {
    for (const { row, cells } of batch) {
      const text = row > headerRow ? (cells[at] ?? '') : '';
      if (text === '') continue;
      const known = found.get(text);
      if (known) known.rows++;
      else if (found.size < mostWords) found.set(text, { text, rows: 1, example: cells.slice(0, 30), means: statusMeaning(text) });
    }
    seen += batch.length;
    if (seen >= mostRows) break;
  }
  return [...found.values()].sort((a, b) => b.rows - a.rows);
}
