/** What the user decides, adds and edits in the ledger. Every change is kept apart from what files state and folded in. */
import { v7 as uuid } from 'uuid';
import type { Parsed } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { LedgerLine, ManualLine } from '../../../shared/contract/revenue';
import type { LedgerLinePayload, LineKind } from '../../../shared/domain/records';
import type { Context } from '../api/context';
import type { Database } from '../database/database';
import { refoldLines } from './ledger.fold';
import { lineById } from './ledger.queries';
import { decidableLines } from './revenue.queries';

export async function requireLine(db: Database, id: number): Promise<LedgerLine> {
  const line = await lineById(db, id);
  if (!line) throw new AppError('line-missing');
  return line;
}

/** Settles all undecided lines of a counterparty and type, now and in later imports; null takes the decision back. Answers how many lines it concerned. */
export async function decide(
  context: Context,
  counterparty: string | null,
  sourceKind: string | null,
  kind: LineKind | null,
): Promise<number> {
  const db = context.db();
  const lines = await db.write(async (tx) => {
    const key = { counterparty: counterparty ?? '', source_kind: sourceKind ?? '' };
    await tx.deleteFrom('line_decision').where('counterparty', '=', key.counterparty).where('source_kind', '=', key.source_kind).execute();
    if (kind !== null)
      await tx
        .insertInto('line_decision')
        .values({ ...key, kind, at: context.now() })
        .execute();
    const ids = await decidableLines(db, counterparty, sourceKind);
    await refoldLines(db, ids);
    return ids.length;
  });
  context.changed('ledger', 'people');
  return lines;
}

export async function addLine(context: Context, line: ManualLine): Promise<LedgerLine> {
  const db = context.db();
  const id = await db.write(async (tx) => {
    const record = await tx
      .insertInto('record')
      .values({ type: 'ledgerLine', platform: 'manual', key: uuid() })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('manual_line')
      .values({ id: record.id, payload: JSON.stringify(manualPayload(line)) })
      .execute();
    if (line.personId !== null) await storeEdit(context, record.id, 'personId', await personNumber(db, line.personId));
    await refoldLines(db, [record.id]);
    return record.id;
  });
  context.changed('ledger', 'people');
  return requireLine(db, id);
}

function manualPayload(line: ManualLine): LedgerLinePayload {
  return {
    kind: line.kind,
    at: line.at.replace(/\.\d+Z$/, 'Z'),
    side: 'manual',
    soldOn: line.soldOn,
    paidVia: line.paidVia,
    currency: line.currency,
    amount: line.amount,
    product: line.product,
    counterparty: line.counterparty,
    note: line.note,
  };
}

/** Overwrites fields of one line; the edit stays whatever later files say. */
export async function updateLine(context: Context, { id, fields }: Parsed<'revenue.updateLine'>): Promise<LedgerLine> {
  const db = context.db();
  await requireLine(db, id);
  await db.write(async () => {
    for (const [field, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      if (field === 'personId') await storeEdit(context, id, field, value === null ? null : await personNumber(db, value));
      else await storeEdit(context, id, field, value);
    }
    await refoldLines(db, [id]);
  });
  context.changed('ledger', 'people');
  return requireLine(db, id);
}

async function storeEdit(context: Context, line: number, field: string, value: string | number | null): Promise<void> {
  const edit = { line, field, value: JSON.stringify(value), at: context.now() };
  await context.db().write((tx) =>
    tx
      .insertInto('line_edit')
      .values(edit)
      .onConflict((conflict) => conflict.columns(['line', 'field']).doUpdateSet({ value: edit.value, at: edit.at }))
      .execute(),
  );
}

async function personNumber(db: Database, uid: string): Promise<number> {
  const person = await db.read.selectFrom('person').select('id').where('uid', '=', uid).where('removed_at', 'is', null).executeTakeFirst();
  if (!person) throw new AppError('person-missing');
  return person.id;
}

/** Only lines added by hand can go; what a file states goes with its import. */
export async function removeLine(context: Context, id: number): Promise<void> {
  const db = context.db();
  const line = await requireLine(db, id);
  if (line.side !== 'manual') throw new AppError('line-not-manual');
  await db.write(async (tx) => {
    await tx.deleteFrom('manual_line').where('id', '=', id).execute();
    await tx.deleteFrom('line_edit').where('line', '=', id).execute();
    await refoldLines(db, [id]);
  });
  context.changed('ledger', 'people');
}
