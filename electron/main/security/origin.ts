/** Our own origin, and whether something comes from it. Addresses are parsed, never compared by prefix. */

export const appScheme = 'app';
export const appHost = 'tonghao';
export const appOrigin = `${appScheme}://${appHost}`;
export const startPage = `${appOrigin}/index.html`;
export const blankPage = `${appOrigin}/blank.html`;

/** The parts of a frame (electron's WebFrameMain) that tell who it is. */
export interface Frame {
  readonly url: string;
  readonly origin: string;
  readonly parent: object | null;
}

/**
 * Whether an address belongs to the app's pages. `devServer` is the origin of the development server, null in the product.
 * `app://tonghao@evil/`, `app://tonghao.evil/` and `app://tonghao:1/` are not ours.
 */
export function isOwnUrl(address: string, devServer: string | null): boolean {
  const url = parse(address);
  if (url === null) return false;
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === `${appScheme}:`) return url.host === appHost;
  return devServer !== null && url.origin === devServer;
}

/** Whether a frame may speak to main: a top frame whose address and origin are both ours (a sandboxed page has our address, but no origin). */
export function isTrustedFrame(frame: Frame | null, devServer: string | null): boolean {
  if (!frame || frame.parent !== null) return false;
  return isOwnUrl(frame.url, devServer) && (frame.origin === appOrigin || (devServer !== null && frame.origin === devServer));
}

/** The origin of the development server, taken from the environment; anything that is not a plain loopback address is refused. */
export function devServerOrigin(address: string | undefined): string | null {
  const url = address === undefined ? null : parse(address);
  if (url?.protocol !== 'http:') return null;
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) ? url.origin : null;
}

/** Whether a request may leave the page: to our own scheme, to what a page holds in memory, to the developer tools; the development server on top in development. */
export function isAllowedRequest(address: string, devServer: string | null): boolean {
  const url = parse(address);
  if (!url) return false;
  switch (url.protocol) {
    case `${appScheme}:`:
      return isOwnUrl(address, devServer);
    case 'data:':
    case 'blob:':
    case 'devtools:':
      return true;
    case 'http:':
    case 'ws:':
      return devServer !== null && url.host === new URL(devServer).host;
    default:
      return false;
  }
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
