/** The names under which people, programs and WeCom count what happens in chat groups, and the figure each of them states. */
import type { MetricColumns, MetricName } from './content-metrics';

const names: Partial<Record<MetricName, readonly string[]>> = {
  members: [
    ...['群成员数', '群成员总数', '成员总数', '成员数', '群人数', '群总人数', '客户群总人数', '累计成员数', '群成员人数'],
    ...['Members', 'Total members', 'Member count', 'Group members', 'members', 'total_members', 'member_total'],
  ],
  membersGained: [
    ...[
      '新增群成员数',
      '新增群成员',
      '新增成员数',
      '新增成员',
      '新增群人数',
      '入群人数',
      '进群人数',
      '入群成员数',
      '入群成员',
      '新入群人数',
    ],
    ...['New members', 'Members joined', 'Joined members', 'New group members', 'new_members', 'new_member_cnt'],
  ],
  membersLost: [
    ...['退群人数', '退群成员数', '退群成员', '退出成员数', '流失成员数', '流失成员', '流失群成员数', '退群数'],
    ...['Members left', 'Lost members', 'Members lost', 'left_members', 'members_left'],
  ],
  membersNet: [...['净增群成员数', '净增成员数', '净增成员', '净增群成员', '净增人数'], ...['Net members', 'net_members']],
  activeMembers: [
    ...['有过消息的群成员数', '发言人数', '发言成员数', '发言成员', '活跃成员数', '活跃成员', '活跃群成员数', '活跃人数', '活跃群成员'],
    ...['Active members', 'Members who wrote', 'Speakers', 'active_members', 'member_has_msg'],
  ],
  messages: [
    ...['消息总数', '消息数', '消息量', '群消息数', '群消息总数', '消息条数', '发言条数', '发言次数', '发言数'],
    ...['Messages', 'Total messages', 'Message count', 'Messages sent', 'messages', 'msg_total'],
  ],
  groups: [...['客户群总数', '群总数', '群聊总数', '群数量', '客户群数'], ...['Groups', 'Total groups', 'chat_total']],
  groupsGained: [...['新增客户群数', '新增群数', '新增群聊数'], ...['New groups', 'new_chat_cnt']],
  activeGroups: [...['有过消息的客户群数', '有过消息的群数', '活跃群数', '活跃客户群数'], ...['Active groups', 'chat_has_msg']],
};

export const groupMetrics: MetricColumns = Object.fromEntries(
  (Object.keys(names) as MetricName[]).flatMap((metric) => (names[metric] ?? []).map((name) => [name, metric])),
);

/** Figures that only make sense of several groups. */
export const groupTotals: readonly MetricName[] = ['groups', 'groupsGained', 'activeGroups'];
