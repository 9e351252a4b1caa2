/** Tries to break what guards the content of the window: what `app://` gives out, the content security policy, permissions, downloads. Numbers as in docs/security.md. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { callOk, type Electron, expect, firstWindow, interactive } from './fixtures';
import { test } from './listener';

const root = resolve(import.meta.dirname, '../..');

test('18: app:// gives out the built pages and nothing beside them', async ({ app, window: page }) => {
  await interactive(page);
  await readFile(join(root, 'out/main/index.js'));
  const paths = [
    '/../main/index.js',
    '/..%2fmain%2findex.js',
    '/%2e%2e/main/index.js',
    '/%2e%2e%2fmain%2findex.js',
    '/assets/..%2f..%2fmain%2findex.js',
    '/..%5cmain%5cindex.js',
    '/..\\main\\index.js',
    '/%252e%252e%252fmain%252findex.js',
    '/..%2f..%2fpackage.json',
    '//etc/passwd',
    '/%2fetc%2fpasswd',
    '/index.html%00.js',
    '/assets',
  ];
  const fromPage = await page.evaluate(
    (all) =>
      Promise.all(all.map((path) => fetch(`app://tonghao${path}`).then(async (answer) => [answer.status, (await answer.text()).length]))),
    paths,
  );
  const fromMain = await app.evaluate(
    ({ net }: Electron, all) =>
      Promise.all(
        all.map((path) => net.fetch(`app://tonghao${path}`).then(async (answer) => [answer.status, (await answer.text()).length])),
      ),
    paths,
  );
  for (const answers of [fromPage, fromMain])
    expect(answers.filter(([status, length]) => ![403, 404].includes(status ?? 0) || length !== 0)).toEqual([]);
  const methods = await page.evaluate(() =>
    Promise.all(
      ['POST', 'PUT', 'DELETE', 'HEAD', 'PATCH'].map((method) =>
        fetch('app://tonghao/index.html', { method }).then(
          (answer) => answer.status,
          () => 'refused',
        ),
      ),
    ),
  );
  expect(methods.filter((status) => status !== 405 && status !== 'refused')).toEqual([]);
  const lookAlikes = await page.evaluate(() =>
    Promise.all(
      ['app://tonghao.evil/', 'app://tonghao@evil/', 'app://evil/'].map((url) =>
        fetch(url).then(
          (answer) => answer.status,
          () => 'refused',
        ),
      ),
    ),
  );
  expect(lookAlikes).toEqual(['refused', 'refused', 'refused']);
});

test.describe('7: the content security policy', () => {
  test('comes with every page and keeps inline code, eval and foreign styles out', async ({ listener, window: page }) => {
    await interactive(page);
    const policy = await page.evaluate(() =>
      fetch('app://tonghao/index.html').then((answer) => answer.headers.get('content-security-policy')),
    );
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=]{24}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    const attempts = await page.evaluate(
      (origin) =>
        new Promise<Record<string, unknown>>((done) => {
          // Outside of the debugger's own evaluation, which is exempt from the rules about eval.
          setTimeout(async () => {
            const outcome: Record<string, unknown> = {};
            const page = globalThis as unknown as Record<string, unknown>;
            const add = (element: HTMLElement) => document.body.append(element);
            const script = (attributes: Partial<HTMLScriptElement>) => add(Object.assign(document.createElement('script'), attributes));
            const tried = (attempt: () => unknown) => {
              try {
                return attempt();
              } catch (error) {
                return (error as Error).name;
              }
            };
            outcome.eval = tried(() => (page.eval as (code: string) => unknown)('1 + 1'));
            outcome.newFunction = tried(() => new Function('return 1')());
            script({ textContent: 'evilInline = 1' });
            script({ src: 'data:text/javascript,evilData = 1' });
            script({ src: URL.createObjectURL(new Blob(['evilBlob = 1'])) });
            script({ src: `${origin}/evil.js` });
            script({ type: 'module', textContent: 'globalThis.evilModule = 1' });
            document.body.insertAdjacentHTML(
              'beforeend',
              '<img src="data:," onerror="evilHandler = 1"><svg onload="evilSvg = 1"></svg><a id="evil-link" href="javascript:evilLink = 1">x</a>',
            );
            document.getElementById('evil-link')?.click();
            setTimeout('evilTimer = 1');
            outcome.worker = tried(() => new Worker(URL.createObjectURL(new Blob(['']))) && 'made');
            add(Object.assign(document.createElement('style'), { textContent: '#evil-style { --evil: yes }' }));
            add(
              Object.assign(document.createElement('style'), {
                textContent: '#evil-style { --nonce: yes }',
                nonce: document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '',
              }),
            );
            add(Object.assign(document.createElement('div'), { id: 'evil-style' }));
            document.body.insertAdjacentHTML('beforeend', '<div id="evil-attribute" style="--evil: yes"></div>');
            document.head.append(Object.assign(document.createElement('base'), { href: 'app://tonghao.evil/' }));
            await new Promise((later) => setTimeout(later, 400));
            outcome.ran = Object.keys(page).filter((name) => name.startsWith('evil'));
            const styles = getComputedStyle(document.getElementById('evil-style') as HTMLElement);
            outcome.style = styles.getPropertyValue('--evil');
            outcome.nonce = styles.getPropertyValue('--nonce');
            outcome.attribute = getComputedStyle(document.getElementById('evil-attribute') as HTMLElement).getPropertyValue('--evil');
            outcome.base = new URL('x', document.baseURI).origin;
            done(outcome);
          });
        }),
      listener.origin,
    );
    expect(attempts).toEqual({
      eval: 'EvalError',
      newFunction: 'EvalError',
      worker: expect.stringMatching(/made|Error/),
      ran: [],
      style: '',
      nonce: 'yes',
      attribute: '',
      base: 'app://tonghao',
    });
  });
});

test("the app's own pages break no rule, and report no fault", async ({ launch }) => {
  const app = await launch();
  const violations: string[] = [];
  const page = await firstWindow(app);
  page.on('pageerror', (error) => violations.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  await page.evaluate(() =>
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) =>
      console.error(`policy: ${effectiveDirective} ${blockedURI} ${sourceFile} ${sample}`),
    ),
  );
  const { jobId } = await callOk(page, 'app.openDemo', {});
  await callOk(page, 'job.wait', { jobId });
  await expect(page.getByTestId('shell')).toBeVisible();
  for (const scheme of ['dark', 'light'] as const) {
    await callOk(page, 'app.setPreferences', { colorScheme: scheme });
    for (const area of ['people', 'revenue', 'sync', 'workspace', 'overview']) {
      await page.getByTestId(`nav-${area}`).click();
      await expect(page.getByTestId('page-title')).toBeVisible();
      await page.waitForLoadState('networkidle');
    }
  }
  // Scroll locking, overlays and lists bring style elements of their own.
  await page.getByTestId('nav-people').click();
  await page.getByTestId('person-row').first().click();
  await expect(page.getByTestId('person-name').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('收入');
  // The drawer may still be on its way out; the palette lies above it.
  await expect(page.getByRole('dialog').last()).toBeVisible();
  await page.keyboard.press('Escape');
  expect(violations).toEqual([]);
});

test('5: asks for permissions in vain, except to put text on the clipboard', async ({ app, window: page }) => {
  await interactive(page);
  const outcome = await page.evaluate(async () => {
    const said = (attempt: Promise<unknown>) =>
      Promise.race([
        attempt.then(
          (value) => (typeof value === 'string' ? value : 'granted'),
          (error: unknown) => (error as Error).name ?? 'refused',
        ),
        new Promise<string>((later) => setTimeout(() => later('no answer'), 2000)),
      ]);
    const page = navigator as unknown as Record<string, Record<string, (...input: unknown[]) => Promise<unknown>>>;
    const picker = globalThis as unknown as Record<string, (...input: unknown[]) => Promise<unknown>>;
    const query = async (name: string) => said(navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state));
    return {
      queries: await Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map(query)),
      notification: await said(Notification.requestPermission()),
      camera: await said(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await said(navigator.mediaDevices.getDisplayMedia({ video: true })),
      position: await said(
        new Promise((done, failed) => navigator.geolocation.getCurrentPosition(done, (error) => failed(new Error(error.message)))),
      ),
      clipboardRead: await said(navigator.clipboard.readText()),
      files: await said(Promise.resolve().then(() => picker.showOpenFilePicker?.() ?? Promise.reject(new Error('absent')))),
      folder: await said(Promise.resolve().then(() => picker.showDirectoryPicker?.() ?? Promise.reject(new Error('absent')))),
      usb: await said(Promise.resolve().then(() => page.usb?.requestDevice?.({ filters: [] }) ?? Promise.reject(new Error('absent')))),
      serial: await said(Promise.resolve().then(() => page.serial?.requestPort?.() ?? Promise.reject(new Error('absent')))),
      hid: await said(
        Promise.resolve().then(
          () =>
            page.hid?.requestDevice?.({ filters: [] }).then((devices) => ((devices as unknown[]).length ? 'granted' : 'none')) ??
            Promise.reject(new Error('absent')),
        ),
      ),
      midi: await said(Promise.resolve().then(() => navigator.requestMIDIAccess())),
    };
  });
  expect(outcome.queries.filter((state) => state === 'granted')).toEqual([]);
  expect(Object.entries(outcome).filter(([, said]) => said === 'granted')).toEqual([]);
  expect(outcome.notification).toBe('denied');
  // The clipboard asks for a page that has the focus, which a window on a virtual display gets by a click, once it is shown.
  await expect
    .poll(async () => {
      await page.mouse.click(5, 5);
      return page.evaluate(() => document.hasFocus());
    })
    .toBe(true);
  await page.evaluate(() => navigator.clipboard.writeText('同好 copy'));
  expect(await app.evaluate(({ clipboard }: Electron) => clipboard.readText())).toBe('同好 copy');
});

test('downloads nothing', async ({ app, window: page }) => {
  await interactive(page);
  await app.evaluate(({ session }: Electron) => {
    const seen: boolean[] = [];
    Object.assign(globalThis, { downloads: seen });
    session.defaultSession.on('will-download', (event) => void seen.push(event.defaultPrevented));
  });
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['evil'])), download: 'evil.exe' });
    link.click();
  });
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { downloads: boolean[] }).downloads)).toEqual([true]);
});
