/** Listens on this machine for whatever should never be sent, on one port for TCP (HTTP, web sockets, TURN) and UDP (STUN). */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect } from './fixtures';

export interface Listener {
  port: number;
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** Connections and datagrams so far. */
  hits(): number;
  close(): Promise<void>;
}

/** Starts listening. A plain request gets a redirect to a look-alike of our origin. */
export async function listen(): Promise<Listener> {
  let hits = 0;
  const server = createServer((_request, response) => response.writeHead(302, { location: 'app://tonghao.evil/' }).end());
  server.on('connection', () => {
    hits++;
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket('udp4').on('message', () => {
    hits++;
  });
  await new Promise<void>((bound) => datagrams.bind(port, '127.0.0.1', bound));
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    hits: () => hits,
    close: async () => {
      datagrams.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Tests that try to get something out of the app: whatever they tried, at their end nothing may have arrived. */
export const test = base.extend<{ listener: Listener }>({
  listener: [
    async ({ browserName: _ }, use) => {
      const listener = await listen();
      await use(listener);
      await new Promise((later) => setTimeout(later, 200));
      const hits = listener.hits();
      await listener.close();
      expect(hits, 'connections and datagrams that left the app').toBe(0);
    },
    { auto: true },
  ],
});
