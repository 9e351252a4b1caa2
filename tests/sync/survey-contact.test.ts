import { describe, expect, test } from 'vitest';
import { asksFor } from '../../electron/core/sync/formats/survey-contact';

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
