/** Which column is which field, by its name (zh, en) and by what stands in it. A guess, shown with its confidence; the user decides. */

import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import { type MappingField, type MappingKind, mappingFields } from '../../../../shared/domain/mapping';
import { parseDecimal } from '../../../../shared/domain/money';
import { wallClock } from './cells';

export interface ColumnGuess {
  field: MappingField;
  /** 0..1: 0.95 for a name that means exactly this, less for names that contain it, least for what only the cells suggest. */
  confidence: number;
}

/** Names in lower case without blanks and brackets; the first list that fits exactly wins over one that only contains it. */
const names: Record<MappingField, readonly string[]> = {
  name: [
    '姓名',
    '名字',
    '真实姓名',
    '客户姓名',
    '学员姓名',
    '买家',
    '买家姓名',
    '收件人',
    '用户',
    '学员',
    '客户',
    '成员',
    '付款人',
    'name',
    'fullname',
    'customer',
    'customername',
    'buyer',
    'buyername',
    'member',
    'student',
    'attendee',
    'participant',
  ],
  nickname: ['昵称', '微信昵称', '用户昵称', '群昵称', '网名', 'nickname', 'displayname', 'username', 'handle', 'screenname'],
  externalId: [
    '用户id',
    '会员编号',
    '会员号',
    '学号',
    '客户编号',
    'uid',
    'openid',
    'unionid',
    '微信号',
    '编号',
    'id',
    'userid',
    'memberid',
    'customerid',
    'videoid',
    '作品id',
    '文章id',
    '笔记id',
  ],
  email: ['邮箱', '电子邮箱', '邮件', '邮箱地址', 'email', 'e-mail', 'emailaddress', 'mail', 'customeremail', 'buyeremail'],
  phone: [
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '联系电话',
    '联系方式',
    '买家手机号',
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'tel',
    'telephone',
  ],
  gender: ['性别', 'gender', 'sex'],
  birthDate: ['生日', '出生日期', '出生年月', 'birthday', 'birthdate', 'dateofbirth', 'dob'],
  city: ['城市', '所在城市', '市', 'city', 'town'],
  province: ['省', '省份', '所在省份', '地区', 'province', 'state', 'region'],
  country: ['国家', '国家地区', 'country'],
  firstSeenAt: [
    '注册时间',
    '加入时间',
    '入会时间',
    '入群时间',
    '首次购买时间',
    '报名时间',
    '创建时间',
    'joined',
    'joinedat',
    'joindate',
    'signupdate',
    'createdat',
    'created',
    'subscribedat',
    'membersince',
  ],
  lastSeenAt: [
    '最近访问时间',
    '最近登录',
    '最后活跃',
    '最近消费时间',
    '最近购买时间',
    'lastseen',
    'lastactive',
    'lastlogin',
    'lastpurchase',
    'lastorder',
  ],
  tier: ['等级', '会员等级', '会员类型', '档位', '套餐', '权益', 'tier', 'plan', 'level', 'membership', 'membershiptype'],
  status: ['状态', '订单状态', '交易状态', '支付状态', '会员状态', '付款状态', 'status', 'state', 'orderstatus', 'paymentstatus'],
  note: ['备注', '说明', '留言', '买家留言', '描述', 'note', 'notes', 'remark', 'remarks', 'comment', 'comments', 'memo', 'description'],
  at: [
    '时间',
    '日期',
    '付款时间',
    '支付时间',
    '下单时间',
    '订单时间',
    '交易时间',
    '成交时间',
    '购买时间',
    '创建时间',
    '签到时间',
    '打卡时间',
    '提交时间',
    '报名时间',
    '收款时间',
    'date',
    'time',
    'datetime',
    'timestamp',
    'paidat',
    'paymentdate',
    'orderdate',
    'purchasedate',
    'saledate',
    'transactiondate',
    'createdat',
  ],
  amount: [
    '金额',
    '实付金额',
    '实付',
    '支付金额',
    '付款金额',
    '订单金额',
    '交易金额',
    '收入',
    '收款金额',
    '实收金额',
    '价格',
    '总价',
    '成交金额',
    'amount',
    'total',
    'price',
    'paid',
    'gross',
    'grossamount',
    'saleprice',
    'ordertotal',
    'revenue',
  ],
  number: [
    '订单号',
    '订单编号',
    '交易号',
    '流水号',
    '单号',
    '商户单号',
    '交易单号',
    'orderid',
    'ordernumber',
    'orderno',
    'order',
    'transactionid',
    'transactionnumber',
    'invoice',
    'invoicenumber',
    'reference',
    'paymentid',
    'saleid',
  ],
  product: [
    '商品',
    '商品名称',
    '课程',
    '课程名称',
    '产品',
    '产品名称',
    '项目',
    '内容',
    '标题',
    '服务',
    '星球',
    '专栏',
    'product',
    'productname',
    'item',
    'itemname',
    'course',
    'title',
  ],
  fee: ['手续费', '服务费', '平台服务费', '佣金', '技术服务费', 'fee', 'fees', 'processingfee', 'platformfee', 'commission'],
  refunded: ['退款', '退款金额', '已退款金额', 'refund', 'refunded', 'refundamount', 'amountrefunded'],
  currency: ['币种', '货币', 'currency', 'currencycode'],
  activity: [
    '活动',
    '活动名称',
    '课程',
    '课程名称',
    '直播',
    '主题',
    '场次',
    'event',
    'eventname',
    'activity',
    'session',
    'lesson',
    'course',
    'webinar',
  ],
  minutes: ['时长', '观看时长', '学习时长', '参会时长', '分钟', 'minutes', 'duration', 'timespent', 'watchtime'],
  title: [
    '标题',
    '作品标题',
    '作品名称',
    '内容标题',
    '视频标题',
    '文章标题',
    '笔记标题',
    '名称',
    'title',
    'name',
    'videotitle',
    'posttitle',
    'episode',
    'headline',
  ],
  publishedAt: [
    '发布时间',
    '发布日期',
    '发表时间',
    '首次发布时间',
    '上线时间',
    '日期',
    '时间',
    'publishedat',
    'published',
    'publishdate',
    'pubdate',
    'releasedate',
    'date',
  ],
  url: ['链接', '网址', '地址', '文章链接', 'url', 'link', 'permalink', 'href'],
  series: ['栏目', '专栏', '合集', '系列', '节目', 'series', 'show', 'playlist', 'category', 'channel'],
  figure: [
    '播放量',
    '阅读量',
    '浏览量',
    '观看量',
    '曝光',
    '点赞',
    '评论',
    '收藏',
    '分享',
    '转发',
    '涨粉',
    '完播率',
    'views',
    'plays',
    'reads',
    'impressions',
    'likes',
    'comments',
    'shares',
    'saves',
    'clicks',
    'opens',
    'followers',
  ],
};

/** A column's name as it is compared: lower case, without blanks, brackets' contents and marks. */
function plainName(column: string): string {
  return column
    .toLowerCase()
    .replace(/[（(【[].*?[)）】\]]/g, '')
    .replace(/[\s_:：*·.#/-]/g, '');
}

/** Guesses the field of every column; each field is given once, to the column it fits best (figures any number of times). */
export function guessColumns(
  kind: MappingKind,
  columns: readonly { column: string; samples: readonly string[] }[],
): (ColumnGuess | null)[] {
  const candidates = columns.flatMap(({ column, samples }, at) =>
    mappingFields[kind].flatMap((field) => {
      const confidence = likeness(field, plainName(column), samples);
      return confidence > 0 ? [{ at, field, confidence }] : [];
    }),
  );
  candidates.sort((a, b) => b.confidence - a.confidence || a.at - b.at);
  const guesses: (ColumnGuess | null)[] = columns.map(() => null);
  const given = new Set<MappingField>();
  for (const { at, field, confidence } of candidates) {
    if (guesses[at] || (given.has(field) && field !== 'figure')) continue;
    guesses[at] = { field, confidence };
    given.add(field);
  }
  return guesses;
}

function likeness(field: MappingField, name: string, samples: readonly string[]): number {
  const share = holds(field, samples);
  // What cannot be read as the field is not the field, whatever its name.
  if (share !== null && samples.length > 0 && share < 0.5) return 0;
  const at = names[field].indexOf(name);
  if (at >= 0) return 0.97 - Math.min(at, 20) / 200;
  const contained = names[field].some((word) => word.length > 1 && name.includes(word));
  if (contained) return share === null ? 0.6 : 0.7;
  return (field === 'email' || field === 'phone') && share !== null && share > 0.8 && samples.length > 0 ? 0.5 : 0;
}

/** The share of cells that can be read as the field; null for fields that anything can be. */
function holds(field: MappingField, samples: readonly string[]): number | null {
  const test = readable(field);
  if (!test || samples.length === 0) return null;
  return samples.filter(test).length / samples.length;
}

function readable(field: MappingField): ((text: string) => boolean) | null {
  switch (field) {
    case 'email':
      return (text) => normaliseEmail(text) !== null;
    case 'phone':
      return (text) => normalisePhone(text, 'CN') !== null || /[*＊]{2,}/.test(text);
    case 'at':
    case 'publishedAt':
    case 'firstSeenAt':
    case 'lastSeenAt':
    case 'birthDate':
      return (text) => (['ymd', 'mdy', 'dmy'] as const).some((order) => wallClock(text, order) !== null);
    case 'amount':
    case 'fee':
    case 'refunded':
    case 'figure':
    case 'minutes':
      return (text) => parseDecimal(text.replace(/[^\d.,-]/g, '').replace(/,(?=\d{3}\b)/g, ''), 4) !== null && /\d/.test(text);
    case 'currency':
      return (text) => /^[A-Za-z]{3}$|人民币|美元|港币|欧元/.test(text);
    case 'url':
      return (text) => /^https?:\/\//i.test(text);
    default:
      return null;
  }
}
