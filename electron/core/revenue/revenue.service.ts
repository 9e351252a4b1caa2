/** What the user decides, adds and edits in the ledger. Every change is kept apart from what files state and folded in. */
import { v7 as uuid } from 'uuid';
import type { Parsed } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { LedgerLine, ManualLine } from '../../../shared/contract/revenue';
import { parseCurrency } from '../../../shared/domain/money';
import type { LedgerLinePayload, LineKind } from '../../../shared/domain/records';
import { isInstant } from '../../../shared/domain/time';
import type { Context } from '../api/context';
import type { Database } from '../database/database';
import { refoldLines } from './ledger.fold';
import { lineById } from './ledger.queries';
import { forgetMatches } from './matches.service';
import { decidableLines, kindsOf } from './revenue.queries';

export async function requireLine(db: Database, id: number): Promise<LedgerLine> {
  const line = await lineById(db, id);
  if (!line) throw new AppError('line-missing');
  return line;
}

/**
 * Settles all undecided lines of a counterparty and type, now and in later imports; null takes the decision back. Lines whose kind the user
 * edited keep it. Answers how many lines became something else.
 */
export async function decide(
  context: Context,
  counterparty: string | null,
  sourceKind: string | null,
  kind: LineKind | null,
): Promise<number> {
  const db = context.db();
  const changed = await db.write(async (tx) => {
    const key = { counterparty: counterparty ?? '', source_kind: sourceKind ?? '' };
    const lines = await decidableLines(db, counterparty, sourceKind);
    await tx.deleteFrom('line_decision').where('counterparty', '=', key.counterparty).where('source_kind', '=', key.source_kind).execute();
    if (kind !== null)
      await tx
        .insertInto('line_decision')
        .values({ ...key, kind, at: context.now() })
        .execute();
    const ids = lines.map((line) => line.id);
    await refoldLines(db, ids);
    const after = await kindsOf(db, ids);
    return lines.filter((line) => after.get(line.id) !== line.kind).length;
  });
  context.changed('ledger', 'people');
  return changed;
}

/** Writes down a line that no file states. Throws `invalid-input` for a time or currency that does not exist, `person-missing`. */
export async function addLine(context: Context, line: ManualLine): Promise<LedgerLine> {
  const db = context.db();
  const payload = manualPayload(line);
  const id = await db.write(async (tx) => {
    const record = await tx
      .insertInto('record')
      .values({ type: 'ledgerLine', platform: 'manual', key: uuid() })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('manual_line')
      .values({ id: record.id, payload: JSON.stringify(payload) })
      .execute();
    if (line.personId !== null) await storeEdit(context, record.id, 'personId', await personNumber(db, line.personId));
    await refoldLines(db, [record.id]);
    return record.id;
  });
  context.changed('ledger', 'people');
  return requireLine(db, id);
}

function manualPayload(line: ManualLine): LedgerLinePayload {
  const at = line.at.replace(/\.\d+Z$/, 'Z');
  if (!isInstant(at)) throw new AppError('invalid-input', { field: 'at' });
  if (parseCurrency(line.currency) === null) throw new AppError('invalid-input', { field: 'currency' });
  const soldOn = line.soldOn.trim();
  if (soldOn === '') throw new AppError('invalid-input', { field: 'soldOn' });
  const { kind, currency, amount } = line;
  const paidVia = written(line.paidVia);
  const said = { product: written(line.product), counterparty: written(line.counterparty), note: written(line.note) };
  return { kind, at, side: 'manual', soldOn, paidVia, currency, amount, ...said };
}

/** A text field as typed: blanks alone say nothing. */
function written(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

type Fields = Parsed<'revenue.updateLine'>['fields'];

/**
 * Overwrites fields of one line; an edit stays whatever later files say. A value that the line has without an edit takes the edit back, and so
 * does a null person, so that undoing an edit leaves no trace. Throws `line-missing`, `person-missing`.
 */
export async function updateLine(context: Context, { id, fields }: Parsed<'revenue.updateLine'>): Promise<LedgerLine> {
  const db = context.db();
  await requireLine(db, id);
  await db.write(async (tx) => {
    const person = fields.personId ? await personNumber(db, fields.personId) : null;
    const names = (Object.keys(fields) as (keyof Fields)[]).filter((name) => fields[name] !== undefined);
    if (names.length === 0) return;
    await tx.deleteFrom('line_edit').where('line', '=', id).where('field', 'in', names).execute();
    await refoldLines(db, [id]);
    const unedited = await tx.selectFrom('ledger_line').select(['kind', 'product', 'note']).where('id', '=', id).executeTakeFirst();
    for (const name of names) {
      if (name === 'personId') {
        if (person !== null) await storeEdit(context, id, name, person);
        continue;
      }
      const value = name === 'kind' ? (fields.kind ?? null) : written(fields[name] ?? null);
      if (value !== unedited?.[name]) await storeEdit(context, id, name, value);
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
    await refoldLines(db, [id, ...(await forgetMatches(db, id))]);
    await tx.deleteFrom('record').where('id', '=', id).execute();
  });
  context.changed('ledger', 'people');
}
