/** What tables about chat groups have in common: the columns that name the group, and how a sheet or file names it where none does. */
import type { FileFrame, SourceRow } from './format';
import { firstOf } from './person-columns';

export const groupColumns = [
  '群名称',
  '群名',
  '群聊名称',
  '群聊',
  '客户群名称',
  '客户群',
  '社群名称',
  '社群',
  '所在群',
  '微信群',
  'Group name',
  'Group',
  'group_name',
  'group',
];
export const groupIdColumns = ['群ID', '群id', '群聊ID', '客户群ID', 'chat_id', 'Group ID', 'group_id'];

/** Text that was pasted, and sheets that nobody has named, name no group. */
const nameless = /^(?:(?:粘贴的文字|pasted text)(?:\s.*)?|(?:sheet|工作表|表|table)\s*\d*)$/i;
const extensions = /\.(?:csv|tsv|txt|xlsx?|html?)$/i;
const dates = /20\d{2}(?:[-_.年/]?\d{1,2}(?:[-_.月/]?\d{1,2}日?)?月?)?(?:[ _]?\d{6})?/g;
const copies = /\s*(?:[(（]\d{1,3}[)）]|[-_ ]*(?:副本|copy))\s*$/i;
const edges = /^[\s\-_·.—~～至到、,，()（）[\]【】「」]+|[\s\-_·.—~～至到、,，()（）[\]【】「」]+$/g;
/** What such tables are called, before or behind the name of their group. */
const kinds =
  '群?成员(?:名单|列表|明细|表)|群成员|名单|花名册|(?:客户|微信)?群(?:聊)?(?:数据)?统计(?:数据|表)?|群(?:聊)?数据|数据统计|统计(?:数据|表)?|数据|(?:日|周|月)报表?|报表|导出|明细|每日' +
  '|(?:group |chat )?(?:members?(?: list)?|roster|statistics|stats|daily|report|export)';
const kindBehind = new RegExp(`(?:${kinds})$`, 'i');
const kindBefore = new RegExp(`^(?:${kinds})(?=[\\s\\-_·—:：])`, 'i');

/** The group of a row: what its column says, else the name of the sheet or file; null where nothing names one. */
export function groupOf(row: SourceRow, frame: FileFrame): string | null {
  const stated = firstOf(row, ...groupColumns);
  return stated === undefined ? namedByFrame(frame) : (stated?.slice(0, 120) ?? null);
}

function namedByFrame({ tableName, fileName }: FileFrame): string | null {
  const file = (fileName.split(/ › |\//).at(-1) ?? '').replace(extensions, '');
  return nameIn(tableName) ?? nameIn(file);
}

/** `山中读书社_群统计_20261001-20261031 (1)` → `山中读书社`. */
function nameIn(text: string): string | null {
  let name = text.slice(0, 200);
  for (let before = ''; before !== name; ) {
    before = name;
    name = name.replace(copies, '').replace(dates, ' ').replace(edges, '');
    if (nameless.test(name)) return null;
    name = name.replace(kindBehind, '').replace(kindBefore, '').replace(edges, '');
  }
  return name === '' || nameless.test(name) ? null : name.replace(/\s+/g, ' ').slice(0, 120);
}
