/**
 * The figures that platforms print about content, by one name each. A column that stands in no list here keeps its own name.
 *
 * `views` counts showings and `viewers` people; a platform that only counts people (公众号 阅读人数) states `viewers`. `followersNet` is what was won
 * less what was lost; `followers` is the stock at the end of the day. `estimatedRevenue` is the platform's estimate, never a settlement.
 */

/** What a figure is: `rate` 0..1 (averages viewed may pass 1), `seconds`, `money` in minor units of the record's currency, else a plain number. */
export type MetricUnit = 'number' | 'rate' | 'seconds' | 'money';

export const metricUnits = {
  views: 'number',
  engagedViews: 'number',
  viewers: 'number',
  newViewers: 'number',
  returningViewers: 'number',
  engagedViewers: 'number',
  viewsPerViewer: 'number',
  viewShare: 'rate',
  impressions: 'number',
  impressionClickRate: 'rate',
  clicks: 'number',
  clickRate: 'rate',
  shownInFeed: 'number',
  viewedInFeedRate: 'rate',
  watchSeconds: 'seconds',
  watchShare: 'rate',
  averageViewSeconds: 'seconds',
  averageViewedRate: 'rate',
  completionRate: 'rate',
  completion5sRate: 'rate',
  bounce2sRate: 'rate',
  likes: 'number',
  dislikes: 'number',
  likeRate: 'rate',
  loves: 'number',
  recommends: 'number',
  comments: 'number',
  danmaku: 'number',
  shares: 'number',
  sharers: 'number',
  reposts: 'number',
  saves: 'number',
  savers: 'number',
  profileVisits: 'number',
  followers: 'number',
  followersNet: 'number',
  followersGained: 'number',
  followersLost: 'number',
  activeFollowers: 'number',
  loyalFollowers: 'number',
  followerImpressions: 'number',
  followerViews: 'number',
  posts: 'number',
  recipients: 'number',
  deliveryOpenRate: 'rate',
  messageViews: 'number',
  linkClickers: 'number',
  firstShares: 'number',
  firstShareRate: 'rate',
  shareViews: 'number',
  viewsPerShare: 'number',
  adRequests: 'number',
  adImpressionRate: 'rate',
  estimatedRevenue: 'money',
  revenuePerThousand: 'money',
  audienceShare: 'rate',
  audienceSize: 'number',
  starts: 'number',
  streams: 'number',
} as const satisfies Record<string, MetricUnit>;
export type MetricName = keyof typeof metricUnits;

/** Columns of one platform, without a unit in brackets at their end, and the figure each of them states. */
export type MetricColumns = Readonly<Record<string, MetricName>>;

export const youtubeMetrics: MetricColumns = {
  Views: 'views',
  'Engaged views': 'engagedViews',
  'Views (%)': 'viewShare',
  'Watch time': 'watchSeconds',
  'Watch time (hours) (%)': 'watchShare',
  Subscribers: 'followersNet',
  'Subscribers gained': 'followersGained',
  'Subscribers lost': 'followersLost',
  'Estimated revenue': 'estimatedRevenue',
  'Your estimated revenue': 'estimatedRevenue',
  RPM: 'revenuePerThousand',
  'Average view duration': 'averageViewSeconds',
  'Average percentage viewed': 'averageViewedRate',
  Impressions: 'impressions',
  'Impressions click-through rate': 'impressionClickRate',
  'Unique viewers': 'viewers',
  'Average views per viewer': 'viewsPerViewer',
  'New viewers': 'newViewers',
  'Returning viewers': 'returningViewers',
  Likes: 'likes',
  Dislikes: 'dislikes',
  'Likes (vs. dislikes)': 'likeRate',
  'Comments added': 'comments',
  Shares: 'shares',
  'Shown in feed': 'shownInFeed',
  'Viewed (vs. swiped away)': 'viewedInFeedRate',
  'Stayed to watch': 'viewedInFeedRate',
};

export const xiaohongshuMetrics: MetricColumns = {
  曝光: 'impressions',
  观看: 'views',
  观看量: 'views',
  封面点击率: 'impressionClickRate',
  点赞: 'likes',
  评论: 'comments',
  收藏: 'saves',
  分享: 'shares',
  弹幕: 'danmaku',
  涨粉: 'followersNet',
  净涨粉: 'followersNet',
  新增关注: 'followersGained',
  取消关注: 'followersLost',
  主页访客: 'profileVisits',
  人均观看时长: 'averageViewSeconds',
  平均观看时长: 'averageViewSeconds',
  观看总时长: 'watchSeconds',
  视频完播率: 'completionRate',
  总完播率: 'completionRate',
  总发布: 'posts',
};

export const douyinMetrics: MetricColumns = {
  播放量: 'views',
  总播放量: 'views',
  完播率: 'completionRate',
  '5s完播率': 'completion5sRate',
  '5秒完播率': 'completion5sRate',
  '2s跳出率': 'bounce2sRate',
  '2秒跳出率': 'bounce2sRate',
  封面点击率: 'impressionClickRate',
  平均播放时长: 'averageViewSeconds',
  点赞量: 'likes',
  总点赞量: 'likes',
  分享量: 'shares',
  总分享量: 'shares',
  评论量: 'comments',
  总评论量: 'comments',
  收藏量: 'saves',
  弹幕量: 'danmaku',
  主页访问量: 'profileVisits',
  粉丝增量: 'followersNet',
  投稿量: 'posts',
};

export const channelsMetrics: MetricColumns = {
  播放量: 'views',
  完播率: 'completionRate',
  平均播放时长: 'averageViewSeconds',
  推荐: 'recommends',
  喜欢: 'likes',
  评论量: 'comments',
  分享量: 'shares',
  关注量: 'followersGained',
  转发聊天和朋友圈: 'reposts',
};

export const wechatMpMetrics: MetricColumns = {
  新关注人数: 'followersGained',
  取消关注人数: 'followersLost',
  净增关注人数: 'followersNet',
  累积关注人数: 'followers',
  累计关注人数: 'followers',
  阅读人数: 'viewers',
  总阅读人数: 'viewers',
  阅读次数: 'views',
  总阅读次数: 'views',
  阅读人数占比: 'audienceShare',
  分享人数: 'sharers',
  总分享人数: 'sharers',
  分享次数: 'shares',
  总分享次数: 'shares',
  跳转阅读原文: 'linkClickers',
  跳转阅读原文人数: 'linkClickers',
  微信收藏人数: 'savers',
  发表篇数: 'posts',
  阅读后关注人数: 'followersGained',
  送达人数: 'recipients',
  公众号消息阅读次数: 'messageViews',
  送达阅读率: 'deliveryOpenRate',
  首次分享次数: 'firstShares',
  首次分享率: 'firstShareRate',
  分享产生阅读次数: 'shareViews',
  每次分享带来阅读次数: 'viewsPerShare',
  阅读完成率: 'completionRate',
};

/** 流量主: what advertisements in articles did. */
export const wechatAdMetrics: MetricColumns = {
  拉取量: 'adRequests',
  曝光量: 'impressions',
  曝光率: 'adImpressionRate',
  点击量: 'clicks',
  点击率: 'clickRate',
  eCPM: 'revenuePerThousand',
  千次曝光收益: 'revenuePerThousand',
  收入: 'estimatedRevenue',
};

/** Reads of articles and plays of videos are different columns of one report: plays keep their own name. */
export const zhihuMetrics: MetricColumns = {
  阅读: 'views',
  点赞: 'likes',
  喜欢: 'loves',
  评论: 'comments',
  收藏: 'saves',
  分享: 'shares',
};

export const toutiaoMetrics: MetricColumns = {
  展现量: 'impressions',
  粉丝展现量: 'followerImpressions',
  '阅读(播放)量': 'views',
  '粉丝阅读(播放)量': 'followerViews',
  点赞量: 'likes',
  评论量: 'comments',
  总粉丝数: 'followers',
  粉丝变化数: 'followersNet',
  新增粉丝数: 'followersGained',
  流失粉丝数: 'followersLost',
  活跃粉丝数: 'activeFollowers',
  总铁粉数: 'loyalFollowers',
};

export const applePodcastMetrics: MetricColumns = {
  Plays: 'views',
  'Unique Listeners': 'viewers',
  'Unique Engaged Listeners': 'engagedViewers',
  'Average Consumption': 'averageViewedRate',
  'Total Time Listened': 'watchSeconds',
};

/** Spotify calls a start of any length a play and one of 60 seconds a stream. */
export const spotifyMetrics: MetricColumns = {
  plays: 'starts',
  streams: 'views',
  Streams: 'views',
  audience_size: 'audienceSize',
  'Audience size': 'audienceSize',
  Percentage: 'audienceShare',
};
