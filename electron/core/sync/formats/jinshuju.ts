/**
 * 金数据, the entries of a form. The columns between the number and the submission are the form's fields; what 金数据 collects itself has
 * fixed names. People are known by the WeChat open id where the form collects it.
 */
import { chinaOffset } from '../../../../shared/domain/time';
import { surveyFormat } from './survey-format';

const meta = new Set([
  ...['序号', '提交人', '提交时间', '修改时间', '填写时长', '填写设备', '操作系统', '浏览器', 'IP', '总分', '渠道', '微信省市'],
  ...['微信头像', '微信昵称', '微信性别', '微信国家', '微信省份', '微信城市', '微信OpenID', '微信UnionID', '扩展属性'],
]);

/** Entries of a 金数据 form. */
export const jinshuju = surveyFormat({
  id: 'jinshuju',
  version: 3,
  platform: 'jinshuju',
  evidence: 'exact',
  headers: [
    { layout: 'entries', required: ['序号', '提交人', '提交时间', '修改时间', '填写设备'], confidence: 0.95 },
    { layout: 'entries-device', required: ['序号', '提交时间', '填写设备'], confidence: 0.9 },
    { layout: 'entries-wechat', required: ['序号', '提交时间', '微信OpenID'], confidence: 0.9 },
  ],
  emptyCells: [],
  offset: chinaOffset,
  home: 'CN',
  submitted: ['提交时间'],
  modified: ['修改时间'],
  duration: ['填写时长'],
  // Numbers are never given twice; entries may be changed later, the time of submission stays.
  number: { columns: ['序号'], global: false, withTime: true },
  who: { openId: ['微信OpenID'], nickname: ['微信昵称'] },
  question: (column, _at, _frame, first) => (column === '' || (first && meta.has(column)) ? null : { id: null, title: column }),
});
