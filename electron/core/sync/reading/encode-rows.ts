/** Mapped rows as JSON text that SQLite takes apart. Payloads are turned into text once, for the fingerprint and for SQLite alike. */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { MappedRow } from '../map-rows';
import { hashPayload } from '../payload-hash';
import type { EncodedBatch } from './messages';

export class RowEncoder {
  #seq = 0;

  /** `asOf`: time of a statement whose record does not carry one. */
  constructor(private readonly asOf: string) {}

  encode(rows: readonly MappedRow[]): EncodedBatch {
    const cells: string[] = [];
    const records: string[] = [];
    const outcomes: unknown[] = [];
    for (const { row, cells: own, outcome } of rows) {
      cells.push(`"${row}":${JSON.stringify(own)}`);
      switch (outcome.outcome) {
        case 'records':
          for (const [part, record] of outcome.records.entries()) records.push(this.#record(row, part, record));
          break;
        case 'ignored':
          outcomes.push([row, 'ignored', { code: outcome.reason, text: '' }]);
          break;
        case 'quarantined':
          outcomes.push([row, 'quarantined', outcome.problem]);
          break;
      }
    }
    return {
      type: 'batch',
      rows: rows.length,
      cells: `{${cells.join(',')}}`,
      outcomes: JSON.stringify(outcomes),
      records: `[${records.join(',')}]`,
    };
  }

  #record(row: number, part: number, record: CanonicalRecord): string {
    const payload = JSON.stringify(record.payload);
    const texts = `${JSON.stringify(record.key)},${JSON.stringify(record.asOf ?? this.asOf)}`;
    return `[${this.#seq++},${row},${part},"${record.type}",${texts},${record.rank ?? 0},"${hashPayload(payload)}",${payload}]`;
  }
}
