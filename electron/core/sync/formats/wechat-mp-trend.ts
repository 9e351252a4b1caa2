/**
 * 公众号 内容分析, `tendency_*.xls`: tables side by side on one sheet, divided by an empty column. Readers per day and channel; sharers, savers and
 * posts per day; readers of each article by channel over the period. Articles have no address here, so their figures keep title and day.
 */
import { wechatMpMetrics } from './content-metrics';
import { dayFigures, figuresOf, metricRecords, namedFacts, nextDay, statedDay } from './content-rows';
import { lookAtUnits } from './content-units';
import type { ArrangedTable, Format, RawFile, RowOutcome, SourceRow } from './format';
import { ignored, quarantined, records } from './outcomes';

const dayColumn = '统计日期';
const articleColumns = ['统计开始', '统计结束', '传播渠道', '发表日期', '内容标题'];
const used = new Set([dayColumn, '渠道', ...articleColumns]);
/** The channel that is all of them together. */
const whole = '全部';

interface Block {
  columns: string[];
  rows: { row: number; cells: readonly string[] }[];
}

function arrange({ tables }: RawFile): ArrangedTable[] | null {
  for (const { rows } of tables) {
    const at = rows.slice(0, 10).findIndex(({ cells }) => cells.includes('渠道') && cells.includes('日期') && cells.includes('阅读人数'));
    const head = rows[at];
    if (!head) continue;
    const blocks = blocksOf(head.cells).map(([start, end]) => blockAt(rows.slice(at + 1), head.cells, start, end));
    const channels = blocks.find(({ columns }) => columns.includes('日期') && columns.includes('渠道'));
    if (channels) return [...dayTables(channels, blocks), ...articleTables(channels, blocks)];
  }
  return null;
}

/** Where the tables begin and end: between empty header cells. */
function blocksOf(head: readonly string[]): [number, number][] {
  const blocks: [number, number][] = [];
  let start = -1;
  for (let at = 0; at <= head.length; at++) {
    const filled = (head[at] ?? '') !== '';
    if (filled && start < 0) start = at;
    if (filled || start < 0) continue;
    blocks.push([start, at]);
    start = -1;
  }
  return blocks;
}

function blockAt(rows: Block['rows'], head: readonly string[], start: number, end: number): Block {
  const cut = rows.map(({ row, cells }) => ({ row, cells: head.slice(start, end).map((_, at) => cells[start + at] ?? '') }));
  return { columns: head.slice(start, end), rows: cut.filter(({ cells }) => cells.some((cell) => cell !== '')) };
}

/** One table of whole days, readers of all channels included, and one of the channels. */
function dayTables(channels: Block, blocks: readonly Block[]): ArrangedTable[] {
  const [date, channel] = [channels.columns.indexOf('日期'), channels.columns.indexOf('渠道')];
  const days = blocks.find((block) => block !== channels && block.columns.includes('日期') && !block.columns.includes('内容标题'));
  const rest = [...channels.columns.keys()].filter((at) => at !== date && at !== channel);
  const all = channels.rows.filter(({ cells }) => cells[channel] === whole);
  const parts = channels.rows.filter(({ cells }) => cells[channel] !== whole);
  const dayAt = days?.columns.indexOf('日期') ?? -1;
  const matched = new Map(all.map((row) => [row.cells[date] ?? '', row]));
  const columns = [dayColumn, ...rest.map((at) => channels.columns[at] ?? ''), ...(days?.columns.filter((_, at) => at !== dayAt) ?? [])];
  const taken = new Set<number>();
  const rows = (days?.rows ?? []).map(({ row, cells }) => {
    const day = cells[dayAt] ?? '';
    const reads = matched.get(day);
    matched.delete(day);
    taken.add(row);
    return { row, cells: [day, ...rest.map((at) => reads?.cells[at] ?? ''), ...cells.filter((_, at) => at !== dayAt)] };
  });
  for (const { row, cells } of matched.values()) {
    let free = row;
    while (taken.has(free)) free++;
    taken.add(free);
    rows.push({ row: free, cells: [cells[date] ?? '', ...rest.map((at) => cells[at] ?? '')] });
  }
  const partColumns = channels.columns.map((name, at) => (at === date ? dayColumn : name));
  return [
    { name: '每日', columns, rows },
    { name: '渠道', columns: partColumns, rows: parts.map(({ row, cells }) => ({ row, cells: [...cells] })) },
  ].filter((table) => table.rows.length > 0);
}

/** Readers of articles, over the period of the daily figures. */
function articleTables(channels: Block, blocks: readonly Block[]): ArrangedTable[] {
  const date = channels.columns.indexOf('日期');
  const days = channels.rows.flatMap(({ cells }) => statedDay(cells[date] ?? '') ?? []).sort();
  const articles = blocks.find(({ columns }) => columns.includes('内容标题') && columns.includes('传播渠道'));
  if (!articles) return [];
  const rows = articles.rows.map(({ row, cells }) => ({ row, cells: [days[0] ?? '', days.at(-1) ?? '', ...cells] }));
  return [{ name: '内容', columns: ['统计开始', '统计结束', ...articles.columns], rows }];
}

function map(row: SourceRow): RowOutcome {
  const figures = figuresOf(row, wechatMpMetrics, used);
  if (figures.unread) return quarantined('bad-amount', figures.unread.text, figures.unread.column);
  const made = row.get(dayColumn) === undefined ? articleRecords(row, figures) : dayRecords(row, figures);
  if (!Array.isArray(made)) return made;
  return made.length === 0 ? ignored('empty') : records(...made);
}

type Made = ReturnType<typeof dayFigures> | RowOutcome;
type Read = ReturnType<typeof figuresOf>;

function dayRecords(row: SourceRow, figures: Read): Made {
  const text = row.get(dayColumn) ?? '';
  const day = statedDay(text);
  if (day === null) return quarantined('bad-date', text, '日期');
  return dayFigures(day, figures, { dimension: channelOf(row.get('渠道')) });
}

function articleRecords(row: SourceRow, figures: Read): Made {
  const title = row.get('内容标题');
  const published = row.get('发表日期') ?? '';
  if (!title) return quarantined('missing-id', published, '内容标题');
  const publishedOn = statedDay(published);
  if (publishedOn === null) return quarantined('bad-date', published, '发表日期');
  const [from, last] = [statedDay(row.get('统计开始') ?? ''), statedDay(row.get('统计结束') ?? '')];
  const dimension = { ...channelOf(row.get('传播渠道')), article: title, publishedOn };
  return metricRecords({ scope: 'during', from, to: last === null ? null : nextDay(last), dimension, figures });
}

function channelOf(channel: string | null | undefined): Record<string, string> {
  return channel && channel !== whole ? { channel } : {};
}

/** Readers, sharers and savers of a 公众号 per day, and where readers came from. */
export const wechatMpTrend: Format = {
  id: 'wechat-mp-trend',
  version: 3,
  platform: 'wechat-mp',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'days', required: [dayColumn, '阅读人数'], confidence: 0.95 },
    { layout: 'articles', required: articleColumns, confidence: 0.95 },
  ],
  emptyCells: ['-', '--'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  arrange,
  look: lookAtUnits,
  map,
};
