/**
 * 小鹅通 user list: people as of the day of the export. The user chooses the columns, so all but the id may be missing. Phone cells may be
 * spreadsheet formulas; a user may stand twice in a file, and the later row counts.
 */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import { chinaOffset, parseDay } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, firstOf, genderOf, instantOf, mapped, person } from './person-columns';

const used = new Set(['序号', '用户ID', '昵称', '姓名', '真实姓名', '城市', '省份', '国家', '账号状态', '备注名']);

function map(row: SourceRow): RowOutcome {
  const id = row.get('用户ID');
  if (!id) return quarantined('missing-id', '', '用户ID');
  if (isDamagedId(id)) return quarantined('damaged-id', id, '用户ID');
  const phone = (column: string) => mapped(row.get(column), (text) => normalisePhone(text, 'CN'));
  const read = {
    账户绑定手机号: phone('账户绑定手机号'),
    最近采集手机号: phone('最近采集手机号'),
    邮箱: mapped(row.get('邮箱'), normaliseEmail),
    性别: mapped(row.get('性别'), genderOf),
    生日: mapped(row.get('生日'), parseDay),
    注册时间: instantOf(row, '注册时间', chinaOffset),
    最近访问时间: instantOf(row, '最近访问时间', chinaOffset),
  };
  const { 账户绑定手机号: bound, 最近采集手机号: collected } = read;
  const payload = person({
    name: firstOf(row, '姓名', '真实姓名'),
    nickname: row.get('昵称'),
    email: read.邮箱,
    phone: bound ?? collected ?? bound,
    gender: read.性别,
    birthDate: read.生日,
    city: row.get('城市'),
    province: row.get('省份'),
    country: row.get('国家'),
    firstSeenAt: read.注册时间,
    lastSeenAt: read.最近访问时间,
    status: row.get('账号状态'),
    note: row.get('备注名'),
    attributes: attributesOf(row, used, read),
  });
  return records({ type: 'person', key: id, payload });
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, chinaOffset) };
}

/** Columns of 小鹅通's viewing and study records, which list users too. */
const studyColumns = ['用户昵称', '参与状态', '播放进度', '评论次数', '直播间停留时长', '直播间停留时长(秒)', '上次播放时间'];

/** Any list of users has these columns; 小鹅通's ids begin with `u_`. */
const cells = { 用户ID: /^u_/ };

/** User list of a 小鹅通 shop. */
export const xiaoeUsers: Format = {
  id: 'xiaoe-users',
  version: 1,
  platform: 'xiaoe',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'users', required: ['用户ID', '账户绑定手机号', '最近采集手机号'], forbidden: studyColumns, confidence: 0.95 },
    { layout: 'users-bound-phone', required: ['用户ID', '昵称', '账户绑定手机号'], forbidden: studyColumns, cells, confidence: 0.9 },
    { layout: 'users-collected-phone', required: ['用户ID', '昵称', '最近采集手机号'], forbidden: studyColumns, cells, confidence: 0.9 },
    { layout: 'users-without-phone', required: ['用户ID', '昵称', '账号状态'], forbidden: studyColumns, cells, confidence: 0.8 },
    { layout: 'users-spending', required: ['用户ID', '昵称', '累计消费金额'], forbidden: studyColumns, cells, confidence: 0.8 },
  ],
  emptyCells: ['--', '-', '——'],
  facts,
  map,
};
