/** All formats, in the order in which they are shown. A new format is one line here. */
import { alipayBill } from './alipay-bill';
import { alipayMerchantFlow } from './alipay-merchant-flow';
import { alipayMerchantSummary } from './alipay-merchant-summary';
import { alipayMerchantTrades } from './alipay-merchant-trades';
import { applePodcastsEpisodes } from './apple-podcasts-episodes';
import { applePodcastsTrends } from './apple-podcasts-trends';
import { beehiivSubscribers } from './beehiiv-subscribers';
import { bmcMembers } from './bmc-members';
import { bmcSupporters } from './bmc-supporters';
import { buttondownEmails } from './buttondown-emails';
import { calendarIcs } from './calendar-ics';
import { channelsDays } from './channels-days';
import { channelsVideos } from './channels-videos';
import { curatedSubscribers } from './curated-subscribers';
import { doubanList } from './douban-list';
import { doudianAfterSales } from './doudian-after-sales';
import { doudianFunds } from './doudian-funds';
import { doudianOrders } from './doudian-orders';
import { doudianSettlement } from './doudian-settlement';
import { douyinDays } from './douyin-days';
import { douyinWorks } from './douyin-works';
import { eventbriteAttendees } from './eventbrite-attendees';
import { eventbriteOrders } from './eventbrite-orders';
import type { Format } from './format';
import { ghostMembers } from './ghost-members';
import { githubSponsors } from './github-sponsors';
import { googleForms } from './google-forms';
import { groupDays } from './group-days';
import { groupRoster } from './group-roster';
import { gumroadPayouts } from './gumroad-payouts';
import { gumroadAffiliates, gumroadFollowers } from './gumroad-people';
import { gumroadSales } from './gumroad-sales';
import { jdBill } from './jd-bill';
import { jinshuju } from './jinshuju';
import { kajabiSubscriptions } from './kajabi-subscriptions';
import { kofiTransactions } from './kofi-transactions';
import { limeSurvey } from './limesurvey';
import { mailchimpAudience } from './mailchimp-audience';
import { meituanBill } from './meituan-bill';
import { memberfulMembers } from './memberful-members';
import { openCollective } from './open-collective';
import { patreonEarnings } from './patreon-earnings';
import { patreonMembers } from './patreon-members';
import { paypalActivity } from './paypal-activity';
import { qualtrics } from './qualtrics';
import { shopifyCustomers } from './shopify-customers';
import { shopifyOrders } from './shopify-orders';
import { spotifyDays } from './spotify-days';
import { spotifyEpisodes } from './spotify-episodes';
import { spotifyGeo } from './spotify-geo';
import { stripeBalanceHistory } from './stripe-balance-history';
import { stripeCustomers } from './stripe-customers';
import { stripeItemised } from './stripe-itemised';
import { stripePayments } from './stripe-payments';
import { stripePayouts } from './stripe-payouts';
import { stripeSubscriptions } from './stripe-subscriptions';
import { substackPosts } from './substack-posts';
import { substackSubscribers } from './substack-subscribers';
import { surveyMonkey } from './surveymonkey';
import { tencentSurvey } from './tencent-survey';
import { toutiaoDays } from './toutiao-days';
import { toutiaoWorks } from './toutiao-works';
import { typeform } from './typeform';
import { wechatBill } from './wechat-bill';
import { wechatChain } from './wechat-chain';
import { wechatFundFlow } from './wechat-fund-flow';
import { wechatMerchant } from './wechat-merchant';
import { wechatMpAds } from './wechat-mp-ads';
import { wechatMpArticles } from './wechat-mp-articles';
import { wechatMpFollowers } from './wechat-mp-followers';
import { wechatMpTrend } from './wechat-mp-trend';
import { wechatRoster } from './wechat-roster';
import { wenjuanSurvey } from './wenjuan-survey';
import { wereadNotes } from './weread-notes';
import { wjxSurvey } from './wjx-survey';
import { xiaoeCheckIns } from './xiaoe-check-ins';
import { xiaoeStudy } from './xiaoe-study';
import { xiaoeUsers } from './xiaoe-users';
import { xiaohongshuDays } from './xiaohongshu-days';
import { xiaohongshuNotes } from './xiaohongshu-notes';
import { youtubeDays } from './youtube-days';
import { youtubeTable } from './youtube-table';
import { youzanCustomers } from './youzan-customers';
import { youzanOrders } from './youzan-orders';
import { zhihuDays } from './zhihu-days';
import { zhihuWorks } from './zhihu-works';

export const formats: readonly Format[] = [
  wechatBill,
  alipayBill,
  wechatMerchant,
  wechatFundFlow,
  alipayMerchantFlow,
  alipayMerchantTrades,
  alipayMerchantSummary,
  jdBill,
  meituanBill,
  xiaoeUsers,
  xiaoeStudy,
  xiaoeCheckIns,
  youzanOrders,
  youzanCustomers,
  doudianOrders,
  doudianSettlement,
  doudianFunds,
  doudianAfterSales,
  stripePayments,
  stripeBalanceHistory,
  stripeItemised,
  stripePayouts,
  stripeSubscriptions,
  stripeCustomers,
  paypalActivity,
  gumroadSales,
  gumroadPayouts,
  gumroadFollowers,
  gumroadAffiliates,
  shopifyOrders,
  shopifyCustomers,
  eventbriteAttendees,
  eventbriteOrders,
  patreonMembers,
  patreonEarnings,
  substackSubscribers,
  substackPosts,
  ghostMembers,
  mailchimpAudience,
  beehiivSubscribers,
  buttondownEmails,
  curatedSubscribers,
  memberfulMembers,
  kajabiSubscriptions,
  kofiTransactions,
  bmcSupporters,
  bmcMembers,
  githubSponsors,
  openCollective,
  youtubeTable,
  youtubeDays,
  xiaohongshuNotes,
  xiaohongshuDays,
  douyinWorks,
  douyinDays,
  channelsVideos,
  channelsDays,
  wechatMpFollowers,
  wechatMpArticles,
  wechatMpTrend,
  wechatMpAds,
  zhihuDays,
  zhihuWorks,
  toutiaoDays,
  toutiaoWorks,
  applePodcastsEpisodes,
  applePodcastsTrends,
  spotifyEpisodes,
  spotifyDays,
  spotifyGeo,
  wereadNotes,
  doubanList,
  wjxSurvey,
  googleForms,
  wechatChain,
  wechatRoster,
  groupRoster,
  groupDays,
  tencentSurvey,
  jinshuju,
  typeform,
  qualtrics,
  surveyMonkey,
  limeSurvey,
  wenjuanSurvey,
  calendarIcs,
];
