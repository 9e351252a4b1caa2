/** Whether a stream of bytes is UTF-8, and whether a byte of it is damaged: one bad byte makes no other encoding of a whole file. */
import { isUtf8 } from 'node:buffer';

/** `sound` is UTF-8 throughout, `damaged` but for single bytes; `other` is another encoding. */
export type Utf8Kind = 'sound' | 'damaged' | 'other';

/** Characters of Chinese in GB18030 pass for UTF-8 one time in six; so many sound ones for each damaged never come about. */
const soundPerDamaged = 8;
/** Bytes of the beginning whose characters are counted. */
const counted = 64 * 1024;

/** A character cut by a chunk border is carried over. */
export class Utf8Check {
  #rest: Buffer = Buffer.alloc(0);
  #sound = 0;
  #damaged = 0;
  #isFirst = true;
  #isOther = false;

  add(chunk: Buffer): void {
    if (this.#isOther) return;
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const end = lastBoundary(bytes);
    this.#see(bytes.subarray(0, end));
    this.#rest = Buffer.from(bytes.subarray(end));
  }

  /** `isWhole`: nothing follows, so that no character may be cut. */
  end(isWhole: boolean): Utf8Kind {
    if (isWhole && !this.#isOther && !isUtf8(this.#rest)) this.#see(this.#rest);
    if (this.#isOther) return 'other';
    return this.#damaged > 0 ? 'damaged' : 'sound';
  }

  /** Sound pieces are not looked at byte by byte, apart from the first: it tells what the file is written in. */
  #see(bytes: Buffer): void {
    const isSound = isUtf8(bytes);
    if (!isSound || this.#isFirst) {
      const { sound, damaged } = charactersIn(isSound ? bytes.subarray(0, counted) : bytes);
      this.#sound += sound;
      // The piece that is counted may end within a character.
      if (!isSound) this.#damaged += damaged;
    }
    this.#isFirst = false;
    this.#isOther = this.#damaged * soundPerDamaged > this.#sound;
  }
}

/** Characters beyond ASCII, and bytes that are none. */
function charactersIn(bytes: Buffer): { sound: number; damaged: number } {
  let [sound, damaged] = [0, 0];
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const isCharacter = length === 1 || isUtf8(bytes.subarray(at, at + length));
    if (!isCharacter) damaged++;
    else if (length > 1) sound++;
    at += isCharacter ? length : 1;
    // Another encoding has shown by now.
    if (at > counted && damaged * soundPerDamaged > sound) break;
  }
  return { sound, damaged };
}

/** Where the last, possibly unfinished, multibyte character begins; the end when it is complete. */
function lastBoundary(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}
