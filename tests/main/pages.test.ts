import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerPage, contentPolicy, fileInside } from '../../electron/main/security/pages';
import { scratchDir } from '../support/scratch';

let dir: string;
let pages: string;
const get = (url: string, method = 'GET') => answerPage(pages, { method, url }, () => '{"a":"<\\"&>"}');

beforeAll(async () => {
  dir = await scratchDir();
  pages = join(dir, 'pages');
  await mkdir(join(pages, 'assets'), { recursive: true });
  await writeFile(join(pages, 'index.html'), '<!doctype html><html><head lang="en"><title>x</title></head><body></body></html>');
  await writeFile(join(pages, 'assets/index.js'), 'export {};');
  await writeFile(join(pages, 'assets/data.tonghao'), 'secret');
  await writeFile(join(dir, 'secret.json'), '"secret"');
  await mkdir(join(dir, 'pages-secret'));
  await writeFile(join(dir, 'pages-secret/secret.json'), '"secret"');
});
afterAll(() => rm(dir, { recursive: true }));

describe('pages of app://tonghao/', () => {
  it.each(['app://tonghao/', 'app://tonghao/index.html', 'app://tonghao/index.html?x=1#/people'])(
    'serves %s with all its headers',
    async (url) => {
      const answer = await get(url);
      expect(answer.status).toBe(200);
      const html = await answer.text();
      const nonce = /<head lang="en"><meta name="style-nonce" content="([^"]+)">/.exec(html)?.[1] ?? '';
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      expect(Object.fromEntries(answer.headers)).toEqual({
        'cache-control': 'no-store',
        'content-security-policy': contentPolicy(nonce),
        'content-type': 'text/html; charset=utf-8',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
    },
  );

  it('gives every load a nonce of its own', async () => {
    const policies = await Promise.all([1, 2, 3].map(async () => (await get('app://tonghao/')).headers.get('content-security-policy')));
    expect(new Set(policies).size).toBe(3);
  });

  it('names the type of scripts, so that modules load', async () => {
    const answer = await get('app://tonghao/assets/index.js');
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'export {};',
    ]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await get('app://tonghao/index.html', method)).status).toBe(405);
  });

  it.each([
    'app://tonghao/../secret.json',
    'app://tonghao/..%2fsecret.json',
    'app://tonghao/%2e%2e/secret.json',
    'app://tonghao/%2e%2e%2fsecret.json',
    'app://tonghao/assets/..%2f..%2fsecret.json',
    'app://tonghao/assets/%2e%2e%2f%2e%2e%2fsecret.json',
    'app://tonghao/..%2fpages-secret%2fsecret.json',
    'app://tonghao/%252e%252e%252fsecret.json',
    'app://tonghao/..\\secret.json',
    'app://tonghao/..%5csecret.json',
    'app://tonghao/assets%5c..%5c..%5csecret.json',
    'app://tonghao//secret.json',
    'app://tonghao/%2fetc%2fpasswd',
    'app://tonghao/C:%5csecret.json',
    'app://tonghao/index.html%00.png',
    'app://tonghao/%',
    'app://tonghao/%ff%fe',
    'app://tonghao/assets/',
    'app://tonghao/assets',
    'app://tonghao/assets/data.tonghao',
    'app://tonghao/absent.js',
    'app://tonghao.evil/index.html',
    'app://tonghao@evil/index.html',
    'app://evil/index.html',
    'https://tonghao/index.html',
  ])('gives nothing for %s, and keeps the policy', async (url) => {
    const answer = await get(url);
    expect([403, 404]).toContain(answer.status);
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });
});

it('finds files inside the folder and nowhere else', () => {
  expect(fileInside('/pages', '/assets/a.js')).toBe('/pages/assets/a.js');
  expect(fileInside('/pages', '/assets/../a.js')).toBe('/pages/a.js');
  expect(fileInside('/pages', '/..a.js')).toBe('/pages/..a.js');
  for (const path of ['', '/', '/..', '/../pages', '/../pages-secret/x', 'relative', '/a\\..\\b', '/a:b', '/%00', '/%zz'])
    expect(fileInside('/pages', path)).toBeNull();
});
