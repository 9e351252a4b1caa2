/** In a process of its own: there is no way back from being offline. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import type { EventEmitter } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net, { type AddressInfo, connect, createServer, Socket } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goOffline, OfflineError } from '../../electron/core/api/offline';

const requestTakenBefore = http.request;
const socketMadeBefore = dgram.createSocket('udp4');
const attempts: string[] = [];
let hits = 0;
let port = 0;
const server = createServer((socket) => {
  hits++;
  socket.destroy();
});

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
  // The listener does hear: otherwise the silence below would prove nothing.
  await new Promise((closed) => connect(port, '127.0.0.1').on('close', closed).resume());
  expect(hits).toBe(1);
  hits = 0;
  goOffline((attempt) => void attempts.push(attempt));
});
afterAll(() => {
  server.close();
  socketMadeBefore.close();
});

const doors: [string, () => unknown][] = [
  ['net.connect', () => net.connect(port, '127.0.0.1')],
  ['net.connect', () => connect(port, '127.0.0.1')],
  ['net.Socket.connect', () => new Socket().connect(port, '127.0.0.1')],
  ['net.Socket.connect', () => new Socket().connect('/tmp/some.sock')],
  ['net.createServer', () => net.createServer()],
  ['net.Server.listen', () => new net.Server().listen(0)],
  ['net.Server.listen', () => http.createServer().listen(0)],
  ['dgram.createSocket', () => dgram.createSocket('udp4')],
  ['dgram.Socket.send', () => socketMadeBefore.send('x', port, '127.0.0.1')],
  ['dns.lookup', () => dns.lookup('example.invalid', () => undefined)],
  ['dns.promises.resolve', () => dns.promises.resolve('example.invalid')],
  ['dns.Resolver.resolve4', () => new dns.Resolver().resolve4('example.invalid', () => undefined)],
  ['global.fetch', () => fetch(`http://127.0.0.1:${port}`)],
];

it.each(doors)('%s throws and is reported', (name, attempt) => {
  attempts.length = 0;
  expect(attempt).toThrow(OfflineError);
  expect(attempts).toEqual([name]);
});

const clients: [string, () => EventEmitter][] = [
  ['http.request', () => http.request(`http://127.0.0.1:${port}`).end()],
  ['http.get', () => http.get(`http://127.0.0.1:${port}`)],
  ['http.get by name', () => http.get(`http://localhost:${port}`)],
  ['http.get without agent', () => http.get(`http://127.0.0.1:${port}`, { agent: false })],
  ['https.request', () => https.request(`https://127.0.0.1:${port}`).end()],
  ['http2.connect', () => http2.connect(`http://127.0.0.1:${port}`)],
  ['http2.connect over tls', () => http2.connect(`https://127.0.0.1:${port}`)],
  ['tls.connect', () => tls.connect(port, '127.0.0.1')],
  ['a request function taken before', () => requestTakenBefore(`http://127.0.0.1:${port}`).end()],
];

it.each(clients)('%s comes to the same door', async (_name, attempt) => {
  attempts.length = 0;
  const failure = await new Promise<unknown>((done) => {
    try {
      attempt().on('error', done);
    } catch (error) {
      done(error);
    }
  });
  expect(failure).toBeInstanceOf(OfflineError);
  expect(attempts).toHaveLength(1);
});

it('cannot be undone', () => {
  expect(() => Object.assign(net, { connect: () => undefined })).toThrow(TypeError);
  expect(() => Object.defineProperty(globalThis, 'fetch', { value: () => undefined })).toThrow(TypeError);
  expect(() => net.connect(port)).toThrow(OfflineError);
});

it('let nothing through', async () => {
  await new Promise((later) => setTimeout(later, 200));
  expect(hits).toBe(0);
});
