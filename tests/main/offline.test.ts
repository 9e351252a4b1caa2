/** In a process of its own: there is no way back from being offline. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, connect, createServer, Socket } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goOffline, OfflineError } from '../../electron/core/api/offline';

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
afterAll(() => server.close());

const captured = http.request;
const doors: [string, () => unknown][] = [
  ['net.connect', () => net.connect(port, '127.0.0.1')],
  ['net.connect', () => connect(port, '127.0.0.1')],
  ['net.Socket.connect', () => new Socket().connect(port, '127.0.0.1')],
  ['net.Socket.connect', () => new Socket().connect('/tmp/some.sock')],
  ['net.createServer', () => net.createServer()],
  ['net.Server.listen', () => new net.Server().listen(0)],
  ['tls.connect', () => tls.connect(port, '127.0.0.1')],
  ['http.request', () => http.request(`http://127.0.0.1:${port}`)],
  ['http.get', () => http.get(`http://127.0.0.1:${port}`)],
  ['https.request', () => https.request(`https://127.0.0.1:${port}`)],
  ['dgram.createSocket', () => dgram.createSocket('udp4')],
  ['dns.lookup', () => dns.lookup('example.invalid', () => undefined)],
  ['dns.promises.resolve', () => dns.promises.resolve('example.invalid')],
  ['global.fetch', () => fetch(`http://127.0.0.1:${port}`)],
];

it.each(doors)('%s throws and is reported', (name, attempt) => {
  attempts.length = 0;
  expect(attempt).toThrow(OfflineError);
  expect(attempts).toEqual([name]);
});

it('stops what a library took hold of before', async () => {
  attempts.length = 0;
  const failed = new Promise<unknown>((done) => {
    try {
      captured(`http://127.0.0.1:${port}`).on('error', done).on('response', done).end();
    } catch (error) {
      done(error);
    }
  });
  expect(await failed).toBeInstanceOf(OfflineError);
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
