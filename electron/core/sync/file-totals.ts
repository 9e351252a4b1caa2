/** What a file says about itself, held against its rows. A difference is a warning and never a reason to reject: filtered files differ. */
import { currencyExponent } from '../../../shared/domain/money';
import type { FileFacts, Format, SourceRow } from './formats/format';
import { SeenTexts } from './seen-texts';

export interface Warning {
  code: string;
  params: Record<string, string | number>;
}

export class FileTotals {
  #rows = 0;
  #repeats = 0;
  readonly #ids = new SeenTexts();
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
