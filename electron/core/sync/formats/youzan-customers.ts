/**
 * 有赞 customer list: people as of the day of the export. It has no id: a full phone number is the key, as in the order report, else nickname and
 * the minute of becoming a customer (nicknames repeat, and masked phones identify nobody).
 */
import { normalisePhone } from '../../../../shared/domain/contact';
import { chinaOffset, parseDay } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { quarantined, records } from './outcomes';
import { attributesOf, firstOf, genderOf, instantOf, mapped, person } from './person-columns';

const used = new Set(['客户姓名', '客户昵称', '付费等级', '免费等级']);

function map(row: SourceRow): RowOutcome {
  const phone = mapped(row.get('客户手机号'), (text) => normalisePhone(text, 'CN'));
  const name = row.get('客户昵称') ?? row.get('客户姓名');
  const read = {
    客户手机号: phone,
    客户生日: mapped(row.get('客户生日'), parseDay),
    客户性别: mapped(row.get('客户性别'), genderOf),
    成为客户时间: instantOf(row, '成为客户时间', chinaOffset),
    最近浏览时间: instantOf(row, '最近浏览时间', chinaOffset),
    上次消费时间: instantOf(row, '上次消费时间', chinaOffset),
  };
  if (!phone && !name) return quarantined('missing-id', row.get('客户手机号') ?? '', '客户手机号');
  const payload = person({
    name: row.get('客户姓名'),
    nickname: row.get('客户昵称'),
    phone,
    gender: read.客户性别,
    birthDate: read.客户生日,
    firstSeenAt: read.成为客户时间,
    lastSeenAt: latest(read.最近浏览时间, read.上次消费时间),
    tier: firstOf(row, '付费等级', '免费等级'),
    attributes: attributesOf(row, used, read),
  });
  return records({ type: 'person', key: phone ? `phone:${phone}` : `nick:${name}|${read.成为客户时间 ?? ''}`, payload });
}

/** The later of two instants; undefined only where the layout has neither. */
function latest(a: string | null | undefined, b: string | null | undefined): string | null | undefined {
  if (!a || !b) return a || b || (a === undefined ? b : a);
  return a > b ? a : b;
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, chinaOffset) };
}

/** Customer list of a 有赞 shop. */
export const youzanCustomers: Format = {
  id: 'youzan-customers',
  version: 1,
  platform: 'youzan',
  evidence: 'probable',
  kind: 'snapshot',
  currency: null,
  headers: [
    {
      layout: 'customers',
      required: ['客户昵称', '客户手机号', '成为客户时间', '消费次数', '是否会员'],
      forbidden: ['订单号'],
      confidence: 0.95,
    },
  ],
  emptyCells: ['——', '--', '-'],
  facts,
  map,
};
