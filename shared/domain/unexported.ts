/**
 * Platforms that creators sell on or publish with and whose export file nobody has documented, or that have none. Listed so that nobody searches
 * for them in vain: a table of one's own is mapped once and recognised from then on.
 */
export const unexportedPlatforms = [
  'dedao',
  'ximalaya',
  'zsxq',
  'afdian',
  'mianbaoduo',
  'weidian',
  'xiaoyuzhou',
  'xiaoe-orders',
  'icourse163',
  'yuketang',
  'bilibili',
  'teachable',
  'podia',
  'thinkific',
] as const;
export type UnexportedPlatform = (typeof unexportedPlatforms)[number];
