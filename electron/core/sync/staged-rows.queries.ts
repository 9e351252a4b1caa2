/** Pages of a staged file's rows, for the preview. */
import type { Parsed, Output } from '../../../shared/contract';
import type { LedgerLinePayload, OrderPayload, PersonPayload, RecordType } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import type { Change } from './diff';
import type { Staged } from './staged-file';

type Page = Output<'sync.stagedRows'>;
type StagedRow = Page['rows'][number];

interface JoinedRow {
  row: number;
  outcome: StagedRow['outcome'];
  reason: string | null;
  cells: string;
  records: string;
}

interface StagedRecord {
  type: RecordType;
  payload: LedgerLinePayload | OrderPayload | PersonPayload;
  changes: Change[] | null;
}

export async function stagedRows(db: Database, staged: Staged, input: Parsed<'sync.stagedRows'>): Promise<Page> {
  const after = input.cursor === null ? -1 : Number(input.cursor);
  const rows = await db.gate.exclusive(() =>
    db.writer.all<JoinedRow>(
      `SELECT w.row, w.outcome, w.reason, w.cells, (
         SELECT json_group_array(json_object('type', r.type, 'payload', json(r.payload), 'changes', json(r.changes)))
         FROM staged_record r WHERE r.file = w.file AND r.row = w.row) AS records
       FROM staged_row w WHERE w.file = ?1 AND w.row > ?2 AND (?3 IS NULL OR w.outcome = ?3)
       ORDER BY w.row LIMIT ?4`,
      [staged.key, Number.isFinite(after) ? after : -1, input.outcome, input.limit],
    ),
  );
  const last = rows.at(-1);
  return { columns: staged.columns, rows: rows.map(describe), next: last && rows.length === input.limit ? String(last.row) : null };
}

function describe(joined: JoinedRow): StagedRow {
  const records = JSON.parse(joined.records) as StagedRecord[];
  const base = {
    row: joined.row,
    outcome: joined.outcome,
    becomes: null,
    at: null,
    who: null,
    what: null,
    currency: null,
    amount: null,
    changes: records.flatMap((record) => record.changes ?? []),
    reason: joined.reason === null ? null : (JSON.parse(joined.reason) as StagedRow['reason']),
    cells: JSON.parse(joined.cells) as string[],
  };
  const main = records.find((record) => record.type === 'ledgerLine') ?? records[0];
  return main ? { ...base, ...summary(main, records) } : base;
}

function summary(main: StagedRecord, records: readonly StagedRecord[]): Partial<StagedRow> {
  const person = records.find((record) => record.type === 'person')?.payload as PersonPayload | undefined;
  const who = person?.name ?? person?.nickname ?? person?.email ?? null;
  switch (main.type) {
    case 'ledgerLine': {
      const line = main.payload as LedgerLinePayload;
      return { becomes: line.kind, at: line.at, who: who ?? line.counterparty ?? null, what: line.product ?? null, currency: line.currency, amount: line.amount };
    }
    case 'order': {
      const order = main.payload as OrderPayload;
      return { becomes: 'order', at: order.createdAt, who, what: order.product ?? null, currency: order.currency, amount: order.amount };
    }
    case 'person':
      return { becomes: 'person', at: person?.firstSeenAt ?? null, who, what: person?.tier ?? person?.status ?? null };
  }
}

