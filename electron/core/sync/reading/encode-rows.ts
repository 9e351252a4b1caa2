/** Mapped rows as JSON text that SQLite takes apart. Payloads are turned into text once, for the fingerprint and for SQLite alike. */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { MappedRow } from '../map-rows';
import { hashPayload } from '../payload-hash';
import type { EncodedBatch } from './messages';

export class RowEncoder {
  #seq = 0;

  /** `asOf`: time of a statement whose record does not carry one. */
  constructor(private readonly asOf: string) {}

  /** Row numbers ascend, without large gaps. */
  encode(rows: readonly MappedRow[]): EncodedBatch {
    const firstRow = rows[0]?.row ?? 0;
    const cells: (string[] | null)[] = [];
    const records: string[] = [];
    const outcomes: unknown[] = [];
    for (const { row, cells: own, outcome } of rows) {
      while (firstRow + cells.length < row) cells.push(null);
      cells.push(own);
      switch (outcome.outcome) {
        case 'records':
          for (const [part, record] of outcome.records.entries()) records.push(this.#record(row, part, record));
          break;
        case 'ignored':
          outcomes.push([row, 'ignored', JSON.stringify({ code: outcome.reason, text: '' })]);
          break;
        case 'quarantined':
          outcomes.push([row, 'quarantined', JSON.stringify(outcome.problem)]);
          break;
      }
    }
    return {
      type: 'batch',
      rows: rows.length,
      firstRow,
      cells: JSON.stringify(cells),
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
