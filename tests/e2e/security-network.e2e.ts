/** Tries to get something out of the app by every way to the network, from each of its processes. Item 1 of docs/security.md, and the promise that nothing leaves the machine. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Electron, expect, interactive } from './fixtures';
import { test } from './listener';

/** Every way a page has. Runs in the page; answers what each attempt came to. */
const pageAttempts = async ([origin, port]: [string, number]): Promise<Record<string, string>> => {
  const within = (attempt: Promise<unknown>) =>
    Promise.race([
      attempt.then(
        () => 'arrived',
        () => 'refused',
      ),
      new Promise<string>((later) => setTimeout(() => later('silence'), 1500)),
    ]);
  const element = (name: string, attributes: Record<string, string>) =>
    new Promise((done, failed) => {
      const made = document.createElement(name);
      made.onload = done;
      made.onerror = failed;
      for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
      document.body.append(made);
    });
  const socket = (made: EventTarget) =>
    new Promise((done, failed) => {
      made.addEventListener('open', done);
      made.addEventListener('error', failed);
    });
  const rtc = async (url: string) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: url, username: 'a', credential: 'b' }] });
    connection.createDataChannel('x');
    await connection.setLocalDescription(await connection.createOffer());
    await new Promise((done) => setTimeout(done, 1200));
    connection.close();
    throw new Error('only the listener can tell');
  };
  const transport = (globalThis as unknown as { WebTransport: new (url: string) => { ready: Promise<unknown> } }).WebTransport;
  const attempts: Record<string, () => Promise<unknown>> = {
    fetch: () => fetch(`${origin}/fetch`, { mode: 'no-cors' }),
    keepalive: () => fetch(`${origin}/keepalive`, { method: 'POST', body: 'x', keepalive: true, mode: 'no-cors' }),
    xhr: () =>
      new Promise((done, failed) => {
        const request = new XMLHttpRequest();
        request.onload = done;
        request.onerror = failed;
        request.open('POST', `${origin}/xhr`);
        request.send('x');
      }),
    beacon: () => (navigator.sendBeacon(`${origin}/beacon`, 'x') ? Promise.resolve() : Promise.reject(new Error('refused'))),
    webSocket: () => socket(new WebSocket(`ws://127.0.0.1:${port}/socket`)),
    eventSource: () => socket(new EventSource(`${origin}/events`)),
    webTransport: () => new transport(`https://127.0.0.1:${port}/transport`).ready,
    image: () => element('img', { src: `${origin}/image.png` }),
    script: () => element('script', { src: `${origin}/script.js` }),
    style: () => element('link', { rel: 'stylesheet', href: `${origin}/style.css` }),
    prefetch: () => element('link', { rel: 'prefetch', href: `${origin}/prefetch` }),
    preload: () => element('link', { rel: 'preload', as: 'image', href: `${origin}/preload` }),
    preconnect: () => element('link', { rel: 'preconnect', href: origin }),
    dnsPrefetch: () => element('link', { rel: 'dns-prefetch', href: origin }),
    manifest: () => element('link', { rel: 'manifest', href: `${origin}/manifest` }),
    icon: () => element('link', { rel: 'icon', href: `${origin}/icon.png` }),
    object: () => element('object', { data: `${origin}/object` }),
    embed: () => element('embed', { src: `${origin}/embed` }),
    video: () => element('video', { src: `${origin}/video`, autoplay: '' }),
    ping: async () => {
      document.body.insertAdjacentHTML('beforeend', `<a id="ping" href="#x" ping="${origin}/ping">x</a>`);
      document.getElementById('ping')?.click();
      throw new Error('only the listener can tell');
    },
    background: async () => {
      document.body.style.backgroundImage = `url(${origin}/background.png)`;
      throw new Error('only the listener can tell');
    },
    font: () => new FontFace('evil', `url(${origin}/font.woff2)`).load(),
    stun: () => rtc(`stun:127.0.0.1:${port}`),
    turnUdp: () => rtc(`turn:127.0.0.1:${port}?transport=udp`),
    turnTcp: () => rtc(`turn:127.0.0.1:${port}?transport=tcp`),
  };
  const outcome: Record<string, string> = {};
  await Promise.all(
    Object.entries(attempts).map(async ([name, attempt]) => {
      outcome[name] = await within(Promise.resolve().then(attempt));
    }),
  );
  return outcome;
};

test('the window cannot reach even this machine', async ({ window: page, listener }) => {
  await interactive(page);
  const outcome = await page.evaluate(pageAttempts, [listener.origin, listener.port] as [string, number]);
  // A beacon that the policy drops is reported as sent; what counts is that nothing arrived.
  expect(Object.entries(outcome).filter(([name, result]) => result === 'arrived' && name !== 'beacon')).toEqual([]);
});

test('a page without any policy could not either: requests are cancelled, names lead nowhere', async ({ app, window: page, listener }) => {
  await interactive(page);
  const outcome = await app.evaluate(
    async ({ BrowserWindow, session }: Electron, [code, address]) => {
      const open = session.fromPartition('open');
      open.protocol.handle('app', () => new Response('<!doctype html><body>', { headers: { 'content-type': 'text/html' } }));
      const other = new BrowserWindow({ show: false, webPreferences: { partition: 'open' } });
      await other.loadURL('app://tonghao/index.html');
      const result: unknown = await other.webContents.executeJavaScript(`(${code})(${address})`);
      other.destroy();
      return result as Record<string, string>;
    },
    [pageAttempts.toString(), JSON.stringify([listener.origin, listener.port])],
  );
  expect(
    Object.entries(outcome).filter(
      ([name, result]) => result === 'arrived' && name !== 'beacon' && name !== 'preconnect' && name !== 'dnsPrefetch',
    ),
  ).toEqual([]);
});

test('main cannot: neither through Chromium nor through Node', async ({ app, window: page, listener }) => {
  await interactive(page);
  const outcome = await app.evaluate(async ({ net, session }: Electron, origin) => {
    const said = (attempt: () => Promise<unknown>) =>
      Promise.resolve()
        .then(attempt)
        .then(
          () => 'arrived',
          () => 'refused',
        );
    const node = process.getBuiltinModule('node:net');
    return {
      netFetch: await said(() => net.fetch(origin)),
      request: await said(() => new Promise((done, failed) => net.request(origin).on('response', done).on('error', failed).end())),
      sessionFetch: await said(() => session.defaultSession.fetch(origin)),
      otherSession: await said(() => session.fromPartition('another').fetch(origin)),
      preconnect: await said(async () => Promise.reject(session.defaultSession.preconnect({ url: origin, numSockets: 1 }))),
      nodeFetch: await said(() => fetch(origin)),
      nodeNet: await said(async () => node.connect(Number(new URL(origin).port), '127.0.0.1')),
    };
  }, listener.origin);
  expect([...new Set(Object.values(outcome))]).toEqual(['refused']);
});

test('core cannot: the very process that holds the data, with the guard it was built with', async ({
  app,
  window: page,
  listener,
  scratch,
}) => {
  await interactive(page);
  const script = join(scratch, 'attempt.mjs');
  await writeFile(script, coreAttempts);
  const said = await app.evaluate(
    ({ app: application, utilityProcess }: Electron, [file, origin]) =>
      new Promise<{ outcome: Record<string, string>; logged: string[] }>((done, failed) => {
        const core = `${application.getAppPath()}/out/main/core.js`;
        const child = utilityProcess.fork(file ?? '', [core, origin ?? ''], { stdio: 'ignore' });
        const logged: string[] = [];
        child.on('exit', (code) => failed(new Error(`the process ended with ${code}`)));
        child.on('message', (message: { log?: { message: string; details?: { attempt: string } }; outcome?: Record<string, string> }) => {
          if (message.log) logged.push(`${message.log.message}: ${message.log.details?.attempt}`);
          if (message.outcome) done({ outcome: message.outcome, logged });
        });
      }),
    [script, listener.origin],
  );
  expect([...new Set(Object.values(said.outcome))]).toEqual(['refused']);
  expect(Object.keys(said.outcome)).toContain('electronNet');
  for (const attempt of ['global.fetch', 'net.connect', 'net.Socket.connect', 'dgram.createSocket', 'dns.lookup']) {
    expect(said.logged).toContain(`network use refused in core: ${attempt}`);
  }
});

/** Becomes the core process by loading its real entry, and then tries what a malicious library inside it could try. */
const coreAttempts = `
  import dgram from 'node:dgram';
  import dns from 'node:dns';
  import http from 'node:http';
  import https from 'node:https';
  import net from 'node:net';
  import { pathToFileURL } from 'node:url';
  import { net as electronNet } from 'electron';
  const [core, origin] = process.argv.slice(2);
  const port = Number(new URL(origin).port);
  await import(pathToFileURL(core).href);
  const said = (attempt) =>
    Promise.race([
      Promise.resolve().then(attempt).then(() => 'arrived', () => 'refused'),
      new Promise((later) => setTimeout(() => later('silence'), 3000)),
    ]);
  const opened = (made) => new Promise((done, failed) => made.on('connect', done).on('response', done).on('error', failed));
  const outcome = {
    fetch: await said(() => fetch(origin)),
    net: await said(() => opened(net.connect(port, '127.0.0.1'))),
    socket: await said(() => opened(new net.Socket().connect(port, '127.0.0.1'))),
    http: await said(() => opened(http.get(origin))),
    agent: await said(() => opened(new http.Agent().createConnection({ host: '127.0.0.1', port }))),
    https: await said(() => opened(https.request(origin.replace('http', 'https')))),
    udp: await said(() => dgram.createSocket('udp4').send('x', port, '127.0.0.1')),
    dns: await said(() => dns.lookup('example.invalid', () => undefined)),
    electronNet: await said(() => electronNet.fetch(origin)),
  };
  process.parentPort.postMessage({ outcome });
`;
