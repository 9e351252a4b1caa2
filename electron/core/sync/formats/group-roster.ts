/**
 * Members of chat groups as a table, which people and programs write down (WeChat exports none, so no file was seen): 群昵称, 微信昵称, 微信号, 入群时间, 邀请人. As in the
 * pasted list, a member is known by group and name; a WeChat ID tells who somebody is in all groups. Without a column for the group, the sheet or file names it.
 */
import { normalisePhone } from '../../../../shared/domain/contact';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import { plainTime } from './content-rows';
import type { FileFacts, FileFrame, Format, HeaderRule, MapContext, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { groupColumns, groupIdColumns, groupOf } from './group-tables';
import { ignored, quarantined, records } from './outcomes';
import { memberKey } from './pasted-lines';
import { attributesOf, firstOf, genderOf, mapped, person } from './person-columns';

const groupNicknames = ['群昵称', '群内昵称'];
const nicknames = ['微信昵称', '昵称', '成员昵称', '微信名', '成员名称', '群成员', '成员'];
const names = ['姓名', '真实姓名', '备注名'];
const wechatIds = ['微信号', '微信ID', 'wxid'];
const phones = ['手机号', '手机', '电话', '手机号码'];
const joined = ['入群时间', '进群时间', '加群时间', '加入时间', '入群日期', '进群日期'];
const left = ['退群时间', '退群日期'];
const roles = ['身份', '群内身份', '群身份', '角色', '群角色'];
const told = ['性别', '邀请人', '入群方式', '进群方式', '城市', '备注', '标签', '序号', '是否管理员', '状态'];

const memberColumns = [...groupNicknames, ...nicknames, ...names, ...wechatIds];
const used = new Set([...groupColumns, ...groupIdColumns, ...memberColumns, ...phones, ...roles, '序号', '性别']);

function map(row: SourceRow, { frame }: MapContext): RowOutcome {
  const id = firstOf(row, ...wechatIds);
  const wechatId = id && isWechatId(id) ? id : null;
  const name = (firstOf(row, ...groupNicknames, ...nicknames, ...names) ?? wechatId)?.slice(0, 120);
  if (!name) return id ? quarantined('missing-id', id, groupNicknames[0]) : ignored('empty');
  const community = groupOf(row, frame);
  if (community === null) return quarantined('missing-column', name, groupColumns[0]);
  const inGroup = memberKey(community, name);
  const personKey = wechatId ?? inGroup;
  const times = { joinedAt: timeOf(row, joined), leftAt: timeOf(row, left) };
  const read = Object.fromEntries([...joined, ...left].map((column) => [column, timeIn(row, column)]));
  const attributes = attributesOf(row, used, read);
  return records(
    {
      type: 'communityMember',
      key: wechatId === null ? `~${inGroup}` : memberKey(community, wechatId),
      payload: { community, personKey, name, role: firstOf(row, ...roles), ...times, attributes: some(attributes) },
    },
    { type: 'person', key: personKey, payload: personOf(row, id) },
  );
}

/** As WeChat gives them out and lets people choose them; a masked one, or a remark, identifies nobody. */
function isWechatId(text: string): boolean {
  return /^[a-z][-_a-z0-9]{5,39}$/i.test(text);
}

function personOf(row: SourceRow, id: string | null | undefined) {
  const phone = mapped(firstOf(row, ...phones), (text) => normalisePhone(text, 'CN'));
  const column = phones.find((one) => row.get(one));
  const kept: Record<string, string> = {};
  if (id) kept[wechatIds.find((one) => row.get(one)) ?? ''] = id;
  if (column !== undefined && !phone) kept[column] = row.get(column) ?? '';
  return person({
    name: firstOf(row, ...names),
    nickname: firstOf(row, ...nicknames, ...groupNicknames),
    phone,
    gender: mapped(row.get('性别'), genderOf),
    attributes: kept,
  });
}

function timeOf(row: SourceRow, columns: readonly string[]): string | null | undefined {
  const column = columns.find((one) => row.get(one) !== undefined);
  return column === undefined ? undefined : timeIn(row, column);
}

function timeIn(row: SourceRow, column: string): string | null | undefined {
  return mapped(row.get(column), (text) => parseLocalTime(plainTime(text), chinaOffset));
}

function some(attributes: Record<string, string | null>): Record<string, string | null> | undefined {
  return Object.keys(attributes).length > 0 ? attributes : undefined;
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, chinaOffset) };
}

/** Lists of customers name the day that they joined a group, too: beside such columns, or many others, a table is no roster. */
const ofCustomers = [
  '订单号',
  '金额',
  '实付金额',
  '付款金额',
  '支付金额',
  '消费金额',
  '付款时间',
  '支付时间',
  '购买课程',
  '商品',
  '课程',
  '消息数',
  '发言次数',
  '用户ID',
  '答题序号',
];
const alone = { known: new Set([...used, ...joined, ...left, ...told]), others: 2 };

function rule(required: string, beside: readonly string[]): HeaderRule {
  const among = [{ of: new Set(beside.filter((column) => column !== required)), least: 1 }];
  return { layout: 'table', required: [required], among, forbidden: ofCustomers, alone, confidence: 0.8 };
}

/** Members of chat groups, as a table. */
export const groupRoster: Format = {
  id: 'group-roster',
  version: 1,
  platform: 'wechat-group',
  evidence: 'assumed',
  kind: 'snapshot',
  currency: null,
  headers: [
    ...groupNicknames.map((column) => rule(column, [...memberColumns, ...joined, ...roles])),
    ...joined.filter((column) => column !== '加入时间').map((column) => rule(column, memberColumns)),
  ],
  emptyCells: ['-', '--', '——', '/'],
  headPerTable: true,
  sheetsAreNamed: true,
  facts,
  map,
};
