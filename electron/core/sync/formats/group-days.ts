/**
 * Statistics of chat groups per day: members, who came and left, who wrote, messages. WeChat has none of its own; WeCom (客户群统计) and the programs and people that
 * count use these names, and no file of any of them was seen. Without a column for the group, the sheet or file names it; figures that count groups are those of all
 * groups together. No column of people is read: a table with one is about members and not about groups.
 */
import { content, dayFigures, type Figures, figuresOf, namedFacts, statedDay } from './content-rows';
import { lookAtUnits } from './content-units';
import type { Format, MapContext, RowOutcome, SourceRow } from './format';
import { groupMetrics, groupTotals } from './group-metrics';
import { groupColumns, groupIdColumns, groupOf } from './group-tables';
import { ignored, quarantined, records } from './outcomes';
import { firstOf } from './person-columns';

const dateColumns = ['日期', '时间', '统计日期', '统计时间', 'Date', 'date', 'Day'];
const totalWords = new Set(['合计', '总计', '累计', 'Total', 'Totals']);
const partColumns = ['群主', '部门', 'Owner'];
const used = new Set([...dateColumns, ...groupColumns, ...groupIdColumns]);

/** Columns of people, money or programs: beside them, a table is about something else. */
const ofOthers = [
  [
    '群昵称',
    '微信昵称',
    '昵称',
    '成员昵称',
    '微信号',
    '姓名',
    '手机号',
    '邀请人',
    '入群时间',
    '进群时间',
    '成员',
    '群成员',
    '用户ID',
    '学号',
    '员工',
    '客服',
  ],
  ['Name', 'Email', 'User', 'Username', 'Nickname', 'Member', 'name', 'email', 'user', 'username'],
  ['订单号', '金额', '支付金额', '播放量', '阅读量', 'Views', 'Revenue', 'Followers', 'Channel'],
].flat();

const metricNames = new Set(Object.keys(groupMetrics));
/** `Members` and `发言人数` are counted elsewhere, too: one name at least is said of groups only, or a column names the group. */
const telling = new Set([...Object.keys(groupMetrics).filter((name) => /群|成员|[Gg]roup/.test(name)), ...groupColumns]);

function map(row: SourceRow, { frame }: MapContext): RowOutcome {
  const date = firstOf(row, ...dateColumns) ?? '';
  if (totalWords.has(date)) return ignored('total-row');
  const day = statedDay(date);
  if (day === null)
    return quarantined(
      'bad-date',
      date,
      dateColumns.find((column) => row.get(column) !== undefined),
    );
  const figures = figuresOf(row, groupMetrics, used);
  if (figures.unread) return quarantined('bad-amount', figures.unread.text, figures.unread.column);
  if (isOfAll(row, figures)) return made(dayFigures(day, figures, { dimension: partOf(row) }));
  const column = groupColumns.find((name) => row.get(name) !== undefined);
  const group = groupOf(row, frame);
  if (group === null) return column === undefined ? made(dayFigures(day, figures)) : quarantined('missing-id', date, column);
  const key = firstOf(row, ...groupIdColumns) ?? group;
  const found = dayFigures(day, figures, { contentKey: key });
  return made(
    found.length === 0
      ? []
      : [{ type: 'content', key, payload: content({ title: group, kind: 'community', attributes: figures.texts }) }, ...found],
  );
}

function made(found: Parameters<typeof records>): RowOutcome {
  return found.length === 0 ? ignored('empty') : records(...found);
}

/** The groups of one owner or department, where a line is about those. */
function partOf(row: SourceRow): Record<string, string> {
  const parts = partColumns.map((column) => [column, row.get(column) ?? ''] as const);
  return Object.fromEntries(parts.filter(([, part]) => part !== ''));
}

/** Who counts groups counts more than one, unless a column says which. */
function isOfAll(row: SourceRow, { metrics }: Figures): boolean {
  return firstOf(row, ...groupColumns) === undefined && groupTotals.some((name) => Object.hasOwn(metrics, name));
}

/** Daily figures of chat groups. */
export const groupDays: Format = {
  id: 'group-days',
  version: 1,
  platform: 'wechat-group',
  evidence: 'assumed',
  kind: 'ledger',
  currency: null,
  headers: dateColumns.map((date) => ({
    layout: 'days',
    required: [date],
    among: [
      { of: metricNames, least: 2 },
      { of: telling, least: 1 },
    ],
    forbidden: ofOthers,
    confidence: 0.8,
  })),
  emptyCells: ['-', '--', '——', '/'],
  headPerTable: true,
  sheetsAreNamed: true,
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  look: lookAtUnits,
  map,
};
