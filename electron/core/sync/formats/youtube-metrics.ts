/**
 * YouTube Studio's figures as each language of the studio calls them, without a unit in brackets at the end. English and German are from real files;
 * Japanese and Chinese from several readers of such files. Figures that stand in no list (hype, Premium, casual viewers) keep their own name.
 */
import type { MetricColumns } from './content-metrics';

/** In 2026, impressions and their click rate were renamed after the thumbnail that is shown. */
export const englishFigures = {
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
  'Thumbnail impressions': 'impressions',
  'Thumbnail click-through rate': 'impressionClickRate',
  'Unique viewers': 'viewers',
  'Monthly audience': 'monthlyAudience',
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
} as const satisfies MetricColumns;

const germanFigures: MetricColumns = {
  Aufrufe: 'views',
  Wiedergabezeit: 'watchSeconds',
  Abonnenten: 'followersNet',
  'Gewonnene Abonnenten': 'followersGained',
  'Verlorene Abonnenten': 'followersLost',
  'Durchschnittliche Wiedergabedauer': 'averageViewSeconds',
  Impressionen: 'impressions',
  'Klickrate der Impressionen': 'impressionClickRate',
};

const japaneseFigures: MetricColumns = {
  視聴回数: 'views',
  'エンゲージ ビュー': 'engagedViews',
  総再生時間: 'watchSeconds',
  チャンネル登録者: 'followersNet',
  登録者増加数: 'followersGained',
  登録者減少数: 'followersLost',
  推定収益: 'estimatedRevenue',
  平均視聴時間: 'averageViewSeconds',
  平均視聴率: 'averageViewedRate',
  平均再生率: 'averageViewedRate',
  インプレッション数: 'impressions',
  インプレッションのクリック率: 'impressionClickRate',
  サムネイルのインプレッション: 'impressions',
  サムネイルのクリック率: 'impressionClickRate',
  ユニーク視聴者数: 'viewers',
  視聴者あたりの平均視聴回数: 'viewsPerViewer',
  新しい視聴者数: 'newViewers',
  リピーター: 'returningViewers',
  高評価数: 'likes',
  低評価数: 'dislikes',
  '高評価率(低評価比)': 'likeRate',
  コメントの追加回数: 'comments',
  共有数: 'shares',
};

const simplifiedFigures: MetricColumns = {
  观看次数: 'views',
  观看时长: 'watchSeconds',
  订阅人数: 'followersNet',
  估算收入: 'estimatedRevenue',
  展示次数: 'impressions',
  展示点击率: 'impressionClickRate',
};

const traditionalFigures: MetricColumns = {
  觀看次數: 'views',
  互動觀看次數: 'engagedViews',
  觀看時間: 'watchSeconds',
  訂閱人數: 'followersNet',
  獲得的訂閱人數: 'followersGained',
  流失的訂閱人數: 'followersLost',
  預估收益: 'estimatedRevenue',
  平均觀看時間: 'averageViewSeconds',
  平均觀看比例: 'averageViewedRate',
  續看觀眾比率: 'viewedInFeedRate',
  曝光次數: 'impressions',
  曝光點閱率: 'impressionClickRate',
  非重複觀眾人數: 'viewers',
  每位觀眾的平均觀看次數: 'viewsPerViewer',
  回訪的觀眾: 'returningViewers',
  喜歡次數: 'likes',
  不喜歡次數: 'dislikes',
  '喜歡的比例 (vs. 不喜歡)': 'likeRate',
  已新增留言: 'comments',
  分享次數: 'shares',
};

/** The figures in all languages; no name means two of them. */
export const youtubeMetrics: MetricColumns = {
  ...englishFigures,
  ...germanFigures,
  ...japaneseFigures,
  ...simplifiedFigures,
  ...traditionalFigures,
};
