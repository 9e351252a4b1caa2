/** Archives of every kind that people get, written from the specifications and not with the reader under test. */
import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';

export interface ArchiveEntry {
  name: string | Buffer;
  data: Buffer | string;
  password?: string;
  lock?: 'zip-crypto' | 'aes-128' | 'aes-256';
  /** General purpose flags beside encryption; 0x800 says the name is UTF-8. */
  flags?: number;
  stored?: boolean;
  method?: number;
  extra?: Buffer;
  statedSize?: number;
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** PKWARE's traditional encryption, APPNOTE 6.1, with 32-bit arithmetic in BigInt. */
export function zipCrypto(plain: Buffer, password: string, check: number): Buffer {
  const keys = [0x12345678n, 0x23456789n, 0x34567890n];
  const mask = 0xffffffffn;
  const crc = (old: bigint, byte: number) => BigInt(((crcTable[(Number(old) ^ byte) & 0xff] ?? 0) ^ (Number(old) >>> 8)) >>> 0);
  const update = (byte: number) => {
    keys[0] = crc(keys[0] ?? 0n, byte);
    keys[1] = (((keys[1] ?? 0n) + (keys[0] & 0xffn)) * 134775813n + 1n) & mask;
    keys[2] = crc(keys[2] ?? 0n, Number(keys[1] >> 24n));
  };
  for (const byte of Buffer.from(password)) update(byte);
  const whole = Buffer.concat([Buffer.alloc(11, 0x5a), Buffer.of(check), plain]);
  return Buffer.from(
    whole.map((byte) => {
      const temp = ((keys[2] ?? 0n) | 2n) & 0xffffn;
      const cipher = byte ^ Number(((temp * (temp ^ 1n)) >> 8n) & 0xffn);
      update(byte);
      return cipher;
    }),
  );
}

/** WinZip's AE-2. */
function aes(plain: Buffer, password: string, bits: 128 | 256): Buffer {
  const length = bits / 8;
  const salt = randomBytes(length / 2);
  const keys = pbkdf2Sync(password, salt, 1000, length * 2 + 2, 'sha1');
  const cipher = createCipheriv(`aes-${bits}-ecb`, keys.subarray(0, length), null).setAutoPadding(false);
  const locked = Buffer.alloc(plain.length);
  for (let at = 0; at < plain.length; at += 16) {
    const counter = Buffer.alloc(16);
    counter.writeUInt32LE(at / 16 + 1, 0);
    const stream = cipher.update(counter);
    for (let n = 0; n < 16 && at + n < plain.length; n++) locked[at + n] = (plain[at + n] ?? 0) ^ (stream[n] ?? 0);
  }
  const code = createHmac('sha1', keys.subarray(length, length * 2))
    .update(locked)
    .digest()
    .subarray(0, 10);
  return Buffer.concat([salt, keys.subarray(length * 2), locked, code]);
}

/** A ZIP archive of the given entries. */
export function archive(entries: readonly ArchiveEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const raw = Buffer.from(entry.data);
    const packed = entry.stored ? raw : deflateRawSync(raw);
    const { body, method, extra, crc } = locked(entry, raw, packed);
    const name = Buffer.from(entry.name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE((entry.flags ?? 0) | (entry.password === undefined ? 0 : 1), 2);
    head.writeUInt16LE(entry.method ?? method, 4);
    head.writeUInt32LE(crc, 10);
    head.writeUInt32LE(body.length, 14);
    head.writeUInt32LE(entry.statedSize ?? raw.length, 18);
    head.writeUInt16LE(name.length, 22);
    head.writeUInt16LE(extra.length, 24);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, name, extra, body]);
    bodies.push(local);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, end, name, extra);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(entries.length, 4);
  tail.writeUInt16LE(entries.length, 6);
  tail.writeUInt32LE(central.length, 8);
  tail.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06', 'latin1'), tail]);
}

function locked(entry: ArchiveEntry, raw: Buffer, packed: Buffer): { body: Buffer; method: number; extra: Buffer; crc: number } {
  const crc = crc32(raw);
  const method = entry.stored ? 0 : 8;
  const extra = entry.extra ?? Buffer.alloc(0);
  if (entry.password === undefined) return { body: packed, method, extra, crc };
  if (entry.lock === undefined || entry.lock === 'zip-crypto')
    return { body: zipCrypto(packed, entry.password, crc >>> 24), method, extra, crc };
  const bits = entry.lock === 'aes-128' ? 128 : 256;
  const field = Buffer.from([0x01, 0x99, 7, 0, 2, 0, 0x41, 0x45, bits === 128 ? 1 : 3, method, 0]);
  return { body: aes(packed, entry.password, bits), method: 99, extra: Buffer.concat([field, extra]), crc: 0 };
}
