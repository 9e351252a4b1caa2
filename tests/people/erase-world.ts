/** A person whom seven kinds of files know, beside somebody who shares what is common. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvLine } from '../../shared/domain/csv';
import { alipayBill, merchantBill, xiaoeUsers, youzanOrders } from '../support/files';
import type { TestWorkspace } from '../support/workspace';

export const gone = {
  name: '林知遥',
  nickname: '知遥在山里',
  phone: '13800000061',
  email: 'lin.zhiyao@example.com',
  xiaoeId: 'u_lzy0001_AbCdEfGh',
  openId: 'oZhiyao00000001abc',
  address: '竹叶巷七号院二楼',
  answer: '我想读关于雪的长诗',
  message: 'Thanks for the snow poems',
  note: '她住在山脚下',
  tag: '山里的朋友',
  edited: '遥遥',
  lineNote: '给知遥单独讲课',
} as const;
export const stays = { name: '陈立秋', phone: '13800000062', email: 'chen@example.com', city: '西安' } as const;
/** Every text that must be nowhere once the person is erased. */
export const traces: readonly string[] = [...Object.values(gone), `+86${gone.phone}`, 'Lin.Zhiyao@example.com', '林知遥的一对一'];

const order = (number: string, person: { name: string; phone: string; nickname?: string }, product: string, paid: string) => ({
  number,
  status: '交易完成',
  createdAt: '2026-03-01 09:00:00',
  paidAt: '2026-03-01 09:01:00',
  flow: `M${number}`,
  paid,
  product,
  nickname: person.nickname ?? person.name,
  phone: person.phone,
  refunded: '0.00',
});

/** Fills columns of a CSV that its writer leaves empty. */
async function fill(path: string, rowHas: string, cells: Readonly<Record<string, string>>): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const header = (lines[0] ?? '').replace('\ufeff', '').split(',');
  const filled = lines.map((line) => {
    if (!line.includes(rowHas)) return line;
    const row = line.split(',');
    for (const [column, text] of Object.entries(cells)) row[header.indexOf(column)] = text;
    return row.join(',');
  });
  await writeFile(path, filled.join('\n'));
}

async function csv(path: string, rows: readonly (readonly string[])[]): Promise<string> {
  await writeFile(path, `\ufeff${rows.map(csvLine).join('\r\n')}\r\n`);
  return path;
}

/** Writes the files; with `only: 'others'` what they would be had the person never been there. */
export async function worldFiles(dir: string): Promise<string[]> {
  const users = await xiaoeUsers(join(dir, '用户列表导出_20261031.csv'), [
    { id: gone.xiaoeId, nickname: gone.nickname, phone: gone.phone, city: stays.city, spent: '99.00', registeredAt: '2026-01-05 08:00:00' },
    {
      id: 'u_clq0002_AbCdEfGh',
      nickname: stays.name,
      phone: stays.phone,
      city: stays.city,
      spent: '0.00',
      registeredAt: '2026-01-06 08:00:00',
    },
  ]);
  const orders = await youzanOrders(join(dir, '订单报表_20261101090030.csv'), [
    order('E20260001', gone, '年度专栏', '199.00'),
    order('E20260002', { ...gone, nickname: gone.nickname }, '林知遥的一对一', '500.00'),
    order('E20260003', stays, '年度专栏', '199.00'),
    { ...order('E20260004', gone, '年度专栏', '一百元'), nickname: gone.nickname },
  ]);
  await fill(orders, 'E20260001', { '详细收货地址/提货地址': gone.address, '收货人/提货人': gone.name });
  const bill = await merchantBill(join(dir, '1900000001All2026-03-01_2026-03-31.csv'), [
    { time: '2026-03-01 09:01:00', id: 'ME20260001', merchantId: 'wx001', state: 'SUCCESS', amount: '199.00', fee: '1.19' },
    { time: '2026-03-01 09:01:00', id: 'ME20260003', merchantId: 'wx003', state: 'SUCCESS', amount: '199.00', fee: '1.19' },
  ]);
  const row = { time: '2026-04-01 10:00:00', direction: '收入' as const, category: '转账红包', status: '交易成功' };
  const personal = await alipayBill(join(dir, 'alipay.csv'), [
    { ...row, who: gone.name, what: '转账', amount: '88.00', id: '2026040100000001' },
    { ...row, who: stays.name, what: '转账', amount: '66.00', id: '2026040100000002' },
  ]);
  const survey = await csv(join(dir, '200300400_3_2.csv'), [
    ['序号', '提交答卷时间', '所用时间', '来源', '来源详情', '来自IP', '1、您的姓名', '2、想读什么', '3、您的手机号码'],
    ['1', '2026/9/3 12:00:00', '95秒', '微信', '群聊', '127.0.0.1(本地-本地)', stays.name, '短诗', stays.phone],
    ['2', '2026/9/3 12:05:07', '80秒', '手机提交', '', '127.0.0.2(浙江-杭州)', gone.name, gone.answer, gone.phone],
  ]);
  const form = await csv(join(dir, '读书会报名.csv'), [
    '序号,姓名,手机,想读的书,提交人,提交时间,修改时间,填写设备,操作系统,浏览器,IP,微信头像,微信昵称,微信性别,微信国家,微信省市,微信OpenID'.split(
      ',',
    ),
    [
      '1',
      gone.name,
      gone.phone,
      gone.answer,
      '',
      '2026-10-31 08:00:00',
      '',
      '手机',
      'iOS',
      '微信',
      '127.0.0.1',
      '',
      gone.nickname,
      '女',
      '中国',
      '陕西 西安',
      gone.openId,
    ],
    [
      '2',
      stays.name,
      stays.phone,
      '诗',
      '',
      '2026-10-31 08:05:00',
      '',
      '手机',
      'iOS',
      '微信',
      '127.0.0.2',
      '',
      stays.name,
      '男',
      '中国',
      '陕西 西安',
      'oLiqiu000000002abc',
    ],
  ]);
  const study = await csv(join(dir, '《唐诗二十讲》学习记录20261030.csv'), [
    ['用户ID', '用户昵称', '参与状态', '播放进度', '累计播放时长（秒）', '上次播放时间', '完成时间'],
    [gone.xiaoeId, gone.nickname, '已完成', '100%', '3605', '2026-10-20 21:00:00', '2026-10-20 21:00:00'],
    ['u_clq0002_AbCdEfGh', stays.name, '学习中', '85%', '1200', '2026-10-21 07:00:00', '--'],
  ]);
  const tips = await csv(join(dir, 'Transaction_All.csv'), [
    'DateTime (UTC),From,Message,Item,Received,Given,Currency,TransactionType,TransactionId,Reference,SalesTax,SalesTaxPercentage,SalesTaxIncludesShipping,BuyerCountry,BuyerStateOrProvince,BuyerEmail,PaymentProvider'.split(
      ',',
    ),
    [
      '2026-01-03 10:00',
      gone.name,
      gone.message,
      'Ko-fi Support',
      '5.00',
      '0',
      'USD',
      'Tip',
      '00000000-1111-2222-3333-000000000001',
      '0EX01',
      '0',
      '0',
      'False',
      'CN',
      '',
      'Lin.Zhiyao@example.com',
      'PayPal',
    ],
    [
      '2026-01-04 10:00',
      stays.name,
      'Fine',
      'Ko-fi Support',
      '3.00',
      '0',
      'USD',
      'Tip',
      '00000000-1111-2222-3333-000000000002',
      '0EX02',
      '0',
      '0',
      'False',
      'CN',
      '',
      stays.email,
      'PayPal',
    ],
  ]);
  const roster = join(dir, '群成员.txt');
  await writeFile(roster, `群名称：山中读书社\n群成员（2人）\n${gone.nickname}\n${stays.name}\n`);
  return [users, orders, bill, personal, survey, form, study, tips, roster];
}

/** Everybody whom the files name like the person: the platforms that share nothing know them apart. */
export async function goneIds(workspace: TestWorkspace): Promise<string[]> {
  const found = new Set<string>();
  for (const search of [gone.name, gone.nickname, gone.email, gone.edited])
    for (const person of (await workspace.call('people.list', { search })).people) found.add(person.id);
  return [...found];
}
