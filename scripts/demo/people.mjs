/**
 * The readers of the demo. All are invented: nicknames are put together from word lists, phones follow the pattern
 * 1990000xxxx, e-mails live at example.com, example.org and example.net.
 */
import { DAY, instantIn, months, periodStart } from './calendar.mjs';
import { createRandom } from './random.mjs';

const nickHeads =
  `林间 纸上 秋分 山中 半页 夜读 晴窗 竹影 茶边 石阶 青灯 松下 云外 溪畔 雪后 雨前 春分 白露 霜降 谷雨 远山 旧书 慢读 空谷 长巷 南窗 北岸
  木棉 芦花 海盐 麦田 渡口 灯下 风铃 墨痕 书签 折页 扉页 留白 逗号 句读 卷三 半卷 一册 晨光 黄昏 月台 巷尾 屋檐 露台 柚子 银杏 梧桐 桂花 薄荷 苔藓`.split(
    /\s+/,
  );
const nickTails = `读者 小筑 山 客 书房 旅人 来信 札记 同学 老师 漫步 慢慢 拾光 听雨 煮茶 种树 抄书 点灯 看云 问路 拾叶 折纸 写信 打盹 早起
  晚归 不语 有声 无事 成诗 记事 放映 先生 姑娘 大叔 邻居 船长 店主 编辑 学徒 木匠 农夫 园丁 邮差 管理员 值日生 课代表 图书员`.split(/\s+/);
const places = [
  ['浙江省', '杭州市'],
  ['上海市', '上海市'],
  ['北京市', '北京市'],
  ['广东省', '广州市'],
  ['广东省', '深圳市'],
  ['四川省', '成都市'],
  ['江苏省', '南京市'],
  ['江苏省', '苏州市'],
  ['湖北省', '武汉市'],
  ['陕西省', '西安市'],
  ['福建省', '厦门市'],
  ['云南省', '昆明市'],
  ['湖南省', '长沙市'],
  ['山东省', '青岛市'],
];
const firstNames =
  `Aster Birch Cedar Dahlia Ember Fern Gale Hazel Iris Juniper Kestrel Linden Maple Nettle Olive Poppy Quill Rowan Sage Tansy Umber
  Violet Willow Xanthe Yarrow Zinnia Ash Briar Clover Dune Elm Finch Grove Heath Ivy Jasper Lark Moss Nova Oak Pine Reed Sorrel Thistle Vale Wren`.split(
    /\s+/,
  );
const lastNames = ['Example', 'Sample', 'Placeholder', 'Fixture', 'Specimen', 'Invented', 'Imaginary', 'Makebelieve'];
const countries = [
  { code: 'US', name: 'United States', currency: 'usd', weight: 46 },
  { code: 'GB', name: 'United Kingdom', currency: 'gbp', weight: 14 },
  { code: 'DE', name: 'Germany', currency: 'eur', weight: 10 },
  { code: 'FR', name: 'France', currency: 'eur', weight: 6 },
  { code: 'CA', name: 'Canada', currency: 'usd', weight: 9 },
  { code: 'AU', name: 'Australia', currency: 'usd', weight: 6 },
  { code: 'JP', name: 'Japan', currency: 'jpy', weight: 6 },
  { code: 'NL', name: 'Netherlands', currency: 'eur', weight: 3 },
];

/** How many readers stand where; the sum of distinct people is about 3,000. */
const counts = {
  xiaoe: 1700,
  both: 700,
  youzanOnly: 780,
  overseas: 530,
  patreonOnly: 220,
  bothOverseas: 110,
  bilingual: 14,
  sharedPhones: 8,
};

function fictionalPhone(index) {
  // 7919 is prime and coprime to 10000, so phones are distinct without looking like a counter.
  return `1990000${String((index * 7919 + 1234) % 10000).padStart(4, '0')}`;
}

function chineseReader(random, index, nickname) {
  const [province, city] = random.pick(places);
  const joined = random.weighted(months.map((month) => [month, 10 + month.index]));
  return {
    nickname,
    phone: fictionalPhone(index),
    email: random.chance(0.12) ? `reader${String(index).padStart(4, '0')}@example.net` : null,
    province,
    city,
    gender: random.weighted([
      ['女', 5],
      ['男', 3],
      ['', 4],
    ]),
    // A fifth were there before the demo's first month.
    joinedAt: random.chance(0.2) ? periodStart - random.int(20, 500) * DAY + random.int(0, 86399) * 1000 : instantIn(random, joined),
    openid: `oDEMO${random.letters(23)}`,
    xiaoe: null,
    onYouzan: false,
    masked: false,
  };
}

function xiaoeAccount(random) {
  return {
    id: `u_${random.hex(13)}_${random.letters(10)}`,
    // A quarter came in through WeChat and never left a phone.
    hasPhone: random.chance(0.75),
    channel: random.weighted([
      ['自然注册', 5],
      ['微信', 6],
      ['B端手机号导入', 1],
    ]),
    level: random.int(0, 9),
  };
}

function chineseReaders() {
  const random = createRandom('readers');
  const nicknames = random.shuffle(nickHeads.flatMap((head) => nickTails.map((tail) => head + tail)));
  // Four-byte GB18030 and a comma in a name: both happen, and both break careless readers.
  nicknames[3] = '𠮷野书铺';
  nicknames[11] = '慢读,一页';
  const total = counts.xiaoe + counts.youzanOnly;
  const readers = Array.from({ length: total }, (_, index) => chineseReader(random, index, nicknames[index]));
  readers.forEach((reader, index) => {
    if (index < counts.xiaoe) reader.xiaoe = xiaoeAccount(random);
    // Buyers of the shop: the first `both` readers learn at 小鹅通 too, joined by an equal phone.
    reader.onYouzan = index < counts.both || index >= counts.xiaoe;
    if (index < counts.both) reader.xiaoe.hasPhone = true;
    reader.masked = reader.onYouzan && random.chance(0.06);
  });
  // Families that share one phone: two 小鹅通 users, one number. Nothing may merge them without being asked.
  for (let i = 0; i < counts.sharedPhones; i += 1) {
    const second = readers[counts.both + i];
    second.phone = readers[i].phone;
    second.xiaoe.hasPhone = true;
    readers[i].masked = false;
  }
  return readers;
}

function overseasReader(random, index) {
  const first = firstNames[index % firstNames.length];
  const initial = 'ABCDEFGHJKLMNPRSTVW'[random.int(0, 18)];
  const last = random.pick(lastNames);
  const country = random.weighted(countries.map((entry) => [entry, entry.weight]));
  const domain = random.pick(['example.com', 'example.org', 'example.net']);
  return {
    name: `${first} ${initial}. ${last}`,
    email: `${first}.${initial}.${last}${index}@${domain}`.toLowerCase(),
    country,
    joinedAt: instantIn(random, random.weighted(months.map((month) => [month, 8 + month.index]))),
    patreonId: null,
    customerId: null,
  };
}

function overseasReaders() {
  const random = createRandom('overseas readers');
  const readers = Array.from({ length: counts.overseas }, (_, index) => overseasReader(random, index));
  Object.assign(readers[0], { name: 'Aster W. Example', email: 'aster.w.example@example.com' });
  readers.forEach((reader, index) => {
    const onPatreon = index < counts.patreonOnly + counts.bothOverseas;
    const onStripe = index >= counts.patreonOnly;
    if (onPatreon) reader.patreonId = String(90_000_000 + index * 137 + random.int(0, 99));
    if (onStripe) reader.customerId = `cus_Demo${random.letters(10)}`;
  });
  return readers;
}

/**
 * All readers: `chinese` (小鹅通 and 有赞) and `overseas` (Patreon and Stripe). A few bilingual readers use one e-mail on both sides.
 */
export function planPeople() {
  const chinese = chineseReaders();
  const overseas = overseasReaders();
  for (let i = 0; i < counts.bilingual; i += 1) {
    chinese[20 + i * 7].email = overseas[counts.patreonOnly - 5 + i].email;
  }
  return { chinese, overseas };
}
