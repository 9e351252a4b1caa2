/** Mapped rows as JSON that SQLite takes apart. Payloads are written once, for the fingerprint and for SQLite alike. */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { RowOutcome } from '../formats/format';
import type { MappedRow } from '../map-rows';
import { hashPayload } from '../payload-hash';
import { isStatedRepeatedly } from '../record-tables';
import { SeenTexts } from '../seen-texts';
import { JsonBytes } from './json-bytes';
import type { EncodedBatch } from './messages';

export class RowEncoder {
  #seq = 0;
  readonly #cells = new JsonBytes();
  readonly #outcomes = new JsonBytes();
  readonly #records = new JsonBytes();
  readonly #stated = new SeenTexts();

  /** Whether some record may have come twice so far: under one key, or, where that is usual, saying the same. */
  repeats = false;

  /** `asOf`: time of a statement whose record does not carry one. */
  constructor(private readonly asOf: string) {}

  /** Row numbers ascend, without large gaps. */
  encode(rows: readonly MappedRow[]): EncodedBatch {
    const firstRow = rows[0]?.row ?? 0;
    const firstSeq = this.#seq;
    let next = firstRow;
    for (const { row, cells, outcome } of rows) {
      for (; next < row; next++) begin(this.#cells).value(null);
      begin(this.#cells).value(cells);
      next++;
      this.#outcome(row, outcome);
    }
    return {
      type: 'batch',
      rows: rows.length,
      firstRow,
      firstSeq,
      cells: whole(this.#cells),
      outcomes: whole(this.#outcomes),
      records: whole(this.#records),
    };
  }

  #outcome(row: number, outcome: RowOutcome): void {
    switch (outcome.outcome) {
      case 'records':
        for (let part = 0; part < outcome.records.length; part++) this.#record(row, part, outcome.records[part] as CanonicalRecord);
        break;
      case 'ignored':
        begin(this.#outcomes).value([row, 'ignored', JSON.stringify({ code: outcome.reason, text: '' })]);
        break;
      case 'quarantined':
        begin(this.#outcomes).value([row, 'quarantined', JSON.stringify(outcome.problem)]);
        break;
    }
  }

  #record(row: number, part: number, record: CanonicalRecord): void {
    const json = begin(this.#records);
    json.raw('[');
    json.number(this.#seq++);
    json.raw(',');
    json.number(row);
    json.raw(',');
    json.number(part);
    json.raw(',');
    json.text(record.type);
    json.raw(',');
    json.text(record.key);
    json.raw(',');
    json.text(record.asOf ?? this.asOf);
    json.raw(',');
    json.number(record.rank ?? 0);
    json.raw(',');
    const start = json.length;
    json.value(record.payload);
    const hash = hashPayload(json.since(start));
    json.raw(',');
    json.text(hash);
    json.raw(']');
    const isNew = isStatedRepeatedly(record.type)
      ? this.#stated.add(record.type, record.key, hash)
      : this.#stated.add(record.type, record.key);
    this.repeats ||= !isNew;
  }
}

/** The next element of the array. */
function begin(array: JsonBytes): JsonBytes {
  array.raw(array.length === 0 ? '[' : ',');
  return array;
}

function whole(array: JsonBytes): Uint8Array<ArrayBuffer> {
  array.raw(array.length === 0 ? '[]' : ']');
  return array.take();
}
