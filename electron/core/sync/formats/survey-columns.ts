/**
 * The columns of a survey export: which are questions, under which keys, and what a row answers.
 *
 * A survey's key is the id that its platform writes into the file name, where there is one. Otherwise it is a fingerprint of the survey's title, as
 * far as the file name states it, and of the set of question titles: the order of the columns and the number of responses do not matter. A file that
 * has the responses of a known survey again keeps that survey's key, whatever was added or reworded since (see `survey-editions.ts`).
 *
 * A question's key is the platform's number or code for it, else a fingerprint of its title; titles that occur twice are counted.
 */
import type { CanonicalRecord, SurveyQuestionPayload } from '../../../../shared/domain/records';
import type { FileFrame } from './format';
import { type MarkedColumns, type Marks, ownText, type ReadCell, type StatedOption, statedOptions } from './survey-marks';

/** What a format makes of one column. */
export interface AskedColumn {
  /** The platform's number or code of the question; null where it has none. */
  id: string | null;
  title: string;
  /** The choice or row of the question that this column is about, where a question has several columns. */
  option?: string;
}

export interface SurveyQuestion {
  key: string;
  position: number;
  title: string;
  kind: SurveyQuestionPayload['kind'];
  columns: { at: number; option: string | null }[];
}

export interface SurveySheet {
  survey: string;
  title: string | null;
  questions: SurveyQuestion[];
  /** What is no answer, under names that are distinct. */
  meta: { at: number; name: string }[];
  /** Columns that the head has; cells behind them belong to none. */
  width: number;
}

export type Answer = string | string[] | null;

export interface SurveyLayout {
  /** The question a column belongs to; null for source, times and the like. `first` is false for the later ones of columns of one name. */
  question(column: string, at: number, frame: FileFrame, first: boolean): AskedColumn | null;
  /** The platform's id of the survey in the file name. */
  fileId?(fileName: string): string | null;
  fileTitle?(fileName: string): string | null;
  /** What says chosen or not in the columns of one question; null: whatever they hold is an answer like any other. `1` and `0` by default. */
  marks?: Marks | null;
}

/** Two runs of FNV-1a over UTF-16 units, 64 bits in base 36: stable over versions, and not meant to keep anything secret. */
export function fingerprint(text: string): string {
  const run = (seed: number) => {
    let hash = seed;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    return hash.toString(36).padStart(7, '0');
  };
  return run(0x811c9dc5) + run(0x9747b28c);
}

/** The beginning of a text, never cut inside a character. */
export function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** Questions may be whole consents. Texts over 4000 letters are no titles or names to the last check, which would refuse every response. */
const longestName = 3_900;

/** A title without what exports vary: blanks, width of brackets, case. */
function plainTitle(title: string): string {
  return title.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** Reads the head of a survey. Columns without a name and without cells, as a comma at the end of the line makes them, are meta. */
export function surveySheet(stated: FileFrame, layout: SurveyLayout): SurveySheet {
  const frame = wholeHead(stated);
  const questions = new Map<string, SurveyQuestion>();
  const meta: SurveySheet['meta'] = [];
  const seen = new Map<string, number>();
  frame.columns.forEach((column, at) => {
    const times = (seen.get(`column ${column}`) ?? 0) + 1;
    seen.set(`column ${column}`, times);
    const asked = layout.question(column, at, frame, times === 1);
    if (asked === null) {
      const name = column.length > longestName ? `${beginning(column, longestName)} #${at + 1}` : column;
      meta.push({ at, name: times === 1 ? name : `${name} (${times})` });
      return;
    }
    addColumn(questions, asked, at, seen);
  });
  const list = [...questions.values()];
  const id = layout.fileId?.(frame.fileName) ?? null;
  const title = layout.fileTitle?.(frame.fileName) ?? null;
  const titles = list.map((question) => plainTitle(question.title)).sort();
  const survey = id ?? `~${fingerprint([...(title === null ? [] : [`# ${plainTitle(title)}`]), ...titles].join('\n'))}`;
  return { survey, title, questions: list, meta, width: frame.columns.length };
}

/** Sheets leave empty cells out at the end of a row: columns that only the second header row names are columns too. */
function wholeHead(frame: FileFrame): FileFrame {
  const width = Math.max(frame.columns.length, ...frame.subheader.map((cells) => cells.length));
  return width === frame.columns.length ? frame : { ...frame, columns: Array.from({ length: width }, (_, at) => frame.columns[at] ?? '') };
}

function addColumn(questions: Map<string, SurveyQuestion>, asked: AskedColumn, at: number, seen: Map<string, number>): void {
  const option = asked.option ?? null;
  const base = asked.id ?? fingerprint(plainTitle(asked.title));
  const times = seen.get(`question ${base}`) ?? 0;
  const last = questions.get(keyOf(base, times));
  if (last && option !== null && belongs(asked, last)) {
    last.columns.push({ at, option });
    // A choice of one whose own text has a column beside it.
    last.kind = last.columns[0]?.option === '' ? 'single' : 'multiple';
    return;
  }
  let next = times + 1;
  while (questions.has(keyOf(base, next))) next += 1;
  seen.set(`question ${base}`, next);
  const key = keyOf(base, next);
  questions.set(key, {
    key,
    position: questions.size + 1,
    title: beginning(asked.title, longestName),
    kind: kindOf(asked.title),
    columns: [{ at, option }],
  });
}

function keyOf(base: string, times: number): string {
  return times > 1 ? `${base}-${times}` : base;
}

/** Whether a column is one more of a question. An option that comes again is that of another question of the same title. */
function belongs({ option }: AskedColumn, { columns }: SurveyQuestion): boolean {
  return columns.every((column) => column.option !== null && column.option !== option);
}

/** What survey tools write behind the titles of their questions. */
function kindOf(title: string): SurveyQuestion['kind'] {
  const word = /[[【(（](单选|多选|填空|排序|矩阵|量表|评分|打分|日期|文件|上传)[^\]】)）]*[\]】)）]\s*$/.exec(title)?.[1];
  switch (word) {
    case '单选':
      return 'single';
    case '多选':
      return 'multiple';
    case '填空':
      return 'text';
    case '排序':
      return 'ranking';
    case '矩阵':
      return 'matrix';
    case '量表':
    case '评分':
    case '打分':
      return 'rating';
    case '日期':
      return 'date';
    case '文件':
    case '上传':
      return 'file';
    default:
      return 'unknown';
  }
}

export function questionRecords({ survey, title: surveyTitle, questions }: SurveySheet): CanonicalRecord[] {
  return questions.map(({ key, position, title, kind, columns }) => {
    const options = columns.flatMap(({ option }) => (option === null || option === '' ? [] : [option]));
    const payload: SurveyQuestionPayload = { survey, surveyTitle, question: key, position, title, kind };
    if (columns.length > 1 && options.length > 0) payload.options = options;
    return { type: 'surveyQuestion', key: `${survey}/${key}`, payload };
  });
}

/**
 * The answers of a row by question key. `read` turns a cell into an answer; what it makes `undefined` was not asked and is left out. Of several
 * columns, those that hold nothing (or say so, see `MarkedColumns`) were not chosen; a cell of its own text is kept with its option.
 */
export function answersOf(
  questions: readonly SurveyQuestion[],
  cells: readonly string[],
  read: ReadCell,
  marked: MarkedColumns,
): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const question of questions) {
    const answer = question.columns.length === 1 ? whole(question, cells, read) : chosen(statedOptions(question, cells, read), marked);
    if (answer !== undefined) answers[question.key] = answer;
  }
  return answers;
}

/** The answer in one column. What stands between choices is a letter like others in words of one's own. */
function whole({ columns, kind }: SurveyQuestion, cells: readonly string[], read: ReadCell): Answer | undefined {
  const cell = cells[columns[0]?.at ?? -1] ?? '';
  const answer = cell === '' ? null : read(cell);
  return kind === 'text' && Array.isArray(answer) ? cell : answer;
}

function chosen(stated: readonly StatedOption[], marked: MarkedColumns): string[] | null | undefined {
  // A place for one's own words is empty, not left out.
  const isOut = ({ option, answer }: StatedOption) => answer === undefined || (answer === null && ownText.test(option));
  if (stated.some(({ answer }) => answer === undefined) && stated.every(isOut)) return undefined;
  const made = stated.map((option) => marked.chosen(option)).filter((answer) => answer !== null);
  return made.length > 0 ? made : null;
}

/** What is no answer, by the names of its columns, or their numbers where they have none; cells of `emptyCells` hold nothing. */
export function metaOf(
  { meta, width }: SurveySheet,
  cells: readonly string[],
  emptyCells: readonly string[] = [],
): Record<string, string | null> {
  const made: Record<string, string | null> = {};
  for (const { at, name } of meta) {
    const cell = cells[at] ?? '';
    if (name !== '') made[name] = cell === '' || emptyCells.includes(cell) ? null : cell;
    else if (cell !== '') made[`#${at + 1}`] = cell;
  }
  for (const [at, cell] of cells.entries()) if (at >= width && cell !== '') made[`#${at + 1}`] = cell;
  return made;
}

/** The number of a survey in a file name. What could as well be a day is none: two surveys of one day would become one. */
export function numberIn(fileName: string, pattern: RegExp): string | null {
  const number = pattern.exec(fileName)?.[1] ?? null;
  return number !== null && /^(?:20\d\d|20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{0,6})$/.test(number) ? null : number;
}
