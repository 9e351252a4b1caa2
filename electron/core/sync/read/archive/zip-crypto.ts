/** The two ways that archives of platforms are locked: the old ZipCrypto and WinZip's AES. Passwords are never kept. */
import { createCipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Thrown for a password that does not open the entry. */
export class WrongPassword extends Error {}
/** Thrown for bytes that were changed after they had been locked. */
export class Tampered extends Error {}

type Bytes = AsyncIterable<Buffer>;

const crcTable = Int32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** One byte of CRC-32, without the inversion at both ends. */
function crcStep(crc: number, byte: number): number {
  return ((crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)) >>> 0;
}

/** PKWARE's traditional encryption: three running keys. */
class ZipKeys {
  #a = 0x12345678;
  #b = 0x23456789;
  #c = 0x34567890;

  constructor(password: string) {
    for (const byte of Buffer.from(password, 'utf8')) this.#update(byte);
  }

  /** Decrypts in place. */
  decrypt(bytes: Buffer): Buffer {
    for (let at = 0; at < bytes.length; at++) {
      const mixed = (this.#c | 2) & 0xffff;
      const plain = (bytes[at] ?? 0) ^ ((Math.imul(mixed, mixed ^ 1) >>> 8) & 0xff);
      bytes[at] = plain;
      this.#update(plain);
    }
    return bytes;
  }

  #update(byte: number): void {
    this.#a = crcStep(this.#a, byte);
    this.#b = (Math.imul((this.#b + (this.#a & 0xff)) >>> 0, 134775813) + 1) >>> 0;
    this.#c = crcStep(this.#c, this.#b >>> 24);
  }
}

const headSize = 12;

/**
 * Bytes of an entry under ZipCrypto. The last of twelve head bytes repeats one byte of the checksum or of the time, so one wrong password in about
 * a hundred passes here and is found by the checksum of the content. Throws WrongPassword.
 */
export async function* unlockZipCrypto(bytes: Bytes, password: string, checks: readonly number[]): AsyncGenerator<Buffer> {
  const keys = new ZipKeys(password);
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of bytes) {
    let rest = chunk;
    if (head !== null) {
      const whole: Buffer = Buffer.concat([head, rest]);
      if (whole.length < headSize) {
        head = whole;
        continue;
      }
      const check = keys.decrypt(whole.subarray(0, headSize))[headSize - 1] ?? -1;
      if (!checks.includes(check)) throw new WrongPassword();
      head = null;
      rest = whole.subarray(headSize);
    }
    yield keys.decrypt(rest);
  }
  if (head !== null) throw new Tampered();
}

const derive = promisify(pbkdf2);
const iterations = 1000;
const codeSize = 10;

/** Bytes that an AES entry has beside its content: salt, password check and authentication code. */
export function aesOverhead(keyLength: number): number {
  return keyLength / 2 + 2 + codeSize;
}

/**
 * Bytes of an entry under WinZip's AES (AE-1, AE-2): PBKDF2 with SHA-1 and 1000 rounds, counter mode with a little-endian counter that begins at
 * 1, HMAC-SHA1 over what is locked. `length` is the size of the locked content alone. Throws WrongPassword, or Tampered when the code does not fit.
 */
export async function* unlockAes(bytes: Bytes, password: string, keyLength: number, length: number): AsyncGenerator<Buffer> {
  const saltLength = keyLength / 2;
  const reader = new ExactReader(bytes);
  const salt = await reader.take(saltLength);
  const check = await reader.take(2);
  const keys = await derive(Buffer.from(password, 'utf8'), salt, iterations, 2 * keyLength + 2, 'sha1');
  if (!timingSafeEqual(keys.subarray(2 * keyLength), check)) throw new WrongPassword();
  const hmac = createHmac('sha1', keys.subarray(keyLength, 2 * keyLength));
  const stream = new CounterStream(keys.subarray(0, keyLength));
  for (let left = length; left > 0; ) {
    const chunk = await reader.some(left);
    left -= chunk.length;
    hmac.update(chunk);
    yield stream.apply(chunk);
  }
  if (!timingSafeEqual(hmac.digest().subarray(0, codeSize), await reader.take(codeSize))) throw new Tampered();
}

/** Counter mode as WinZip does it; Node's own counts big-endian. */
class CounterStream {
  readonly #cipher;
  #counter = 1n;
  #stream: Buffer = Buffer.alloc(0);

  constructor(key: Buffer) {
    this.#cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  }

  apply(chunk: Buffer): Buffer {
    const plain = Buffer.allocUnsafe(chunk.length);
    if (this.#stream.length < chunk.length) this.#extend(chunk.length - this.#stream.length);
    for (let at = 0; at < chunk.length; at++) plain[at] = (chunk[at] ?? 0) ^ (this.#stream[at] ?? 0);
    this.#stream = this.#stream.subarray(chunk.length);
    return plain;
  }

  #extend(bytes: number): void {
    const blocks = Buffer.alloc(Math.ceil(bytes / 16) * 16);
    for (let at = 0; at < blocks.length; at += 16) blocks.writeBigUInt64LE(this.#counter++, at);
    this.#stream = Buffer.concat([this.#stream, this.#cipher.update(blocks)]);
  }
}

/** Chunks of a stream, taken by length. */
class ExactReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(bytes: Bytes) {
    this.#source = bytes[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Buffer> {
    while (this.#rest.length < length) {
      const next = await this.#source.next();
      if (next.done) throw new Tampered();
      this.#rest = Buffer.concat([this.#rest, next.value]);
    }
    return this.#cut(length);
  }

  /** At least one byte and at most `length`. */
  async some(length: number): Promise<Buffer> {
    if (this.#rest.length === 0) this.#rest = await this.take(1).then((first) => Buffer.concat([first, this.#rest]));
    return this.#cut(Math.min(length, this.#rest.length));
  }

  #cut(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }
}
