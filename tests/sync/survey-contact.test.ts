import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asksFor } from '../../electron/core/sync/formats/survey-contact';
import { recordsOfLines } from '../support/mapped';
import { scratchDir } from '../support/scratch';

describe('a title asks for', () => {
  test.each([
    ['phone', '3、您的手机号码是？'],
    ['phone', '您的手机号是：'],
    ['phone', '手机/电话'],
    ['phone', '请输入您的手机号码：[填空题]'],
    ['phone', '请问您的联系电话是多少？'],
    ['phone', '联系方式（必填）*'],
    ['phone', 'Contact number'],
    ['phone', 'Phone No.'],
    ['phone', "What's your phone number?"],
    ['phone', 'Please enter your mobile number:'],
    ['email', '您的邮箱是？'],
    ['email', '2. 您的电子邮箱地址 *'],
    ['email', 'Email ID'],
    ['email', 'What is your e-mail address?'],
    ['name', '1、您的 姓名 学号 是？'],
    ['name', '您的姓名是？'],
    ['name', '您的真实姓名是什么？'],
    ['name', '学号、姓名'],
    ['name', 'Your name'],
    ['firstName', 'First name'],
    ['lastName', 'Last name *'],
  ] as const)('%s: %s', (asked, title) => {
    expect(asksFor(asked, title)).toBe(true);
  });

  test.each([
    '您觉得手机号码重要吗',
    '您的手机号码是否实名',
    '您的手机是什么品牌？',
    '推荐人手机号',
    '紧急联系人电话：',
    '您的公司名称是？',
    '您喜欢的书名是？',
    '您的班级是？',
    "Your friend's phone number",
    'Phone number of the shop',
    '手机号（家长）',
    '联系电话（紧急联系人）',
    '邮箱（公司）',
    'Phone number (emergency contact)',
    'Contact',
    'Company name',
    'Name of the Onboarding Member',
  ])('nothing: %s', (title) => {
    for (const asked of ['email', 'phone', 'name', 'firstName', 'lastName'] as const) expect(asksFor(asked, title)).toBe(false);
  });
});

describe('two people in one response', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await scratchDir();
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  /** Who each row names. */
  async function people(name: string, lines: readonly string[]) {
    const rows = await recordsOfLines(join(dir, name), lines);
    return rows.map((records) =>
      records.flatMap(({ type, key, payload }) => (type === 'person' ? [[key, payload.name, payload.email, payload.phone]] : [])),
    );
  }

  const typeform = (questions: string, rows: readonly string[]) => [
    `#,${questions},Start Date (UTC),Submit Date (UTC),Network ID`,
    ...rows.map((row, at) => `abc123token${at},${row},2026-10-31 05:00:00,2026-10-31 05:04:05,00aa11bb2${at}`),
  ];

  test('a title that comes again begins the contact of another, of whom nothing is taken', async () => {
    const found = await people(
      'guests.csv',
      typeform('First name,Phone number,Email,First name,Phone number,Email', [
        'Aster,,,Basil,+15550100002,basil@example.com',
        'Aster,,aster@example.com,Basil,+15550100002,basil@example.com',
        ',,,Basil,,basil@example.com',
      ]),
    );
    expect(found).toEqual([
      [],
      [['aster@example.com', 'Aster', 'aster@example.com', undefined]],
      [['basil@example.com', 'Basil', 'basil@example.com', undefined]],
    ]);
  });

  test('an address that is asked for twice to be sure is of one person', async () => {
    const found = await people(
      'sure.csv',
      typeform('Name,Email,Email,Phone number', [
        'Aster,aster@example.com,Aster@example.com,+15550100001',
        'Aster,aster@example.com,basil@example.com,+15550100002',
      ]),
    );
    expect(found).toEqual([
      [['aster@example.com', 'Aster', 'aster@example.com', '+15550100001']],
      [['aster@example.com', 'Aster', 'aster@example.com', undefined]],
    ]);
  });

  test('a question and a block that differ are not put together', async () => {
    const found = await people('block.csv', [
      'Respondent ID,Collector ID,Start Date,End Date,Your name,Contact information,,,Contact information,,',
      ',,,,Open-Ended Response,Name,Email,Phone Number,Name,Email,Phone Number',
      '11800000031,400000004,10/31/2026 13:04:05,10/31/2026 13:09:44,Aster,Basil,basil@example.com,,,,',
      '11800000032,400000004,10/31/2026 13:04:05,10/31/2026 13:09:44,Aster,Aster,aster@example.com,,Basil,,+1 555 010 0002',
      '11800000033,400000004,10/31/2026 13:04:05,10/31/2026 13:09:44,,Aster,,,Basil,basil@example.com,',
    ]);
    expect(found).toEqual([
      [['basil@example.com', 'Basil', 'basil@example.com', undefined]],
      [['aster@example.com', 'Aster', 'aster@example.com', undefined]],
      [],
    ]);
  });
});
