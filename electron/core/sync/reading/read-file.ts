/** Reads one file: what it is, its rows as batches to store, and what there is to say at the end. */

import type { MappingTemplate } from '../../../../shared/contract/mapping';
import { endOfDay } from '../../workspace/zone';
import { CameAgain } from '../came-again';
import { type Claimant, type Detection, detect } from '../detect';
import { Eraser } from '../erasure';
import type { FileFacts, Format } from '../formats/format';
import { type MappedRow, mapRows } from '../map-rows';
import { fitsHeadless } from '../mapping/headless';
import { templateFormat, templatePrefix } from '../mapping/template-format';
import type { Home } from '../mapping/template-row';
import { openSource, readAnew } from '../read';
import type { SourceFile } from '../read/source';
import { frameText } from '../reread/kept-frame';
import { RowEncoder } from './encode-rows';
import type { Claim, EncodedBatch, ReadHead, ReadMessage, ReadRequest } from './messages';
import { Tally } from './tally';

/** Rows per batch. */
const batchSize = 1_000;

/** Yields a head, then batches, then an end; only the head when no format claims the file. Throws a ReadError for what cannot be read. */
export async function* readFile(request: ReadRequest): AsyncGenerator<ReadMessage> {
  yield* readSource(await openSource(request.path, request.onlyHead ? 'head' : 'all'), request);
}

/** The same of a file that is open already. */
export async function* readSource(whole: SourceFile, request: ReadRequest): AsyncGenerator<ReadMessage> {
  const source = meantSheets(whole, request.sheets);
  const sheets = filledSheets(whole);
  const { withExpenses, snapshotDay, zone, currency } = request;
  const head = (claim: Claim | null, { size, encoding, hash }: SourceFile = source): ReadHead => ({
    type: 'head',
    source: { size, encoding, hash, sheets },
    claim,
  });
  const claimants = () => claimantsOf(source, request.templates, { zone, currency });
  const detection = await detect(source, request.format, claimants);
  if (!detection) {
    yield head(null);
    return;
  }
  const facts = toldFacts(detection.format, request);
  const { surveys } = request;
  const mapping = await mapRows({ ...detection.source, name: request.name }, detection, { withExpenses, snapshotDay, facts, surveys });
  const asOf = statementTime(mapping.facts, snapshotDay, zone);
  const frame = frameText(mapping.frame, detection.source.container);
  yield head({ ...claimOf(detection, mapping.facts), asOf, estimatedRows: mapping.estimatedRows, frame }, detection.source);
  if (request.onlyHead) return;
  const tally = new Tally();
  const eraser = request.erased === null ? null : new Eraser(request.erased);
  const batches = eraser === null ? mapping.batches : withoutErased(mapping.batches, eraser, detection.format.platform);
  const encoder = new RowEncoder(asOf);
  const again = new CameAgain(
    request.toFix.filter(({ format }) => format === detection.format.id),
    detection.columns,
  );
  yield* encoded(watched(batches, again), tally, encoder);
  yield {
    type: 'end',
    marks: eraser?.learned ?? [],
    warnings: mapping.warnings(),
    tally: tally.result(),
    repeats: encoder.repeats,
    cameAgain: again.found,
  };
}

/** What others of the archive tell of the file: its period, whose end is the day that it describes. */
function toldFacts(format: Format, { period }: ReadRequest): Partial<FileFacts> {
  if (format.periodFrom === undefined || period === undefined) return {};
  const lastSecond = new Date(Date.parse(period.to) - 1000).toISOString().replace('.000Z', 'Z');
  return { periodFrom: period.from, periodTo: period.to, exportedAt: lastSecond };
}

async function* withoutErased(
  batches: AsyncIterable<readonly MappedRow[]>,
  eraser: Eraser,
  platform: string,
): AsyncGenerator<readonly MappedRow[]> {
  for await (const rows of batches) yield rows.map((row) => eraser.row(row, platform));
}

async function* watched(batches: AsyncIterable<readonly MappedRow[]>, again: CameAgain): AsyncGenerator<readonly MappedRow[]> {
  for await (const rows of batches) {
    for (const { cells } of rows) again.see(cells);
    yield rows;
  }
}

async function* encoded(batches: AsyncIterable<readonly MappedRow[]>, tally: Tally, encoder: RowEncoder): AsyncGenerator<EncodedBatch> {
  for await (const rows of batches) {
    tally.add(rows);
    for (const row of rows) {
      if (encoder.rows === batchSize || !encoder.takes(row.row)) yield encoder.take();
      encoder.add(row);
    }
  }
  if (encoder.rows > 0) yield encoder.take();
}

function meantSheets(source: SourceFile, sheets: readonly string[] | null): SourceFile {
  return sheets === null ? source : { ...source, tables: source.tables.filter(({ name }) => sheets.includes(name)) };
}

function namesOf({ tables }: SourceFile): string[] {
  return tables.map(({ name }) => name);
}

/** A sheet with one row is a title or a note and no table. */
function filledSheets({ tables }: SourceFile): string[] {
  return tables.length > 1 ? tables.filter(({ estimatedRows }) => estimatedRows > 1).map(({ name }) => name) : [];
}

async function claimantsOf(source: SourceFile, templates: readonly MappingTemplate[], home: Home): Promise<Claimant[]> {
  const claimants: Claimant[] = [];
  for (const template of templates) {
    // What is stored has been taken apart already.
    const anew = template.reading && source.path !== '' ? meantSheets(await readAnew(source, template.reading), namesOf(source)) : source;
    const file = source.path === '' ? anew : { ...anew, tables: anew.tables.filter((table) => fitsHeadless(table, template)) };
    claimants.push({ format: templateFormat(template, home), file });
  }
  return claimants;
}

function claimOf(
  { format, layout, confidence, columns, tables, runnersUp }: Detection,
  facts: FileFacts,
): Omit<Claim, 'asOf' | 'estimatedRows' | 'frame'> {
  const { account, periodFrom, periodTo } = facts;
  return {
    format: format.id,
    formatVersion: format.version,
    kind: format.kind,
    platform: format.platform,
    layout,
    confidence,
    columns,
    sheets: tables.map(({ table }) => table.name),
    alternatives: runnersUp.map((one) => one.format).filter((id) => id.startsWith(templatePrefix)),
    account,
    periodFrom,
    periodTo,
  };
}

/** When the statements of a file were made: the file's own date, else the day the user gave (its end), else unknown (''). */
function statementTime(facts: FileFacts, snapshotDay: string | undefined, zone: string): string {
  return facts.exportedAt ?? (snapshotDay ? endOfDay(snapshotDay, zone) : '');
}
