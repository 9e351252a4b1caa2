/**
 * Tables of other programs that happen to use the words of a platform's export: nobody may claim them, so that the user says what their columns mean.
 * Everybody in them is invented.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detect } from '../../electron/core/sync/detect';
import type { Format } from '../../electron/core/sync/formats/format';
import { openSource } from '../../electron/core/sync/read';
import { scratchDir } from '../support/scratch';

const tables: Readonly<Record<string, string>> = {
  'customers of another shop': `Customer ID,First Name,Last Name,Email,Phone,Total Spent,Total Orders
17,Aster,Example,aster@example.com,,120.00,3`,
  'customers of a till': `First Name,Last Name,Email,Accepts Marketing,Birthday,Total Spent,Total Orders,Loyalty Points
Aster,Example,aster@example.com,yes,1990-01-01,120.00,3,40`,
  'members of a sports club': `Full Name,Email,Phone,Plan,Active,Expiration date,Belt
Aster Example,aster@example.com,+15550100001,Family,Yes,2026-12-31,green`,
  'members of a library': `Full Name,Email,Plan,Active,Expiration date
Aster Example,aster@example.com,Adult,1,2026-12-31`,
  'users of a web application': `id,email,active_subscription,expiry,created_at,last_login
17,aster@example.com,true,2026-12-31,2026-01-01,2026-10-01`,
  'accounts of a hosting company': `email,expiry,email_disabled,type,quota
aster@example.com,2026-12-31,false,mailbox,5 GB`,
  'readers in a database of ones own': `id,email,subscribed_to_emails,created_at
17,aster@example.com,1,2026-01-01 10:00:00`,
  'users of a service with tiers': `email,status,tier,created_at,unsubscribed_at,last_ip
aster@example.com,active,gold,2026-01-01T10:00:00Z,,192.0.2.1`,
  'sign-ups of a landing page': `Email Address,Subscribed at,UTM Source,Country
aster@example.com,2026-01-01,instagram,DE`,
  'donors of a charity': `FirstName,LastName,Email,Pledge,Lifetime,Status,Start
Aster,Example,aster@example.com,20,240,active,2025-01-01`,
  'givers of a charity': `Name,Email,First paid date,Last paid date,Total paid
Aster Example,aster@example.com,2025-01-01,2026-01-01,240`,
  'members of a site with payments': `Email,Name,Stripe plan,Status,Phone
aster@example.com,Aster Example,gold,active,+15550100001`,
  'subscribers of a magazine': `Email,Type,Start date,Subscription interval,Address
aster@example.com,print,2026-01-01,yearly,1 Mill Lane`,
  'requests to a help desk': `id,Email,Subject,Description,Created (UTC),Priority
501,aster@example.com,Cannot log in,It says no,2026-10-01 10:00,high`,
  'contacts of a CRM': `id,Email,Description,Created (UTC),Owner
17,aster@example.com,met at the fair,2026-10-01 10:00,Fern Example`,
  'invoices of another program': `Invoice,Customer,Created date (UTC),Due date,Amount,Currency,Status
2026-01,Aster Example,2026-10-01 10:00:00,2026-10-15,120.00,EUR,Paid`,
  'payments of another provider': `id,Created (UTC),Amount,Currency,Status,Captured,Card
8831,2026-10-01 10:00,120.00,eur,Paid,true,1111`,
  'payments of another provider, with refunds': `id,Created (UTC),Amount,Amount Refunded,Currency,Status,Fee
8831,2026-10-01 10:00,120.00,0.00,eur,Paid,1.20`,
  'payments of another provider, dated': `id,Created,Amount,Amount Refunded,Currency,Status,Fee,Captured
8831,2026-10-01 10:00,120.00,0.00,eur,Paid,1.20,true`,
  'subscriptions of another biller': `id,Customer Email,Plan,Interval,Status,Seats
771,aster@example.com,Team,month,active,5`,
  'payouts of another provider': `id,Amount,Currency,Arrival Date (UTC),Status
771,120.00,eur,2026-10-01,paid`,
  'movements of another provider': `id,Type,Source,Amount,Fee,Net,Currency,Created
771,sale,web,120.00,1.20,118.80,EUR,2026-10-01 10:00`,
  'sales of a ticket office': `Order ID,Order date,Attendee email,Event name,Ticket type,Price
or_7Kd2,2026-10-01,aster@example.com,Ink and Tea,Early,25.00`,
  'orders of a ticket office': `Order ID,Order date,Buyer email,Net sales,Event name
or_7Kd2,2026-10-01,aster@example.com,€25.00,Ink and Tea`,
  'charts of songs': `Date,Position,Track Name,Artist,Streams,URL
2026-10-01,1,Rain on Moss,The Lanterns,120000,https://example.com/1`,
  'streams by song': `Date,Song,Streams
10/13/2026,Rain on Moss,120`,
  'audience of an advertisement': `Date,Campaign,Audience size
10/13/2026,Autumn,12000`,
  'population by place': `Geo,Year,Percentage
Berlin,2025,4.4`,
  'episodes of a podcast host': `Show Name,Episode ID,Episode Title,Plays,Downloads,Publish Date
Ink Stories,44,First words,120,80,2026-10-01`,
  'days of 西瓜视频': `日期,总播放量,总播放时长(分钟),新增粉丝
2026-10-01,1200,300,5`,
  'days of a video department': `日期,部门,总播放量
2026-10-01,市场部,1200`,
  'works of 快手': `作品名称,发布时间,播放量,点赞量,评论量
山中读书,2026-10-01 10:00:00,1200,30,2`,
  'videos of a site of ones own': `视频ID,视频描述,发布时间,播放量
17,山中读书,2026-10-01 10:00:00,1200`,
  'days of another reading site': `日期,阅读,播放,点赞,喜欢,投币,充电
2026-10-01,10,20,3,4,5,6`,
  'days of an advertiser': `日期,广告位,曝光量,点击量,收入(元)
2026-10-01,首页,1200,30,12.50`,
  'notes of a notebook': `笔记标题,首次发布时间,标签,字数
山中读书,2026-10-01 10:00:00,随笔,1200`,
  'users of a forum': `用户ID,昵称,账号状态,发帖数
1001,小满,正常,12`,
  'buyers of another shop': `用户ID,昵称,累计消费金额,会员等级
1001,小满,120.00,金卡`,
  'users with a phone': `用户ID,昵称,账户绑定手机号,积分
1001,小满,13800000001,12`,
  'training of a company': `用户ID,参与状态,播放进度,部门
1001,已参与,85%,市场部`,
  'a matrix of a statistics program': `V1,V2,V3,V4,V5,V6,V7,V8,V9,V10
1,2,3,4,5,6,7,8,9,10`,
  'followers by shop': `日期,门店,新关注人数,取消关注人数
2026-10-01,一号店,5,1`,
  'guests of another hall': `用户ID,用户昵称,直播间停留时长
1001,小满,20分钟`,
  'early risers': `user_id,所属主题,打卡时间
1001,早起,2026-10-01 06:00:00`,
  'requests of an office': `序号,申请事项,提交人,提交时间,修改时间,审批状态
1,采购纸张,小满,2026-10-01 10:00:00,2026-10-02 10:00:00,已通过`,
  'contacts of a 企业 CRM': `客户昵称,客户手机号,成为客户时间,跟进人,客户阶段
小满,13800000001,2026-10-01 10:00:00,阿寒,意向`,
  'orders of another shop': `订单号,订单状态,订单创建时间,买家付款时间,订单实付金额,仓库
88310001,交易完成,2026-10-01 10:00:00,2026-10-01 10:01:00,120.00,一号仓`,
  'sub-orders of another shop': `子订单编号,订单提交时间,订单应付金额,订单状态,店铺
88310001-1,2026-10-01 10:00:00,120.00,已完成,小满书店`,
  'accounts of a company': `业务类型,收入合计,支出合计
课程,12000.00,3000.00
咨询,5000.00,800.00`,
  'returns of another shop': `售后单号,售后类型,退商品金额（元）,售后状态,门店
R-100,仅退款,20.00,退款成功,一号店`,
  'money of another wallet': `Date,Type,Status,Currency,Gross,Fee,Net,Transaction ID
2026-10-01,Payment,Completed,USD,120.00,-1.20,118.80,W-1`,
  'expenses of a household': `Date,Description,Gross,Fee,Net,Currency,Transaction ID
2026-10-01,Rent,-800.00,0.00,-800.00,EUR,1`,
  'views by place of a blog': `Geography,Views,Sessions
DE,120,80`,
  'films of a club': `标题,个人评分,打分日期,条目链接,借阅人
山中一夜,4,2026-10-01,https://example.com/1,小满`,
  'README of a converter': `pay2ledger turns exports into a ledger.

\`\`\`csv
id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Status
ch_1,2026-10-01 10:00:00,20.00,0.00,usd,true,20.00,0.00,usd,Paid
\`\`\`
Run it with one file.`,
  'README with a bill': `# 账单转换
示例：

\`\`\`
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
2026-10-01 10:00:00,二维码收款,小满,课程,收入,¥20.00,零钱,已收钱,1000107301,/,/
\`\`\`
`,
  'README with an activity': `# Importer

~~~
"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID"
"10/13/2026","10:00:00","PDT","Aster Example","Express Checkout Payment","Completed","USD","20.00","-0.90","19.10","DEMO0000000000001"
~~~
`,
  'README with indented rows': `Importer
========

    id,Created date (UTC),Amount,Currency,Status,Converted Amount,Converted Currency
    ch_1,2026-10-01 10:00:00,20.00,usd,Paid,20.00,usd
`,
  'README with a table': `| id | Created date (UTC) | Amount | Currency | Status | Converted Amount | Converted Currency |
| --- | --- | ---: | --- | --- | ---: | --- |
| ch_1 | 2026-10-01 10:00:00 | 20.00 | usd | Paid | 20.00 | usd |
`,
  'README with tips': `# Importer
\`\`\`text
DateTime (UTC),From,Message,Item,Received,Given,Currency,TransactionType,TransactionId
2026-05-01 10:00,Aster Example,,,50.00,,USD,Tip,00000000-0000-4000-8000-000000000001
\`\`\`
`,
  'README with an order': `# Importer
\`\`\`
Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price
#1001,aster@example.com,paid,2026-05-01 10:00:00 +0000,USD,20.00,2026-05-01 10:00:00 +0000,1,Zine,20.00
\`\`\`
`,
};

let dir: string;
beforeAll(async () => {
  dir = await scratchDir();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test.each(Object.entries(tables))('%s', async (_name, text) => {
  const path = join(dir, 'table.csv');
  await writeFile(path, `${text}\n`);
  const found = await detect(await openSource(path));
  expect(found && [found.format.id, found.layout]).toBeNull();
});

test("a template of the user's own may be of a text in Markdown", async () => {
  const path = join(dir, 'table.csv');
  await writeFile(path, '# 三月\n品名,数量\n书签,7\n');
  const file = await openSource(path);
  const template: Format = {
    id: 'own',
    version: 1,
    platform: 'own',
    evidence: 'probable',
    kind: 'ledger',
    currency: null,
    headers: [{ layout: 'own', required: ['品名', '数量'], confidence: 0.5 }],
    emptyCells: [],
    facts: () => ({ account: null, periodFrom: null, periodTo: null, exportedAt: null }),
    map: () => ({ outcome: 'ignored', reason: 'empty' }),
  };
  expect((await detect(file, undefined, async () => [{ format: template, file }]))?.format.id).toBe('own');
});

async function workbook(sheet: string, rows: readonly (readonly string[])[]): Promise<string> {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), sheet);
  const path = join(dir, 'table.xlsx');
  await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return path;
}

test('a log in a workbook is no Google form, the sheet that Google makes of one is', async () => {
  const log = [
    ['Timestamp', 'Temperature', 'Humidity'],
    ['2026-10-01 10:00:00', '21.3', '40'],
  ];
  expect(await detect(await openSource(await workbook('Sensors', log)))).toBeNull();
  const answers = [
    ['Timestamp', 'What do you want to read?'],
    ['2026-10-01 10:00:00', 'Letters'],
  ];
  expect((await detect(await openSource(await workbook('Form Responses 1', answers))))?.format.id).toBe('google-forms');
});
