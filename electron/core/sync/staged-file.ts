/** Reading one file into the staging tables and telling what it would do. */
import { AppError, toAnswerError } from '../../../shared/contract/errors';
import type { StagedFile } from '../../../shared/contract/sync';
import { countedAmounts } from '../../../shared/domain/ledger';
import type { CanonicalRecord, LedgerLinePayload } from '../../../shared/domain/records';
import type { Progress } from '../api/jobs';
import type { Database } from '../database/database';
import { readSettings } from '../workspace/settings.service';
import { endOfDay } from '../workspace/zone';
import { type Detection, detect } from './detect';
import { compareStaged, settleRepeats } from './diff';
import type { FileFacts } from './formats/format';
import { type MappedRow, mapRows } from './map-rows';
import { templateFormats } from './mapping/templates';
import { openSource } from './read';
import type { SourceFile } from './read/source';
import { statedRepeatedly } from './record-tables';
import type { SharedParcel } from './staged-archives';
import { clearStaged, createStaged, StageWriter, stageTables } from './staging';

export interface StageOptions {
  format?: string | undefined;
  account?: string | undefined;
  withExpenses: boolean;
  /** Calendar day of a snapshot that does not carry its date. */
  snapshotDay?: string | undefined;
}

/** A staged file as core keeps it: what the window sees, and what Apply needs. */
export interface Staged {
  key: number;
  path: string;
  /** The file's name, behind that of the archive it came in. */
  name: string;
  /** The archive it came in, until it waits no more. */
  parcel: SharedParcel | null;
  options: StageOptions;
  file: StagedFile;
  columns: string[];
  hash: string;
  asOf: string;
  kind: 'ledger' | 'snapshot';
  formatVersion: number;
  /** Counts changes of the workspace; when it has moved on, Apply compares again first. */
  comparedAt: number;
}

type Money = StagedFile['money'][number];

/** Reads, maps and compares one file. Never throws for what is in the file: the outcome says what is wrong. */
export async function stageFile(db: Database, staged: ToStage, progress: Progress): Promise<Omit<Staged, 'comparedAt'>> {
  const empty = emptyStaged(staged);
  const base = unread(staged);
  await clearStaged(db, staged.key);
  try {
    const source = await openSource(staged.path);
    const known = { ...empty, size: source.size, encoding: source.encoding };
    const detection = await detect(source, staged.options.format, await templateFormats(db));
    if (!detection)
      return { ...base, hash: source.hash, file: { ...known, status: 'needs-mapping', error: { code: 'needs-mapping', params: {} } } };
    return { ...base, ...(await stageDetected(db, staged, known, source, detection, progress)) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'cancelled') throw error;
    const answer = toAnswerError(error);
    if (answer.code === 'unexpected') throw error;
    return { ...base, file: { ...empty, status: 'failed', error: answer } };
  }
}

/** What is known before a file is read. */
export type ToStage = Pick<Staged, 'key' | 'path' | 'name' | 'parcel' | 'options'> & { id: string };

function unread({ key, path, name, parcel, options }: ToStage): Omit<Staged, 'comparedAt' | 'file'> {
  return { key, path, name, parcel, options, columns: [], hash: '', asOf: '', kind: 'ledger', formatVersion: 0 };
}

/** A file that could not be had: an archive that is locked or damaged, or what was inside one. */
export function stagedProblem(staged: ToStage, { code, params }: AppError): Omit<Staged, 'comparedAt'> {
  const locked = code === 'password-needed' || code === 'password-wrong';
  return { ...unread(staged), file: { ...emptyStaged(staged), status: locked ? 'needs-password' : 'failed', error: { code, params } } };
}

async function stageDetected(
  db: Database,
  staged: Pick<Staged, 'key' | 'options'>,
  known: StagedFile,
  source: SourceFile,
  detection: Detection,
  progress: Progress,
): Promise<Pick<Staged, 'file' | 'columns' | 'hash' | 'asOf' | 'kind' | 'formatVersion'>> {
  const { format } = detection;
  const { withExpenses, snapshotDay } = staged.options;
  // A day or a period may stand in the name of the archive only.
  const mapping = await mapRows({ ...source, name: known.fileName }, detection, { withExpenses, snapshotDay });
  const asOf = await statementTime(db, mapping.facts, staged.options.snapshotDay);
  const about = {
    ...known,
    format: format.id,
    layout: detection.layout,
    confidence: detection.confidence,
    platform: format.platform,
    account: staged.options.account ?? mapping.facts.account,
    periodFrom: mapping.facts.periodFrom,
    periodTo: mapping.facts.periodTo,
    snapshotAt: format.kind === 'snapshot' && asOf !== '' ? asOf : null,
  };
  const rest = { columns: detection.columns, hash: source.hash, asOf, kind: format.kind, formatVersion: format.version };
  if (format.kind === 'snapshot' && asOf === '')
    return { ...rest, file: { ...about, status: 'needs-date', error: { code: 'needs-date', params: {} } } };
  const tally = new Tally();
  await createStaged(db, staged.key);
  const writer = new StageWriter(db, staged.key, asOf);
  let done = 0;
  for await (const rows of mapping.batches) {
    progress.checkpoint('reading', done, mapping.estimatedRows ?? null);
    tally.add(rows);
    await writer.write(rows);
    done += rows.length;
  }
  await writer.finish();
  progress.checkpoint('comparing', done, done);
  const { repeatedIds } = await settleRepeats(db, staged.key);
  await compareStaged(db, staged.key, format.platform);
  const warnings = [...mapping.warnings()];
  if (repeatedIds > 0) warnings.push({ code: 'repeated-ids', params: { rows: repeatedIds } });
  const period = {
    periodFrom: about.periodFrom ?? tally.first,
    periodTo: about.periodTo ?? (tally.last === null ? null : oneSecondAfter(tally.last)),
  };
  const counts = await countStaged(db, staged.key);
  return {
    ...rest,
    file: {
      ...about,
      ...period,
      ...counts,
      status: counts.rows.new + counts.rows.updated + counts.rows.quarantined === 0 ? 'unchanged' : 'ready',
      spendingRows: tally.spending,
      incomeRows: tally.income,
      money: counts.records.ledgerLine?.new === tally.lines ? tally.money() : await newMoney(db, staged.key),
      warnings,
    },
  };
}

/** When the statements of a file were made: the file's own date, else the day the user gave (its end), else unknown (''). */
async function statementTime(db: Database, facts: FileFacts, snapshotDay: string | undefined): Promise<string> {
  if (facts.exportedAt) return facts.exportedAt;
  if (!snapshotDay) return '';
  const { zone } = await readSettings(db);
  return endOfDay(snapshotDay, zone);
}

function oneSecondAfter(instant: string): string {
  return new Date(Date.parse(instant) + 1000).toISOString().replace('.000Z', 'Z');
}

/** What can be counted while the rows pass by. */
class Tally {
  spending = 0;
  income = 0;
  lines = 0;
  first: string | null = null;
  last: string | null = null;
  readonly #money = new Map<string, Money>();

  add(rows: readonly MappedRow[]): void {
    for (const { outcome } of rows) {
      if (outcome.outcome === 'ignored' && outcome.reason === 'own-spending') this.spending++;
      if (outcome.outcome !== 'records') continue;
      const spending = outcome.records.some((record) => record.type === 'ledgerLine' && record.payload.kind === 'expense');
      if (spending) this.spending++;
      else this.income++;
      for (const record of outcome.records) this.#addRecord(record);
    }
  }

  money(): Money[] {
    return [...this.#money.values()];
  }

  #addRecord(record: CanonicalRecord): void {
    const at = record.type === 'ledgerLine' ? record.payload.at : record.type === 'order' ? record.payload.createdAt : null;
    if (at !== null && (this.first === null || at < this.first)) this.first = at;
    if (at !== null && (this.last === null || at > this.last)) this.last = at;
    if (record.type !== 'ledgerLine') return;
    this.lines++;
    addMoney(this.#money, record.payload);
  }
}

function addMoney(totals: Map<string, Money>, line: LedgerLinePayload): void {
  const counted = countedAmounts(line.kind, line);
  let total = totals.get(line.currency);
  if (!total) {
    total = { currency: line.currency, gross: 0, refund: 0, deductions: 0, payout: 0, undecided: 0 };
    totals.set(line.currency, total);
  }
  total.gross += counted.gross;
  total.refund += counted.refund;
  total.deductions += counted.commission + counted.channelFee - counted.feeReversal + counted.split + counted.taxWithheld;
  total.payout += counted.payout;
  if (line.kind === 'undecided') total.undecided += line.amount;
}

/** Money of the lines that are new, when the file repeats others. */
async function newMoney(db: Database, key: number): Promise<Money[]> {
  const { records, states } = stageTables(key);
  const totals = new Map<string, Money>();
  await db.gate.exclusive(async () => {
    let after = -1;
    for (;;) {
      const rows = await db.writer.all<{ seq: number; payload: string }>(
        `SELECT s.seq, json(s.payload) AS payload FROM ${records} s JOIN ${states} t ON t.seq = s.seq
         WHERE s.seq > ? AND s.type = 'ledgerLine' AND t.outcome = 'new' ORDER BY s.seq LIMIT 5000`,
        [after],
      );
      for (const row of rows) addMoney(totals, JSON.parse(row.payload) as LedgerLinePayload);
      const last = rows.at(-1);
      if (!last) return;
      after = last.seq;
    }
  });
  return [...totals.values()];
}

/** Row counts (total = new + updated + unchanged + quarantined + ignored) and record counts by type. */
export async function countStaged(db: Database, key: number): Promise<Pick<StagedFile, 'rows' | 'ignoredBy' | 'records'>> {
  const { outcomes, records: staged, states } = stageTables(key);
  return db.gate.exclusive(async () => {
    const rows = { total: 0, new: 0, updated: 0, unchanged: 0, quarantined: 0, ignored: 0 };
    const ignoredBy: Record<string, number> = {};
    const records: StagedFile['records'] = {};
    const byOutcome = await db.writer.all<{ outcome: keyof typeof rows; reason: string | null; n: number }>(
      `SELECT outcome, CASE outcome WHEN 'ignored' THEN reason ->> '$.code' END AS reason, count(*) AS n FROM ${outcomes} GROUP BY 1, 2`,
    );
    for (const { outcome, reason, n } of byOutcome) {
      rows[outcome] += n;
      rows.total += n;
      if (reason !== null) ignoredBy[reason] = n;
    }
    const byType = await db.writer.all<{ type: string; outcome: 'new' | 'updated' | 'unchanged'; n: number }>(
      `SELECT s.type, t.outcome, CASE WHEN s.type IN ${statedRepeatedly} THEN count(DISTINCT s.key) ELSE count(*) END AS n
       FROM ${staged} s JOIN ${states} t ON t.seq = s.seq GROUP BY s.type, t.outcome`,
    );
    for (const { type, outcome, n } of byType) {
      records[type] ??= { new: 0, updated: 0, unchanged: 0 };
      const counts = records[type];
      if (counts) counts[outcome] = n;
    }
    return { rows, ignoredBy, records };
  });
}

function emptyStaged({ id, name, options }: ToStage): StagedFile {
  return {
    id,
    fileName: name,
    size: 0,
    status: 'failed',
    error: null,
    format: null,
    layout: null,
    confidence: null,
    encoding: null,
    platform: null,
    account: options.account ?? null,
    periodFrom: null,
    periodTo: null,
    snapshotAt: null,
    withExpenses: options.withExpenses,
    spendingRows: 0,
    incomeRows: 0,
    rows: { total: 0, new: 0, updated: 0, unchanged: 0, quarantined: 0, ignored: 0 },
    ignoredBy: {},
    records: {},
    money: [],
    warnings: [],
  };
}
