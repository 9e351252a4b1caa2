/** 小鹅通 用户列表: two snapshots. Phones as formulas, amounts with thousands separators, stray TABs, a user listed twice. */
import { compact, DAY, periodEnd, stamp } from './calendar.mjs';
import { csvCell, quoted, utf8 } from './csv.mjs';
import { grouped } from './money.mjs';
import { createRandom } from './random.mjs';

const columns = [
  '序号',
  '用户ID',
  '昵称',
  '来源渠道',
  '姓名',
  '账户绑定手机号',
  '最近采集手机号',
  '账号状态',
  '邮箱',
  '性别',
  '生日',
  '省份',
  '城市',
  '店铺标签',
  '首次支付时间',
  '累计消费金额',
  '累计消费次数',
  '最近购买商品',
  '累计学习时长',
  '最近访问时间',
  '注册时间',
  '备注名',
];
/** The older export had fewer columns and the old name of one. */
const olderColumns = columns
  .filter((column) => column !== '城市' && column !== '最近购买商品')
  .map((column) => (column === '姓名' ? '真实姓名' : column));

/** What each learner has spent and studied by a moment; the shop inside 小鹅通 is separate from 有赞. */
function figures(reader, at) {
  const random = createRandom(`learner ${reader.xiaoe.id}`);
  const months = Math.max(0, Math.floor((at - reader.joinedAt) / (30 * DAY)));
  const paying = random.chance(0.42);
  const times = paying ? 1 + Math.floor((months * random.int(1, 3)) / 6) : 0;
  const firstPaidAt = reader.joinedAt + random.int(0, 20) * DAY;
  const minutes = Math.floor(months * random.int(0, 90));
  const visitedAt = Math.min(at - random.int(3600, 70_000) * 1000, reader.joinedAt + months * 30 * DAY + random.int(0, 15) * DAY);
  return {
    times: firstPaidAt <= at ? times : 0,
    spentFen: firstPaidAt <= at ? times * random.pick([9_900, 19_900, 36_500]) : 0,
    firstPaidAt,
    minutes,
    visitedAt: Math.max(visitedAt, reader.joinedAt),
  };
}

function duration(minutes) {
  if (minutes === 0) return '0秒';
  return `${minutes >= 60 ? `${Math.floor(minutes / 60)}小时` : ''}${minutes % 60}分钟${(minutes * 7) % 60}秒`;
}

/** The bound phone in one of the three ways files carry it: plain, as a formula, as a quoted formula. */
function phoneCell(phone, index) {
  if (index % 9 === 4) return `=${phone}`;
  if (index % 9 === 7) return `="${phone}"`;
  return phone;
}

function values(reader, index, at) {
  const { xiaoe } = reader;
  const { times, spentFen, firstPaidAt, minutes, visitedAt } = figures(reader, at);
  const imported = xiaoe.channel === 'B端手机号导入' && xiaoe.hasPhone && index % 3 === 0;
  return {
    序号: String(index + 1),
    用户ID: xiaoe.id,
    昵称: index % 40 === 9 ? `${reader.nickname}\t` : reader.nickname,
    来源渠道: xiaoe.channel,
    姓名: xiaoe.level === 9 ? `示例${reader.nickname.slice(0, 1)}` : '',
    真实姓名: xiaoe.level === 9 ? `示例${reader.nickname.slice(0, 1)}` : '',
    账户绑定手机号: xiaoe.hasPhone ? phoneCell(reader.phone, index) : '',
    最近采集手机号: xiaoe.hasPhone && index % 4 === 0 ? reader.phone : '',
    账号状态: imported ? '待注册（手机号导入，用户尚未注册）' : '正常',
    邮箱: reader.email ?? '',
    性别: reader.gender,
    生日: xiaoe.level === 3 ? `19${70 + (index % 30)}-0${1 + (index % 9)}-1${index % 10}` : '',
    省份: reader.province.replace('省', ''),
    城市: reader.city,
    店铺标签: times >= 3 ? '老读者,共读班' : times > 0 ? '共读班' : '',
    首次支付时间: times > 0 ? stamp(firstPaidAt) : '',
    累计消费金额: grouped(spentFen),
    累计消费次数: String(times),
    最近购买商品: times > 0 ? '慢读经典十二讲,第一季' : '',
    累计学习时长: duration(minutes),
    最近访问时间: stamp(visitedAt),
    注册时间: stamp(reader.joinedAt),
    备注名: '',
  };
}

/** Names have a formula's quotation marks doubled; every other cell is quoted only when needed. */
function line(names, entry) {
  return names.map((name) => (entry[name].startsWith('=') ? quoted(entry[name]) : csvCell(entry[name]))).join(',');
}

/**
 * The users known on the day of the file, in order of registration, the latest first. `older` prints the older columns; the newer file has
 * lost a few users who closed their accounts, and repeats three at its end with the figures of the day.
 */
export function xiaoeUsers(readers, file) {
  const learners = readers
    .filter((reader) => reader.xiaoe && reader.joinedAt < Math.min(file.exportedAt, periodEnd))
    .filter((reader) => file.older || Number.parseInt(reader.xiaoe.id.slice(2, 6), 16) % 211 !== 5)
    .sort((a, b) => b.joinedAt - a.joinedAt || (a.xiaoe.id < b.xiaoe.id ? -1 : 1));
  const names = file.older ? olderColumns : columns;
  const entries = learners.map((reader, index) => values(reader, index, file.exportedAt));
  const repeated = file.older
    ? []
    : [40, 400, 900].map((index) => ({ ...entries[index], 序号: String(entries.length + 1), 备注名: '值日生' }));
  const head = names.map((name) => (name === '用户ID' && !file.older ? `${name}\t` : name));
  const text = [head.join(','), ...[...entries, ...repeated].map((entry) => line(names, entry))].join('\r\n');
  // The download centre adds a second suffix.
  return [`用户列表导出_${compact(file.exportedAt).slice(0, 8)}.csv.csv`, utf8(`${text}\r\n`, true)];
}
