/**
 * 小红书 creator service, `近30日观看数据.xlsx` and its sisters (互动, 发布, 涨粉; 7 or 30 days): one sheet with the account's figures of the whole period
 * (指标, 数值) and one sheet per figure and day (日期, 数值) that is named after it (观看趋势). The period is that of the daily sheets.
 */
import { xiaohongshuMetrics } from './content-metrics';
import { figuresOf, metricRecords, namedFacts, nextDay, statedDay } from './content-rows';
import { lookAtUnits } from './content-units';
import type { ArrangedTable, Format, RawFile, RowOutcome, SourceRow } from './format';
import { ignored, quarantined, records } from './outcomes';

const own = ['开始日期', '结束日期', '数据'];
const used = new Set(own);

type Sheet = RawFile['tables'][number];

/** Makes one table with a row per day and a column per figure, and one with the figures of the whole period. */
function arrange(file: RawFile): ArrangedTable[] | null {
  const daily = file.tables.filter((table) => /趋势\s*$/.test(table.name) && headOf(table, '日期', '数值'));
  const totals = file.tables.filter((table) => table.name.startsWith('账号总体') && headOf(table, '指标', '数值'));
  if (daily.length === 0 && totals.length === 0) return null;
  const days = daily.flatMap((table) => bodyOf(table).flatMap(({ cells }) => statedDay(cells[0] ?? '') ?? [])).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const tables = daily.length === 0 ? [] : [dailyTable(daily, percentFigures(totals))];
  return [...tables, ...totals.map((table) => periodTable(table, first, last))];
}

/** All sheets list the same days from row 2 on; days that some of them lack come last. */
function dailyTable(sheets: readonly Sheet[], inPercent: ReadonlySet<string>): ArrangedTable {
  const byDay = new Map<string, string[]>();
  sheets.forEach((table, at) => {
    for (const { cells } of bodyOf(table)) {
      const day = cells[0] ?? '';
      const figures = byDay.get(day) ?? sheets.map(() => '');
      figures[at] ||= cells[1] ?? '';
      byDay.set(day, figures);
    }
  });
  const columns = [...own, ...sheets.map((table) => figureOf(table, inPercent))];
  const rows = Array.from(byDay, ([day, figures], at) => ({ row: at + 2, cells: [day, day, '', ...figures] }));
  return { name: '按天', columns, rows };
}

/** A daily rate has no unit of its own: it is written like that of the period, and no rate is above 1. */
function figureOf(table: Sheet, inPercent: ReadonlySet<string>): string {
  const name = table.name.trim().replace(/趋势$/, '');
  const percent = name.endsWith('率') && (inPercent.has(name) || bodyOf(table).some(({ cells }) => Number(cells[1]) > 1));
  return percent ? `${name}(%)` : name;
}

function periodTable(table: Sheet, first: string, last: string): ArrangedTable {
  const body = bodyOf(table);
  return {
    name: table.name,
    columns: [...own, ...body.map(({ cells }) => cells[0] ?? '')],
    rows: [{ row: 2, cells: [first, last, table.name, ...body.map(({ cells }) => cells[1] ?? '')] }],
  };
}

function percentFigures(totals: readonly Sheet[]): Set<string> {
  const names = totals.flatMap((table) => bodyOf(table).map(({ cells }) => cells[0] ?? ''));
  const percent = names.filter((name) => /[(（]%[)）]$/.test(name)).map((name) => name.replace(/[(（]%[)）]$/, ''));
  // The period's 总完播率 is the daily 视频完播率.
  return new Set(percent.includes('总完播率') ? [...percent, '视频完播率'] : percent);
}

function headOf(table: Sheet, first: string, second: string): boolean {
  const head = table.rows[0]?.cells;
  return head?.[0]?.trim() === first && head[1]?.trim() === second;
}

function bodyOf(table: Sheet): Sheet['rows'] {
  return table.rows.slice(1);
}

function map(row: SourceRow): RowOutcome {
  const figures = figuresOf(row, xiaohongshuMetrics, used);
  if (figures.unread) return quarantined('bad-amount', figures.unread.text, figures.unread.column);
  const stated = row.get('开始日期');
  const [from, last] = [statedDay(stated ?? ''), statedDay(row.get('结束日期') ?? '')];
  if (stated && (from === null || last === null)) return quarantined('bad-date', stated, '日期');
  const made = metricRecords({ scope: 'during', from, to: last === null ? null : nextDay(last), figures });
  return made.length === 0 ? ignored('empty') : records(...made);
}

/** Daily figures of a 小红书 account. */
export const xiaohongshuDays: Format = {
  id: 'xiaohongshu-days',
  version: 3,
  platform: 'xiaohongshu',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'days', required: own, confidence: 0.95 }],
  emptyCells: ['-', '--'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  arrange,
  look: lookAtUnits,
  map,
};
