/** What a file says about itself, held against its rows. A difference is a warning and never a reason to reject: filtered files differ. */
import { currencyExponent } from '../../../shared/domain/money';
import type { FileFacts, Format, SourceRow } from './formats/format';

export interface Warning {
  code: string;
  params: Record<string, string | number>;
}

export class FileTotals {
  #rows = 0;
  #repeats = 0;
  readonly #ids = new Marks();
  readonly #sums = { gross: 0, refund: 0, fee: 0 };

  constructor(
    private readonly format: Format,
    private readonly facts: FileFacts,
  ) {}

  /** Counts a data row, whatever becomes of it. */
  add(row: SourceRow): void {
    this.#rows++;
    const added = this.format.totals?.(row);
    if (!added) return;
    for (const name of ['gross', 'refund', 'fee'] as const) this.#sums[name] += added[name] ?? 0;
  }

  warnings(): Warning[] {
    const warnings: Warning[] = [];
    const { claims = {} } = this.facts;
    if (claims.rows !== undefined && claims.rows !== this.#rows)
      warnings.push({ code: 'claim-rows', params: { stated: claims.rows, found: this.#rows } });
    if (this.format.totals) {
      for (const name of ['gross', 'refund', 'fee'] as const) {
        const stated = claims[name];
        const found = this.#sums[name];
        if (stated !== undefined && stated !== found)
          warnings.push({ code: `claim-${name}`, params: { stated: this.#money(stated), found: this.#money(found) } });
      }
    }
    if (this.#repeats > 0) warnings.push({ code: 'repeated-ids', params: { rows: this.#repeats } });
    return warnings;
  }

  /** Notes the id of a row that made records. Only a fingerprint of each id is kept: large files have millions. */
  addId(row: SourceRow): void {
    for (const column of this.format.idColumns ?? []) {
      const id = row.get(column);
      if (!id) continue;
      if (!this.#ids.add(id)) this.#repeats++;
      return;
    }
  }

  #money(minor: number): string {
    const { currency } = this.format;
    const decimals = currencyExponent(currency ?? 'XXX');
    return `${(minor / 10 ** decimals).toFixed(decimals)}${currency === null ? '' : ` ${currency}`}`;
  }
}

/**
 * A set of texts that keeps 62 bits of each, in flat memory: two hashes side by side, open addressing. Two texts meet by chance once in
 * millions of files, and then a warning counts one row too many.
 */
class Marks {
  #table = new Int32Array(2 * 4096);
  #used = 0;

  /** False when the text was there already. */
  add(text: string): boolean {
    let first = 0x811c9dc5;
    let second = 7;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      first = Math.imul(first ^ code, 0x01000193);
      second = (Math.imul(second, 31) + code) | 0;
    }
    // Zero marks a free place.
    if (!this.#put(first === 0 ? 1 : first | 0, second)) return false;
    this.#used++;
    if (this.#used * 4 > this.#table.length) this.#grow();
    return true;
  }

  #put(first: number, second: number): boolean {
    const table = this.#table;
    const mask = table.length / 2 - 1;
    for (let place = (first ^ (first >>> 15)) & mask; ; place = (place + 1) & mask) {
      if (table[place * 2] === 0) {
        table[place * 2] = first;
        table[place * 2 + 1] = second;
        return true;
      }
      if (table[place * 2] === first && table[place * 2 + 1] === second) return false;
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) if (old[at] !== 0) this.#put(old[at] ?? 0, old[at + 1] ?? 0);
  }
}
