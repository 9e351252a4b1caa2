/**
 * JSON written as UTF-8 straight into one buffer. `JSON.stringify` and a text encoder say the same with three copies of every text between
 * them, which was half of the time of reading a large file.
 */
import { codeAt, lengthOf } from '../../../../shared/domain/letters';

const quoteMark = 34;
const backslash = 92;
const openBrace = 123;
const zero = 48;
/** Numbers below this are written digit by digit. */
const digitByDigit = 2 ** 31;
/** Names that are kept ready; answers of a survey may have others in every row. */
const mostNames = 1_000;
/** One UTF-16 unit becomes at most `\udc00`. */
const longestUnit = 6;

/** Letters after the backslash of the escapes that have a short form. */
const shortEscapes = new Map([
  [8, 'b'],
  [9, 't'],
  [10, 'n'],
  [12, 'f'],
  [13, 'r'],
]);

export class JsonBytes {
  #bytes = new Uint8Array(1 << 20);
  #at = 0;
  readonly #names = new Map<string, Uint8Array>();

  /** How many bytes are written. */
  get length(): number {
    return this.#at;
  }

  /** Structure, as it stands: ASCII only. */
  raw(ascii: string): void {
    const length = lengthOf(ascii);
    this.#reserve(length);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = 0; index < length; index++) bytes[at++] = codeAt(ascii, index);
    this.#at = at;
  }

  /** A value as `JSON.stringify` writes it; what it leaves out of an object (undefined) is left out here, too. */
  value(value: unknown): void {
    if (typeof value === 'string') this.text(value);
    else if (value === null || value === undefined) this.raw('null');
    else if (typeof value === 'number') this.number(value);
    else if (typeof value === 'boolean') this.raw(value ? 'true' : 'false');
    else if (Array.isArray(value)) this.#array(value);
    else this.#object(value);
  }

  number(value: number): void {
    if (Number.isInteger(value) && value > 0 && value < digitByDigit) this.#digits(value);
    else this.raw(Number.isFinite(value) ? String(value) : 'null');
  }

  text(text: string): void {
    const length = lengthOf(text);
    this.#reserve(length * longestUnit + 2);
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at++] = quoteMark;
    for (let index = 0; index < length; index++) {
      const unit = codeAt(text, index);
      if (unit < 128) {
        if (unit >= 32 && unit !== quoteMark && unit !== backslash) bytes[at++] = unit;
        else at = escaped(bytes, at, unit);
      } else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 63);
      } else if (unit < 0xd800 || unit > 0xdfff) {
        bytes[at++] = 0xe0 | (unit >> 12);
        bytes[at++] = 0x80 | ((unit >> 6) & 63);
        bytes[at++] = 0x80 | (unit & 63);
      } else {
        const point = text.codePointAt(index) ?? unit;
        if (point > 0xffff) index++;
        at = point > 0xffff ? astral(bytes, at, point) : escaped(bytes, at, unit);
      }
    }
    bytes[at++] = quoteMark;
    this.#at = at;
  }

  /** What has been written since `start`; valid until the next write. */
  since(start: number): Uint8Array {
    return this.#bytes.subarray(start, this.#at);
  }

  /** What has been written, as bytes of its own; begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#at);
    this.#at = 0;
    return taken;
  }

  #array(values: readonly unknown[]): void {
    this.raw('[');
    for (let index = 0; index < values.length; index++) {
      if (index > 0) this.raw(',');
      this.value(values[index]);
    }
    this.raw(']');
  }

  #object(value: object): void {
    const start = this.#at;
    for (const key in value) {
      const field: unknown = value[key as keyof typeof value];
      if (field === undefined) continue;
      this.#name(key);
      this.value(field);
    }
    if (this.#at === start) this.raw('{');
    // Every name brings a comma before it.
    else this.#bytes[start] = openBrace;
    this.raw('}');
  }

  /** Without a text in between, since a row has many. */
  #digits(value: number): void {
    this.#reserve(10);
    let count = 1;
    for (let power = 10; power <= value; power *= 10) count++;
    let rest = value;
    for (let at = this.#at + count - 1; at >= this.#at; at--) {
      const next = (rest / 10) | 0;
      this.#bytes[at] = zero + rest - next * 10;
      rest = next;
    }
    this.#at += count;
  }

  /** `,"name":`, of which a file has a few that come with every row. */
  #name(name: string): void {
    let written = this.#names.get(name);
    if (written === undefined) {
      const start = this.#at;
      this.raw(',');
      this.text(name);
      this.raw(':');
      written = this.#bytes.slice(start, this.#at);
      if (this.#names.size < mostNames) this.#names.set(name, written);
      return;
    }
    const { length } = written;
    this.#reserve(length);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = 0; index < length; index++) bytes[at++] = written[index] as number;
    this.#at = at;
  }

  #reserve(more: number): void {
    const needed = this.#at + more;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }
}

function escaped(bytes: Uint8Array, start: number, unit: number): number {
  const short = unit === quoteMark || unit === backslash ? String.fromCharCode(unit) : shortEscapes.get(unit);
  const rest = short ?? `u${unit.toString(16).padStart(4, '0')}`;
  let at = start;
  bytes[at++] = backslash;
  for (let index = 0; index < rest.length; index++) bytes[at++] = rest.charCodeAt(index);
  return at;
}

function astral(bytes: Uint8Array, start: number, point: number): number {
  bytes[start] = 0xf0 | (point >> 18);
  bytes[start + 1] = 0x80 | ((point >> 12) & 63);
  bytes[start + 2] = 0x80 | ((point >> 6) & 63);
  bytes[start + 3] = 0x80 | (point & 63);
  return start + 4;
}
