/** Interest and cash-back are told from a course of that name by category and payer, not by the name alone. */
import { describe, expect, test } from 'vitest';
import { appRules, webRules } from '../../electron/core/sync/formats/alipay-rules';

const app = { direction: '收入', status: '交易成功', funds: '' };
const web = { direction: '收入', status: '交易成功', funds: '已收入' };
const interest = { ignored: 'interest' };

describe('income whose product speaks of interest', () => {
  test('is a sale when a reader pays for a course of that name', () => {
    expect(appRules({ ...app, type: '商业服务', text: '《读懂利息》十讲', party: '林间读者' })).toBe('sale');
    expect(appRules({ ...app, type: '收入', text: '返现的秘密 线上课', party: '纸上' })).toBe('sale');
    expect(webRules({ ...web, type: '即时到账交易', text: '结息与复利', party: '秋分' })).toBe('sale');
  });

  test('is interest when a fund, a bank or Alipay pays, or where nothing is traded', () => {
    expect(appRules({ ...app, type: '收入', text: '余额宝-收益发放', party: '示例基金管理有限公司' })).toEqual(interest);
    expect(webRules({ ...web, type: '即时到账交易', text: '余额宝-2026.01.01-收益发放', party: '示例基金管理有限公司' })).toEqual(interest);
    expect(appRules({ ...app, type: '其他', text: '活期利息', party: '示例银行' })).toEqual(interest);
    expect(appRules({ ...app, type: '投资理财', text: '收益发放', party: '某某' })).toEqual(interest);
    expect(appRules({ ...app, type: '奖励', text: '集分宝返现', party: '支付宝' })).toEqual(interest);
  });
});
