/**
 * Takes the network away from a Node process. The product promises that nothing leaves the machine: whatever tries to, a library included,
 * gets an error, and the attempt is logged.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** Thrown by every way to the network. */
export class OfflineError extends Error {
  constructor(readonly attempt: string) {
    super(`network use is not allowed: ${attempt}`);
    this.name = 'OfflineError';
  }
}

const resolving = ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveTxt', 'reverse'];

/**
 * The narrow places that everything else has to pass: http, https, http2 and tls come to the sockets of net, so those modules, which are
 * slow to load, are not touched.
 */
const doors: readonly [object, string, readonly string[]][] = [
  [net, 'net', ['connect', 'createConnection', 'createServer']],
  [net.Socket.prototype, 'net.Socket', ['connect']],
  [net.Server.prototype, 'net.Server', ['listen']],
  [dgram, 'dgram', ['createSocket']],
  [dgram.Socket.prototype, 'dgram.Socket', ['bind', 'connect', 'send']],
  [dns, 'dns', resolving],
  [dns.promises, 'dns.promises', resolving],
  [dns.Resolver.prototype, 'dns.Resolver', resolving],
  [dns.promises.Resolver.prototype, 'dns.promises.Resolver', resolving],
  [globalThis, 'global', ['fetch', 'WebSocket', 'EventSource']],
];

/**
 * Replaces every function of this process that reaches the network by one that calls `report` with its name (never with the address, which
 * could hold personal data) and throws OfflineError. There is no way back.
 */
export function goOffline(report: (attempt: string) => void): void {
  for (const [owner, ownerName, names] of doors) {
    for (const name of names) {
      if (!(name in owner)) continue;
      Object.defineProperty(owner, name, { value: refusal(`${ownerName}.${name}`, report), writable: false, configurable: false });
    }
  }
  // `import { connect } from 'node:net'` holds copies of the exports: bring those up to date too.
  syncBuiltinESMExports();
}

function refusal(attempt: string, report: (attempt: string) => void): () => never {
  // A `function`, so that `new WebSocket()` meets it as well.
  return function refused(): never {
    report(attempt);
    throw new OfflineError(attempt);
  };
}
