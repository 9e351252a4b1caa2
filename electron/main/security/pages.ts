/** Answers requests of `app://tonghao/…` from the folder of built pages, and nothing else. No electron in here, so that it can be attacked in unit tests. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve, sep } from 'node:path';
import { isOwnUrl } from './origin';

/** Content types by ending: a file of any other kind is not served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** The content security policy of every answer. Style elements need the nonce of their page; style *properties* set by scripts are not affected. */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function headers(nonce: string, type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: headers(newNonce(), 'text/plain') });
}

function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * The file a request path names inside `folder`, or null when it names anything outside, is not decodable or holds characters that mean
 * different things to different systems.
 */
export function fileInside(folder: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (!path.startsWith('/') || /[\\\0:]/.test(path)) return null;
  const file = resolve(folder, `.${path}`);
  const inside = relative(folder, file);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
  return file;
}

/** Tells a page something with itself, in meta elements: its nonce, which scripts that insert style elements need, and what it is drawn from. */
export function withMeta(html: string, meta: Readonly<Record<string, string>>): string {
  const elements = Object.entries(meta).map(([name, content]) => `<meta name="${name}" content="${escaped(content)}">`);
  return html.replace(/<head[^>]*>/i, (head) => head + elements.join(''));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Answers one request; `info` is told with every page. Only GET; 403 for what lies outside the folder, 404 for what is not there or not ours. */
export async function answerPage(folder: string, request: { method: string; url: string }, info: () => string | null): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  if (!isOwnUrl(request.url, null)) return refuse(404);
  const { pathname } = new URL(request.url);
  const file = fileInside(folder, pathname === '/' ? '/index.html' : pathname);
  if (file === null) return refuse(403);
  const type = types[extname(file).toLowerCase()];
  const content = type === undefined ? null : await readFile(file).catch(() => null);
  if (type === undefined || content === null) return refuse(404);
  const nonce = newNonce();
  const body = type.startsWith('text/html') ? page(content.toString('utf8'), nonce, info()) : new Uint8Array(content);
  return new Response(body, { status: 200, headers: headers(nonce, type) });
}

function page(html: string, nonce: string, info: string | null): string {
  return withMeta(html, { 'style-nonce': nonce, ...(info === null ? {} : { 'app-info': info }) });
}

/** An empty page under the same policy: what the start of the app is measured against. */
export function answerBlank(): Response {
  const html = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>blank</title></head><body></body></html>';
  return new Response(html, { status: 200, headers: headers(newNonce(), 'text/html; charset=utf-8') });
}
