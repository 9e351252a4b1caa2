/**
 * The promises of the import area over every registered format, on its own samples: whatever is registered later is held to them by itself.
 */
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { detect } from '../../electron/core/sync/detect';
import { formats } from '../../electron/core/sync/formats/registry';
import { mapRows } from '../../electron/core/sync/map-rows';
import { openSource } from '../../electron/core/sync/read';
import type { CanonicalRecord } from '../../shared/domain/records';
import { corpus, type Sample, sampledFormats } from '../fuzz/corpus';
import { canonicalDump } from '../support/dump';
import { scratchDir } from '../support/scratch';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const day = '2026-11-01';
const extra = '另一列';
const totals = /^`?(totals?|合计|总计|总和|总交易单数|小计)$/i;
/** Tables whose first columns say what their rows are about, whatever their names. */
const ledByFirst: ReadonlySet<string> = new Set(['youtube-table', 'youtube-days']);

let dir: string;
let samples: Sample[];
let count = 0;
const opened: TestWorkspace[] = [];
beforeAll(async () => {
  dir = await scratchDir();
  samples = await corpus();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((workspace) => workspace.close()));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function fresh(): Promise<TestWorkspace> {
  const workspace = await testWorkspace();
  opened.push(workspace);
  return workspace;
}

/** A file of the sample's name in a folder of its own: some formats read the day from the name. */
async function written(sample: Sample, text: string): Promise<string> {
  const folder = join(dir, String(++count));
  await mkdir(folder);
  const path = join(folder, sample.name);
  await writeFile(path, `\ufeff${text}`);
  return path;
}

async function recordsOf(path: string, format: string): Promise<CanonicalRecord[]> {
  const source = await openSource(path);
  const detection = await detect(source);
  expect(detection?.format.id).toBe(format);
  if (!detection) return [];
  const mapping = await mapRows(source, detection, { withExpenses: true, snapshotDay: day });
  const records: CanonicalRecord[] = [];
  for await (const batch of mapping.batches)
    for (const { outcome } of batch) if (outcome.outcome === 'records') records.push(...outcome.records);
  return records;
}

/** A text sample as head (up to the header), rows and what follows them; null for what is arranged from no plain table. */
interface Split {
  sample: Sample;
  head: string[][];
  columns: string[];
  rows: string[][];
  /** Any column beside its own makes it another table. */
  alone: boolean;
}

async function split(sample: Sample): Promise<Split | null> {
  if (sample.container !== 'csv') return null;
  const source = await openSource(sample.path);
  const detection = await detect(source);
  const [table] = source.tables;
  const found = detection?.tables[0];
  if (!table || !found || found.headerRow === 0) return null;
  const all = [];
  for await (const batch of table.rows()) all.push(...batch);
  return {
    sample,
    head: all.filter(({ row }) => row < found.headerRow).map(({ cells }) => cells),
    columns: all.find(({ row }) => row === found.headerRow)?.cells ?? [],
    rows: all.filter(({ row }) => row > found.headerRow).map(({ cells }) => cells),
    alone: found.rule.alone !== undefined,
  };
}

function text({ sample, head, columns, rows }: Split): string {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const plain = (cells: readonly string[]) => cells.map((cell) => (/["\n,;|\t]/.test(cell) ? quoted(cell) : cell)).join(sample.delimiter);
  return `${[...head, columns, ...rows].map(plain).join('\n')}\n`;
}

/** What a record says, without the place of a column in its file. */
function said(records: readonly CanonicalRecord[]): string[] {
  return records
    .map(({ type, key, payload }) => JSON.stringify([type, key, sorted(payload)]))
    .filter((line) => !line.includes(extra))
    .sort();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== extra && name !== 'position')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)] as const)
      // Attributes that hold the further column alone are none.
      .filter(([name, inner]) => name !== 'attributes' || JSON.stringify(inner) !== '{}'),
  );
}

/** Whether a list states one and the same record in two ways: then the later row counts, and parts of the list have other later rows. */
function contradicts(records: readonly CanonicalRecord[]): boolean {
  const stated = new Map<string, string>();
  return records.some(({ type, key, payload }) => {
    const text = JSON.stringify(payload);
    const before = stated.get(`${type} ${key}`);
    stated.set(`${type} ${key}`, text);
    return before !== undefined && before !== text;
  });
}

const samplesOf = (id: string) => samples.filter(({ format }) => format === id);
async function splitsOf(id: string): Promise<Split[]> {
  return (await Promise.all(samplesOf(id).map(split))).filter((one) => one !== null);
}

describe.each(sampledFormats())('%s', (id) => {
  test('the same files again change nothing, in any order', async () => {
    const workspace = await fresh();
    const files = samplesOf(id).map(({ path }) => path);
    expect(files.length).toBeGreaterThan(0);
    await workspace.importFiles(files, { snapshotDay: day });
    const before = await canonicalDump(workspace.path);
    const copies: string[] = [];
    for (const { path, name } of samplesOf(id)) {
      const folder = join(dir, String(++count));
      await mkdir(folder);
      await copyFile(path, join(folder, name));
      copies.push(join(folder, name));
    }
    await workspace.importFiles(copies.reverse(), { snapshotDay: day });
    expect(await canonicalDump(workspace.path)).toEqual(before);
    expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
  });

  test('columns in another order and one more give the same records', async () => {
    if (ledByFirst.has(id)) return;
    for (const one of await splitsOf(id)) {
      const { columns, rows, sample } = one;
      // Text with bare commas and lines of totals are told by their place in the line.
      if (rows.some((cells) => cells.length > columns.length || totals.test(cells[0] ?? ''))) continue;
      const before = said(await recordsOf(await written(sample, text(one)), id));
      // Every column of a survey is a question, and their order is the order of the questions.
      if (before.some((line) => line.startsWith('["survey'))) continue;
      const twice = columns.filter((name, at) => columns.indexOf(name) !== at);
      // Columns of one name are told apart by their order.
      const order = columns.map((_, at) => at).filter((at) => !twice.includes(columns[at] ?? ''));
      const turned = [...order].reverse();
      const place = new Map(order.map((from, at) => [from, turned[at] ?? from]));
      const more = (cell: string) => (one.alone ? [] : [cell]);
      const turn = (cells: string[]) => cells.map((_, at) => cells[place.get(at) ?? at] ?? '');
      const permuted = (cells: string[]) => (cells.length < columns.length ? cells : [...turn(cells), ...more('x')]);
      const changed = { ...one, columns: [...turn(columns), ...more(extra)], rows: rows.map(permuted) };
      expect(said(await recordsOf(await written(sample, text(changed)), id)), sample.name).toEqual(before);
    }
  });

  test('a survey with one question more has the same responses', async () => {
    for (const one of await splitsOf(id)) {
      if (!(await recordsOf(one.sample.path, id)).some(({ type }) => type === 'surveyResponse')) continue;
      const workspace = await fresh();
      const responses = async () =>
        (await workspace.call('sync.recordCounts', {})).find(({ type }) => type === 'surveyResponse')?.count ?? 0;
      await workspace.importFiles([await written(one.sample, text(one))], { snapshotDay: day });
      const before = await responses();
      if (one.rows.some((cells) => cells.length !== one.columns.length)) continue;
      const grown = { ...one, columns: [...one.columns, extra], rows: one.rows.map((cells) => [...cells, '']) };
      await workspace.importFiles([await written(one.sample, text(grown))], { snapshotDay: day });
      expect(await responses(), one.sample.name).toBe(before);
    }
  });

  test('overlapping parts in any order are the whole', async () => {
    const format = formats.find((each) => each.id === id);
    // Heads that count their rows, footers and records that a head states belong to the whole file.
    const plain = (await splitsOf(id)).filter(({ rows, head }) => rows.length > 2 && head.length === 0);
    if (format?.frame || format?.once) return;
    for (const one of plain.slice(0, 3)) {
      if (format?.kind === 'snapshot' && contradicts(await recordsOf(one.sample.path, id))) continue;
      const whole = await fresh();
      await whole.importFiles([await written(one.sample, text(one))], { snapshotDay: day });
      const parts = [
        await written(one.sample, text({ ...one, rows: one.rows.slice(0, -1) })),
        await written(one.sample, text({ ...one, rows: one.rows.slice(1) })),
      ];
      const expected = await canonicalDump(whole.path);
      for (const order of [parts, [...parts].reverse()]) {
        const pieces = await fresh();
        await pieces.importFiles(order, { snapshotDay: day });
        expect(await canonicalDump(pieces.path), one.sample.name).toEqual(expected);
      }
    }
  });

  test('rows without an id that are truly alike each count', async () => {
    for (const one of await splitsOf(id)) {
      const before = await recordsOf(await written(one.sample, text(one)), id);
      const own = before.filter(({ key, type }) => key.startsWith('~') && type !== 'person');
      const at = one.rows.findIndex((row) => row.length >= one.columns.length && row.some((cell) => cell !== ''));
      const row = one.rows[at];
      if (own.length === 0 || own.length !== before.filter(({ type }) => type !== 'person').length || !row) continue;
      const after = await recordsOf(await written(one.sample, text({ ...one, rows: one.rows.toSpliced(at, 0, row) })), id);
      const keys = (records: readonly CanonicalRecord[]) => new Set(records.map(({ type, key }) => `${type} ${key}`)).size;
      const alone = await recordsOf(await written(one.sample, text({ ...one, rows: [row] })), id);
      if (alone.length > 0) expect(keys(after), one.sample.name).toBeGreaterThan(keys(before));
    }
  });
});
