/** Which format a file is, by the names in its header and, where those prove little, the cells below it; file names and places are never asked. */
import type { ArrangedTable, Format, HeaderRule, RawFile } from './formats/format';
import { frameText, isMarkdown, isMarkdownRule } from './formats/frame-text';
import { formats } from './formats/registry';
import type { RawRow, SourceFile, SourceTable } from './read/source';
import { headRows } from './read/text-table';

/** A table of the file that has the format's header. */
export interface DetectedTable {
  table: SourceTable;
  /** Row number of the header in its file or sheet. */
  headerRow: number;
  /** Names as the file writes them, trimmed. */
  columns: string[];
  rule: HeaderRule;
}

export interface Detection {
  format: Format;
  layout: string;
  /** 0..1. */
  confidence: number;
  tables: DetectedTable[];
  /** Columns of the first table. */
  columns: string[];
  /** The file as it is taken apart for this format. */
  source: SourceFile;
  /** Other formats that could claim one of these tables, best first. */
  runnersUp: { format: string; layout: string; confidence: number }[];
}

/** One of the user's own templates, with the file taken apart as the template says. */
export interface Claimant {
  format: Format;
  file: SourceFile;
}

/**
 * The best format of a file, or null when none claims it. With `only`, no other format is answered. The user's own templates are asked where no
 * platform's export is recognised; all that fit are told, since templates of the same columns can mean different things. Reads small files whole
 * where a format asks for it.
 */
export async function detect(
  file: SourceFile,
  only?: string,
  templates: () => Promise<readonly Claimant[]> = async () => [],
): Promise<Detection | null> {
  const asked = formats.filter((format) => only === undefined || format.id === only);
  let plain = asked.map((format) => claim(file, format));
  if (plain.every((one) => one === null)) plain = (await templates()).map((one) => claim(one.file, one.format));
  // A table with a known header is what it says; only a file without one may be something to be arranged first.
  const found = plain.some((one) => one !== null) ? plain : await arranged(file, asked);
  const isMeant = ({ format }: Claim) => Number(format.id === only);
  const claims = found
    .filter((one) => one !== null)
    .sort((a, b) => isMeant(b) - isMeant(a) || b.confidence - a.confidence || b.required - a.required);
  const [best, ...others] = claims;
  if (!best || (only !== undefined && best.format.id !== only)) return null;
  const { required, ...detection } = best;
  const rivals = others.filter(({ tables }) => tables.some(({ table }) => best.tables.some((one) => one.table.name === table.name)));
  return { ...detection, runnersUp: rivals.map(({ format, layout, confidence }) => ({ format: format.id, layout, confidence })) };
}

type Claim = Omit<Detection, 'runnersUp'> & { required: number };

/** Larger files are no lists made by hand. */
const maxArrangedSize = 32 * 1024 ** 2;

async function arranged(file: SourceFile, asked: readonly Format[]): Promise<(Claim | null)[]> {
  const able = asked.filter((format) => format.arrange !== undefined);
  if (able.length === 0 || file.size > maxArrangedSize) return [];
  const whole = await readWhole(file);
  return able.map((format) => {
    const tables = format.arrange?.(whole) ?? null;
    return tables === null ? null : claim({ ...file, tables: tables.map(toTable) }, format);
  });
}

async function readWhole(file: SourceFile): Promise<RawFile> {
  const tables: RawFile['tables'][number][] = [];
  for (const table of file.tables) {
    const rows: RawRow[] = [];
    for await (const batch of table.rows()) rows.push(...batch);
    tables.push({ name: table.name, rows });
  }
  return { name: file.name, tables };
}

/** The header gets the number 0: it stands nowhere in the file. */
function toTable({ name, columns, rows }: ArrangedTable): SourceTable {
  const all: RawRow[] = [{ row: 0, cells: columns }, ...rows];
  return {
    name,
    head: all.slice(0, headRows),
    estimatedRows: rows.length,
    strayQuotes: 0,
    damagedLines: 0,
    async *rows() {
      yield all;
    },
    tail: async () => all.slice(-200),
  };
}

function claim(file: SourceFile, format: Format): Claim | null {
  const tables = file.tables.map((table) => findHeader(table, format)).filter((found) => found !== null);
  const [first] = tables;
  if (!first) return null;
  const { rule, columns } = first;
  return { format, layout: rule.layout, confidence: confidenceOf(first), tables, columns, source: file, required: rule.required.length };
}

function findHeader(table: SourceTable, format: Format): DetectedTable | null {
  // The user's own templates may be of a text in Markdown; an export is not.
  const isExport = formats.includes(format);
  for (const [at, { row, cells }] of table.head.entries()) {
    if (isExport && isMarkdown(cells)) return null;
    const columns = cells.map(headerName);
    const looked = columns.map(lookupName);
    const names = new Set(looked);
    const rule = format.headers.find(
      (one) =>
        one.required.every((name) => names.has(name)) &&
        hasEnough(one, names) &&
        !one.forbidden?.some((name) => names.has(name)) &&
        fits(one, looked, table.head.slice(at + 1)),
    );
    if (!rule) continue;
    return isExport && isMarkdownRule(table.head[at + 1]?.cells ?? []) ? null : { table, headerRow: row, columns, rule };
  }
  return null;
}

function hasEnough({ among = [] }: HeaderRule, names: ReadonlySet<string>): boolean {
  return among.every(({ of, least }) => [...of].filter((name) => names.has(name)).length >= least);
}

function standsAlone(names: readonly string[], { alone, required }: HeaderRule): boolean {
  if (alone === undefined) return true;
  const beside = names.filter((name) => name !== '' && !required.includes(name));
  if (alone === true) return beside.length === 0;
  return beside.filter((name) => !alone.known.has(name) && !alone.known.has(name.replace(/ \([^()]*\)$/, ''))).length <= alone.others;
}

/** Whether the columns beside those of the rule, and the cells below the header, are as the rule wants them. */
function fits(rule: HeaderRule, names: readonly string[], below: readonly RawRow[]): boolean {
  if (!standsAlone(names, rule)) return false;
  return Object.entries(rule.cells ?? {}).every(([column, form]) => {
    const at = names.indexOf(column);
    const filled = below.map((row) => row.cells[at] ?? '').filter((cell) => cell !== '' && headerName(cell) !== column);
    return filled.length > 0 && filled.every((cell) => form.test(cell));
  });
}

function confidenceOf({ table, headerRow, rule }: DetectedTable): number {
  const preamble = table.head.filter((row) => row.row < headerRow).map((row) => row.cells);
  return rule.preamble?.test(frameText(preamble)) ? 1 : rule.confidence;
}

/** A header cell without the blanks, byte order marks and backticks that exports leave around it, and without damaged bytes in it. */
export function headerName(cell: string): string {
  return cell
    .replace(/^[\s\uFEFF`]+/, '')
    .replaceAll('\uFFFD', '')
    .trim();
}

/** The name that columns are looked up by: brackets are half-width. */
export function lookupName(column: string): string {
  return column.replaceAll('（', '(').replaceAll('）', ')');
}
