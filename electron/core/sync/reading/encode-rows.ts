/**
 * Mapped rows as JSON that SQLite takes apart. Payloads are written once, for the fingerprint and for SQLite alike. Rows are written as they come and
 * not kept until a batch is full: objects that die young cost nothing.
 */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { RowOutcome } from '../formats/format';
import type { MappedRow } from '../map-rows';
import { hashPayload } from '../payload-hash';
import { isStatedRepeatedly } from '../record-tables';
import { SeenTexts } from '../seen-texts';
import { JsonBytes } from './json-bytes';
import type { EncodedBatch } from './messages';

/** Row numbers that may be missing between two rows of one batch; the next sheet's are far away. */
const maxGap = 100;

export class RowEncoder {
  #seq = 0;
  #firstSeq = 0;
  #firstRow = 0;
  #nextRow = 0;
  #rows = 0;
  readonly #cells = new JsonBytes();
  readonly #outcomes = new JsonBytes();
  readonly #records = new JsonBytes();
  readonly #stated = new SeenTexts();

  /** Whether some record may have come twice so far: under one key, or, where that is usual, saying the same. */
  repeats = false;

  /** `asOf`: time of a statement whose record does not carry one. */
  constructor(private readonly asOf: string) {}

  /** Rows added since the last batch. */
  get rows(): number {
    return this.#rows;
  }

  /** Whether a row of this number may stand in the batch: numbers ascend, without large gaps. */
  takes(row: number): boolean {
    return this.#rows === 0 || (row >= this.#nextRow && row - this.#nextRow < maxGap);
  }

  add({ row, cells, outcome }: MappedRow): void {
    if (this.#rows === 0) {
      this.#firstRow = this.#nextRow = row;
      this.#firstSeq = this.#seq;
    }
    for (; this.#nextRow < row; this.#nextRow++) begin(this.#cells).value(null);
    begin(this.#cells).value(cells);
    this.#nextRow++;
    this.#rows++;
    this.#outcome(row, outcome);
  }

  /** The rows since the last batch. */
  take(): EncodedBatch {
    const batch: EncodedBatch = {
      type: 'batch',
      rows: this.#rows,
      firstRow: this.#firstRow,
      firstSeq: this.#firstSeq,
      cells: whole(this.#cells),
      outcomes: whole(this.#outcomes),
      records: whole(this.#records),
    };
    this.#rows = 0;
    return batch;
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
