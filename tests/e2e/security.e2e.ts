/** Tries to break every item of docs/security.md in the real window. Each test makes a real attempt; the numbers are those of that page. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { WindowMethod } from '../../shared/contract';
import { callBridge, callOk, type Electron, expect, interactive } from './fixtures';
import { listen, test } from './listener';

const home = 'app://tonghao/index.html';

test('the listener hears what is sent to it', async () => {
  const other = await listen();
  await fetch(other.origin, { redirect: 'manual' });
  expect(other.hits()).toBe(1);
  await other.close();
});

test.describe('the page', () => {
  test('2–4, 6, 8–11: is run as it must be', async ({ app, window: page }) => {
    await page.waitForURL(/^app:\/\/tonghao\/index\.html/);
    const preferences = await app.evaluate(({ BrowserWindow }: Electron) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(preferences.nodeIntegrationInWorker ?? false).toBe(false);
    for (const name of ['enableBlinkFeatures', 'disableBlinkFeatures']) expect(preferences[name] ?? '').toBe('');
  });

  test('2: has nothing of Node', async ({ window: page }) => {
    const names = [
      'require',
      'module',
      'exports',
      'process',
      'Buffer',
      'global',
      '__dirname',
      '__filename',
      'setImmediate',
      'electron',
      'ipcRenderer',
    ];
    const found = await page.evaluate((list) => list.filter((name) => name in globalThis), names);
    expect(found).toEqual([]);
  });

  test('20: is given three functions, and can change none of them', async ({ window: page }) => {
    const bridge = await page.evaluate(() => {
      const given = window.tonghao as unknown as Record<string, unknown>;
      const attempts = [
        () => Object.assign(globalThis.window, { tonghao: {} }),
        () => Object.assign(given, { call: () => 'mine' }),
        () => Object.assign(given, { extra: 1 }),
        () => Object.defineProperty(globalThis.window, 'tonghao', { value: {} }),
        () => Reflect.deleteProperty(globalThis.window, 'tonghao') || Promise.reject(),
      ];
      const refused = attempts.filter((attempt) => {
        try {
          attempt();
          return false;
        } catch {
          return true;
        }
      });
      return {
        names: Object.keys(given).sort(),
        types: Object.values(given).map((value) => typeof value),
        refused: refused.length,
        isSame: window.tonghao === (given as unknown),
        isFrozen: Object.isFrozen(given),
        leaked: Object.keys(given.call as object),
      };
    });
    expect(bridge).toEqual({
      names: ['call', 'on', 'registerFile'],
      types: ['function', 'function', 'function'],
      refused: 4,
      isSame: true,
      isFrozen: true,
      leaked: [],
    });
  });

  test('20: hears what was said, and never the event that carried it', async ({ window: page }) => {
    const heard = await page.evaluate(async () => {
      const all: unknown[][] = [];
      const stop = window.tonghao.on((...said: unknown[]) => void all.push(said));
      await window.tonghao.call('app.openDemo', {});
      await new Promise((later) => setTimeout(later, 1000));
      stop();
      const count = all.length;
      await new Promise((later) => setTimeout(later, 500));
      return {
        widths: [...new Set(all.map((said) => said.length))],
        kinds: all.map(([event]) => Object.keys(event as object)),
        quiet: all.length === count,
      };
    });
    expect(heard.widths).toEqual([1]);
    expect(heard.kinds.length).toBeGreaterThan(0);
    expect(heard.kinds.flat()).not.toContain('sender');
    expect(heard.quiet).toBe(true);
  });
});

test.describe('13: the window stays where it is', () => {
  const targets = (origin: string) => [
    origin,
    `${origin}/?next=${home}`,
    'app://tonghao.evil/',
    'app://tonghao@evil/',
    'app://evil@tonghao/index.html',
    'app://tonghao/assets/',
    'https://example.invalid/',
    'file:///etc/passwd',
    'data:text/html,<h1>evil</h1>',
    'blob:app://tonghao/0',
    'javascript:document.body.innerHTML="evil"',
  ];

  test('when a script, a link, a form or a refresh asks for another address', async ({ listener, window: page }) => {
    await interactive(page);
    for (const target of targets(listener.origin)) {
      for (const way of ['assign', 'replace', 'href', 'link', 'form', 'refresh']) {
        await page.evaluate(
          ([how, url]) => {
            const add = (html: string) => document.body.insertAdjacentHTML('beforeend', html);
            const quoted = url?.replaceAll('"', '&quot;') ?? '';
            if (how === 'assign') location.assign(url ?? '');
            if (how === 'replace') location.replace(url ?? '');
            if (how === 'href') location.href = url ?? '';
            if (how === 'link') add(`<a class="attempt" href="${quoted}">x</a>`);
            if (how === 'form') add(`<form class="attempt" action="${quoted}" method="post"><input name="a"></form>`);
            if (how === 'refresh') add(`<meta class="attempt" http-equiv="refresh" content="0;url=${quoted}">`);
            const element = document.querySelector('.attempt');
            if (element instanceof HTMLAnchorElement) element.click();
            if (element instanceof HTMLFormElement) element.requestSubmit();
          },
          [way, target],
        );
        await page.evaluate(() => new Promise((later) => setTimeout(later, 15)));
        await page.evaluate(() => {
          for (const element of document.querySelectorAll('.attempt')) element.remove();
        });
      }
      expect(page.url(), target).toContain(home);
    }
    expect(await page.locator('#root').innerHTML()).not.toBe('');
    expect(await page.evaluate(() => document.body.innerHTML.includes('<h1>evil</h1>'))).toBe(false);
  });

  test('and comes back from an empty page, which no guard is asked about', async ({ window: page }) => {
    await interactive(page);
    for (const url of ['about:blank', 'about:blank#x', 'about:srcdoc']) {
      await page.evaluate((address) => location.assign(address), url).catch(() => undefined);
      await page.waitForURL(/^app:/);
      await interactive(page);
    }
    expect((await callBridge(page, 'app.info', {})).ok).toBe(true);
  });

  test('when an answer redirects', async ({ listener, app, window: page }) => {
    await interactive(page);
    const urls = await app.evaluate(async ({ BrowserWindow, session }: Electron, origin) => {
      const seen: string[] = [];
      const part = session.fromPartition('redirecting');
      part.protocol.handle('app', ({ url }) =>
        url.endsWith('/start')
          ? new Response(null, { status: 302, headers: { location: 'app://tonghao.evil/' } })
          : new Response(`arrived at ${url}`),
      );
      const other = new BrowserWindow({ show: false, webPreferences: { partition: 'redirecting' } });
      for (const url of ['app://tonghao/start', `${origin}/redirect`]) {
        await other.loadURL(url).catch(() => undefined);
        seen.push(other.webContents.getURL());
      }
      other.destroy();
      return seen;
    }, listener.origin);
    expect(urls.join()).not.toContain('evil');
    expect(page.url()).toContain(home);
  });
});

test('14, 15: opens no second window, and hands the system’s browser only what is on the list', async ({ listener, app, window: page }) => {
  await interactive(page);
  await app.evaluate(({ shell }: Electron) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  const targets = [
    listener.origin,
    'about:blank',
    home,
    'app://tonghao.evil/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,evil',
    'smb://127.0.0.1/share',
    'https://dashboard.stripe.com.evil.invalid/payments',
    'https://dashboard.stripe.com@evil.invalid/payments',
    'https://dashboard.stripe.com/payments?next=evil',
    'https://evil.invalid/#https://dashboard.stripe.com/payments',
    'http://dashboard.stripe.com/payments',
    'https://dashboard.stripe.com/payments',
  ];
  const opened = await page.evaluate(async (urls) => {
    const results: unknown[] = [];
    for (const url of urls) {
      results.push(window.open(url), window.open(url, '_blank', 'nodeIntegration=yes,sandbox=no'));
      document.body.insertAdjacentHTML('beforeend', '<a class="attempt" target="_blank">x</a>');
      const link = document.querySelector<HTMLAnchorElement>('a.attempt');
      if (link) link.href = url;
      link?.click();
      link?.dispatchEvent(new MouseEvent('click', { button: 1, ctrlKey: true, bubbles: true }));
      link?.remove();
    }
    await new Promise((later) => setTimeout(later, 300));
    return results.filter((result) => result !== null).length;
  }, targets);
  expect(opened).toBe(0);
  expect(
    await app.evaluate(({ BrowserWindow, webContents }: Electron) => [
      BrowserWindow.getAllWindows().length,
      webContents.getAllWebContents().length,
    ]),
  ).toEqual([1, 1]);
  const external = await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  expect(new Set(external)).toEqual(new Set(['https://dashboard.stripe.com/payments']));
});

test('11, 12: a <webview> is an unknown element', async ({ listener, app, window: page }) => {
  await interactive(page);
  const kind = await page.evaluate((url) => {
    const view = document.createElement('webview');
    view.setAttribute('src', url);
    view.setAttribute('nodeintegration', '');
    view.setAttribute('preload', 'file:///tmp/evil.js');
    document.body.append(view);
    return [view.constructor.name, 'getWebContentsId' in view];
  }, listener.origin);
  expect(kind).toEqual([expect.stringMatching(/^HTML(Unknown)?Element$/), false]);
  expect(await app.evaluate(({ webContents }: Electron) => webContents.getAllWebContents().length)).toBe(1);
});

test.describe('17: main answers our window alone', () => {
  /** Opens a window of our own kind at each address and asks over the real bridge. */
  const askFrom = (app: ElectronApplication, addresses: string[], partition?: string) =>
    app.evaluate(
      async ({ app: application, BrowserWindow, session }: Electron, [urls, part]) => {
        const preload = `${application.getAppPath()}/out/preload/index.cjs`;
        const page = '<!doctype html><body><iframe src="app://tonghao/child.html"></iframe>';
        if (part)
          session.fromPartition(part).protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html' } }));
        const codes: string[][] = [];
        for (const url of urls) {
          const other = new BrowserWindow({
            show: false,
            webPreferences: { preload, nodeIntegrationInSubFrames: true, ...(part ? { partition: part } : {}) },
          });
          await other.loadURL(url).catch(() => undefined);
          const ask = (bridge: string) => `(async () => {
            const answers = [await ${bridge}.call('app.info', {}), await ${bridge}.call('workspace.status', {})];
            return answers.map((answer) => answer.error?.code ?? 'answered');
          })()`;
          codes.push((await other.webContents.executeJavaScript(ask('window.tonghao'))) as string[]);
          if (part) codes.push([(await other.webContents.executeJavaScript('[frames.length, typeof frames[0].tonghao].join()')) as string]);
          other.destroy();
        }
        return codes;
      },
      [addresses, partition] as const,
    );

  test('and no other page, even with the same bridge', async ({ app, window: page }) => {
    await callOk(page, 'app.info', {});
    const foreign = ['about:blank', 'data:text/html,evil', 'app://tonghao.evil/', 'app://tonghao@evil/', home];
    const codes = await askFrom(app, foreign);
    expect(codes).toEqual(foreign.map(() => ['forbidden', 'forbidden']));
  });

  test('nor a page that took our address, nor a frame in it', async ({ app, window: page }) => {
    await callOk(page, 'app.info', {});
    expect(await askFrom(app, [home], 'impostor')).toEqual([['forbidden', 'forbidden'], ['1,undefined']]);
  });

  test('not its child frames either, which are not given the bridge', async ({ window: page }) => {
    const frames = await page.evaluate(async () => {
      const results: string[] = [];
      for (const attributes of [
        {},
        { srcdoc: '<script>parent.evil = 1</script>' },
        { src: 'about:blank' },
        { src: 'data:text/html,x' },
        { src: location.href },
      ]) {
        const frame = document.createElement('iframe');
        Object.assign(frame, attributes);
        document.body.append(frame);
        await new Promise((later) => setTimeout(later, 150));
        try {
          results.push(typeof (frame.contentWindow as unknown as { tonghao: unknown } | null)?.tonghao);
        } catch {
          results.push('unreachable');
        }
        frame.remove();
      }
      return [...results, String('evil' in window)];
    });
    expect(frames.filter((result) => result !== 'unreachable' && result !== 'undefined')).toEqual(['false']);
  });

  test('and no internal, unknown or inherited method', async ({ window: page, scratch }) => {
    const target = join(scratch, 'made-by-the-page.tonghao');
    const internal: [string, unknown][] = [
      ['workspace.create', { path: target }],
      ['workspace.open', { path: '/etc/passwd' }],
      ['workspace.openDemo', { path: target }],
      ['workspace.close', {}],
      ['workspace.restore', { path: target, backupId: 'x' }],
      ['workspace.backupTo', { path: target }],
      ['workspace.backupsOf', { path: '/' }],
      ['workspace.export', { dir: scratch }],
      ['sync.stage', { paths: ['/etc/passwd'] }],
      ['sync.exportRows', { batchId: 'x', path: target }],
    ];
    const unknown: [unknown, unknown][] = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      'app.exit',
      null,
      7,
      ['app.info'],
    ].map((name) => [name, {}]);
    for (const [method, input] of [...internal, ...unknown]) {
      expect(await callBridge(page, method as WindowMethod, input as never), String(method)).toEqual({
        ok: false,
        error: { code: 'forbidden', params: {} },
      });
    }
    await expect(readFile(target)).rejects.toThrow();
    // The door still stands after all that.
    expect((await callBridge(page, 'app.info', {})).ok).toBe(true);
  });

  test('and gives no file to a page that names a path or makes a file up', async ({ window: page }) => {
    const madeUp = await page.evaluate(() => window.tonghao.registerFile(new File(['x'], '/etc/passwd')));
    expect(madeUp).toBeNull();
    for (const handle of ['/etc/passwd', '../../etc/passwd', '__proto__', crypto.randomUUID()]) {
      expect(await callBridge(page, 'app.stageFiles', { handles: [handle] })).toMatchObject({ ok: false, error: { code: 'file-missing' } });
    }
    const wrongKind = await page.evaluate(async () => {
      try {
        return String(await (window.tonghao.registerFile as (path: unknown) => Promise<unknown>)('/etc/passwd'));
      } catch {
        return 'refused';
      }
    });
    expect(['refused', 'null']).toContain(wrongKind);
  });
});
