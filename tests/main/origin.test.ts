import { describe, expect, it } from 'vitest';
import { devServerOrigin, isAllowedRequest, isOwnUrl, isTrustedFrame } from '../../electron/main/security/origin';
import { isPermitted } from '../../electron/main/security/permissions';

const foreign = [
  'app://tonghao.evil/index.html',
  'app://tonghao@evil/index.html',
  'app://evil@tonghao/index.html',
  'app://tonghao:secret@tonghao/index.html',
  'app://tonghao:8080/index.html',
  'app://evil/app://tonghao/',
  'app:tonghao/index.html',
  'app:///index.html',
  'apps://tonghao/index.html',
  'http://tonghao/index.html',
  'https://example.invalid/?next=app://tonghao/',
  'https://example.invalid/#app://tonghao/',
  'http://127.0.0.1.example.invalid:5173/',
  'http://127.0.0.1:5174/',
  'https://127.0.0.1:5173/',
  'file:///etc/passwd',
  'data:text/html,app://tonghao/',
  'javascript:alert(1)',
  'about:blank',
  'about:srcdoc',
  '',
  'tonghao',
];

describe('our origin', () => {
  it.each(['app://tonghao/', 'app://tonghao/index.html#/people?x=1', 'APP://tonghao/index.html'])('is %s', (url) => {
    expect(isOwnUrl(url, null)).toBe(true);
  });

  it.each(foreign)('is not %s', (url) => {
    expect(isOwnUrl(url, null)).toBe(false);
    expect(isOwnUrl(url, 'http://127.0.0.1:5173')).toBe(false);
    expect(isPermitted('clipboard-sanitized-write', url, null)).toBe(false);
  });

  it('is the development server only while developing', () => {
    expect(isOwnUrl('http://127.0.0.1:5173/src/app/main.tsx', 'http://127.0.0.1:5173')).toBe(true);
    expect(isOwnUrl('http://127.0.0.1:5173/src/app/main.tsx', null)).toBe(false);
  });
});

describe('the sender of a message', () => {
  const frame = { url: 'app://tonghao/index.html', origin: 'app://tonghao', parent: null };

  it('is trusted as the top frame of our page', () => {
    expect(isTrustedFrame(frame, null)).toBe(true);
  });

  it.each([
    ['a child frame of our own page', { ...frame, parent: frame }],
    ['a page with our address in a sandbox without origin', { ...frame, origin: 'null' }],
    ['an empty frame that inherited our origin', { ...frame, url: 'about:blank' }],
    ['a look-alike', { ...frame, url: 'app://tonghao.evil/index.html', origin: 'app://tonghao.evil' }],
    ['the development server outside of development', { ...frame, url: 'http://127.0.0.1:5173/', origin: 'http://127.0.0.1:5173' }],
    ['a frame that is gone', null],
  ])('is not trusted as %s', (_what, sender) => {
    expect(isTrustedFrame(sender, null)).toBe(false);
  });
});

describe('the development server', () => {
  it.each(['http://127.0.0.1:5173', 'http://localhost:5173/', 'http://[::1]:5173'])('may be %s', (url) => {
    expect(devServerOrigin(url)).toBe(new URL(url).origin);
  });

  it.each([
    undefined,
    '',
    'http://example.invalid:5173',
    'http://127.0.0.1.example.invalid',
    'https://127.0.0.1:5173',
    'file:///tmp',
    'http://10.0.0.1:5173',
  ])('may not be %s', (url) => {
    expect(devServerOrigin(url)).toBeNull();
  });
});

describe('requests of a page', () => {
  it.each(['app://tonghao/assets/index.js', 'data:image/png;base64,AAAA', 'blob:app://tonghao/1', 'devtools://devtools/bundled/x.js'])(
    'may go to %s',
    (url) => {
      expect(isAllowedRequest(url, null)).toBe(true);
    },
  );

  it.each([
    'http://127.0.0.1:5173/',
    'ws://127.0.0.1:5173/',
    'https://example.invalid/',
    'wss://example.invalid/',
    'ftp://example.invalid/',
    'file:///etc/passwd',
    'app://tonghao.evil/',
    'app://tonghao@evil/',
    'chrome-extension://abc/x.js',
    'nonsense',
  ])('may not go to %s', (url) => {
    expect(isAllowedRequest(url, null)).toBe(false);
  });

  it('may go to the development server, and to no other port', () => {
    const server = 'http://127.0.0.1:5173';
    expect(isAllowedRequest('http://127.0.0.1:5173/@vite/client', server)).toBe(true);
    expect(isAllowedRequest('ws://127.0.0.1:5173/?token=x', server)).toBe(true);
    expect(isAllowedRequest('http://127.0.0.1:5174/', server)).toBe(false);
    expect(isAllowedRequest('https://example.invalid/', server)).toBe(false);
  });
});

describe('permissions', () => {
  it('are one: putting text on the clipboard', () => {
    expect(isPermitted('clipboard-sanitized-write', 'app://tonghao/index.html', null)).toBe(true);
    for (const permission of [
      'clipboard-read',
      'media',
      'geolocation',
      'notifications',
      'fileSystem',
      'openExternal',
      'hid',
      'usb',
      'midi',
      '__proto__',
    ]) {
      expect(isPermitted(permission, 'app://tonghao/index.html', null)).toBe(false);
    }
  });
});
