/** The only addresses the app ever hands to the system's browser: where the platforms offer their exports. */
import { shell } from 'electron';

const helpLinks: ReadonlySet<string> = new Set([
  'https://pay.weixin.qq.com/',
  'https://b.alipay.com/',
  'https://www.alipay.com/',
  'https://admin.xiaoe-tech.com/',
  'https://www.youzan.com/',
  'https://dashboard.stripe.com/payments',
  'https://www.patreon.com/members',
]);

/** Whether an address is, after parsing, exactly one of the fixed list. */
export function isHelpLink(address: string): boolean {
  return URL.canParse(address) && helpLinks.has(new URL(address).href);
}

/** Opens a help page in the system's browser; answers whether the address was on the list. */
export function openHelpLink(address: string): boolean {
  if (!isHelpLink(address)) return false;
  void shell.openExternal(new URL(address).href);
  return true;
}
