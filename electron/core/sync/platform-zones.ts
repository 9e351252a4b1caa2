/** In which zone the days of a platform's files lie. A file names its days, not its zone: they are the platform's, whatever the workspace's are. */

export const chinaZone = 'Asia/Shanghai';

const china = [
  'alipay',
  'alipay-merchant',
  'channels',
  'douban',
  'doudian',
  'douyin',
  'jd',
  'jinshuju',
  'meituan',
  'tencent-survey',
  'toutiao',
  'wechat-group',
  'wechat-mp',
  'wechatpay',
  'wechatpay-merchant',
  'wenjuan',
  'weread',
  'wjx',
  'xiaoe',
  'xiaohongshu',
  'youzan',
  'zhihu',
];

const zones: ReadonlyMap<string, string> = new Map([
  ...china.map((platform) => [platform, chinaZone] as const),
  // The studio counts days of Pacific time wherever its user lives.
  ['youtube', 'America/Los_Angeles'],
  // Neither names the zone of its days; both are services of one clock for all countries.
  ['apple-podcasts', 'UTC'],
  ['spotify', 'UTC'],
]);

/** Null where it differs from account to account. */
export function platformZone(platform: string): string | null {
  return zones.get(platform) ?? null;
}
