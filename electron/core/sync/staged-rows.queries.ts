/** Pages of a staged file's rows, for the preview. */
import type { Output, Parsed } from '../../../shared/contract';
import { isErased } from '../../../shared/domain/erased';
import type { PayloadOf, PersonPayload, RecordType } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import { conflictsOf, type EditConflict } from './decisions/edit-conflicts';
import type { Change } from './diff';
import { otherSummary } from './record-summary';
import type { Staged } from './staged';
import { type StageTables, stageTables } from './staging';

type Page = Output<'sync.stagedRows'>;
type StagedRow = Page['rows'][number];

interface JoinedRow {
  row: number;
  outcome: StagedRow['outcome'];
  reason: string | null;
  cells: string;
}

type StagedRecord = { [T in RecordType]: { type: T; payload: PayloadOf[T]; changes: Change[] | null } }[RecordType];

export async function stagedRows(db: Database, staged: Staged, input: Parsed<'sync.stagedRows'>): Promise<Page> {
  const tables = stageTables(staged.key);
  const after = input.cursor === null ? -1 : Number(input.cursor);
  const rows = await db.gate.exclusive(() =>
    db.writer.all<JoinedRow>(
      `SELECT o.row, o.outcome, o.reason, w.cells FROM ${tables.outcomes} o JOIN ${tables.rows} w ON w.row = o.row
       WHERE o.row > ?1 AND ${narrowed(tables, input.outcome)}
       ORDER BY o.row LIMIT ?2`,
      [Number.isFinite(after) ? after : -1, input.limit],
    ),
  );
  const records = await recordsOf(db, tables, rows);
  const conflicts = await conflictsOf(
    db,
    staged.key,
    rows.map(({ row }) => row),
  );
  const last = rows.at(-1);
  return {
    columns: staged.columns,
    rows: rows.map((row) => toStagedRow(row, records.get(row.row) ?? [], conflicts.get(row.row) ?? [])),
    next: last && rows.length === input.limit ? String(last.row) : null,
  };
}

/** The condition of a filter; the names are those of the contract, never the user's words. */
function narrowed({ conflicts, skipped }: StageTables, outcome: Parsed<'sync.stagedRows'>['outcome']): string {
  if (outcome === null) return 'true';
  if (outcome === 'conflict') return `o.row IN (SELECT row FROM ${conflicts})`;
  if (outcome === 'skipped') return `o.row IN (SELECT row FROM ${skipped})`;
  return `o.outcome = '${outcome}'`;
}

/** In the order in which a row states them: what it becomes is the first of them, wherever the statement was staged. */
async function recordsOf(db: Database, tables: StageTables, rows: readonly JoinedRow[]): Promise<Map<number, StagedRecord[]>> {
  const found = new Map<number, StagedRecord[]>();
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return found;
  const records = await db.gate.exclusive(() =>
    db.writer.all<{ row: number; type: RecordType; payload: string; changes: string | null }>(
      `SELECT s.row, s.type, json(s.payload) AS payload, t.changes, s.part FROM ${tables.records} s JOIN ${tables.states} t ON t.seq = s.seq
       WHERE s.row IN (SELECT value FROM json_each(?1))
       UNION ALL SELECT row, type, json(payload), NULL, part FROM ${tables.skipped} WHERE row IN (SELECT value FROM json_each(?1)) ORDER BY 5`,
      [JSON.stringify(rows.map((row) => row.row))],
    ),
  );
  for (const { row, type, payload, changes } of records) {
    const record = {
      type,
      payload: JSON.parse(payload) as unknown,
      changes: changes === null ? null : (JSON.parse(changes) as Change[]),
    } as StagedRecord;
    found.set(row, [...(found.get(row) ?? []), record]);
  }
  return found;
}

function toStagedRow(joined: JoinedRow, records: readonly StagedRecord[], conflicts: readonly EditConflict[]): StagedRow {
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
    conflicts: conflicts.map(({ field, mine, file, holds }) => ({ field, mine, file, holds })),
    reason: joined.reason === null ? null : (JSON.parse(joined.reason) as StagedRow['reason']),
    cells: JSON.parse(joined.cells) as string[],
  };
  const main = records.find((record) => record.type === 'ledgerLine') ?? records[0];
  return main ? { ...base, ...summary(main, records) } : base;
}

function summary(main: StagedRecord, records: readonly StagedRecord[]): Partial<StagedRow> {
  const person = records.find((record) => record.type === 'person')?.payload as PersonPayload | undefined;
  const who = person?.name ?? person?.nickname ?? (isErased(person?.email ?? null) ? null : person?.email) ?? null;
  switch (main.type) {
    case 'ledgerLine': {
      const line = main.payload;
      return {
        becomes: line.kind,
        at: line.at,
        who: who ?? line.counterparty ?? null,
        what: line.product ?? null,
        currency: line.currency,
        amount: line.amount,
      };
    }
    case 'order': {
      const order = main.payload;
      return { becomes: 'order', at: order.createdAt, who, what: order.product ?? null, currency: order.currency, amount: order.amount };
    }
    case 'person':
      return { becomes: 'person', at: person?.firstSeenAt ?? null, who, what: person?.tier ?? person?.status ?? null };
    default:
      return { becomes: main.type, ...otherSummary(main, who) };
  }
}
