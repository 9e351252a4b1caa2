/**
 * LimeSurvey, responses with question codes, question texts (in English, French or German), or both as the header, and the file for later import,
 * whose second header row has the codes. Columns of one question carry its code and the code or text of the part in brackets. Responses are
 * numbered within their survey, whose number stands in the file name. Times are the server's own; they are read as UTC. `1980-01-01 00:00:00`
 * stands for "not stored" in anonymous surveys.
 */
import type { FileFrame } from './format';
import { headers, isMeta, isTiming, named } from './limesurvey-columns';
import { type Answer, type AskedColumn, numberIn } from './survey-columns';
import { surveyFormat } from './survey-format';
import type { Marks } from './survey-marks';

/** `Q1`, `Q1[SQ001]`; `Q1[SQ001]. Text [Part]`; `Text [Part]`. */
function asked(column: string, columns: readonly string[]): AskedColumn {
  const both = /^([A-Za-z]\w{0,60})(?:\[([^\]]{1,200})\])?\.\s+(.+)$/s.exec(column);
  if (both) {
    const [, code = '', part, text = ''] = both;
    const named = /^(.*\S)\s*\[([^\]]+)\]$/s.exec(text);
    if (part === undefined) return { id: code, title: text, ...whole(columns.some((other) => other.startsWith(`${code}[`))) };
    return { id: code, title: named?.[1] ?? text, option: isComment(part) ? part : (named?.[2] ?? part) };
  }
  const [, name, part] = /^(.*\S)\s*\[([^\]]+)\]$/s.exec(column) ?? [];
  const code = /^[A-Za-z]\w{0,60}$/.test(name ?? column) ? (name ?? column) : null;
  if (name !== undefined && part !== undefined) return { id: code, title: name, option: part };
  return { id: code, title: column, ...whole(columns.some((other) => other.startsWith(`${column}[`) || other.startsWith(`${column} [`))) };
}

/** The code of a comment says which option it is about; its text is the same for all of them. */
function isComment(part: string): boolean {
  return /\wcomment$/.test(part);
}

/** A choice with a text of one's own beside it: both are answers to one question. */
function whole(hasParts: boolean): Pick<AskedColumn, 'option'> {
  return hasParts ? { option: '' } : {};
}

const ids = new Set(named('id'));
/** Stands for everything that is not stored, in the file for later import; that one has these for what would end a cell or row, too. */
const notShown = '{question_not_shown}';
const escapes: Readonly<Record<string, string>> = { newline: '\n', cr: '\r', tab: '\t', lbrace: '{' };

function answer(cell: string, { columns, subheader }: FileFrame): Answer | undefined {
  if (cell === 'N/A') return undefined;
  if (subheader.every((cells) => cells[idColumn(columns)] !== 'id')) return cell;
  return cell === notShown ? null : cell.replace(/\{(newline|cr|tab|lbrace)\}/g, (_, name: string) => escapes[name] ?? '');
}

/** The code in the second header row: `G01Q01`, `G01Q02_SQ001`. */
function codeBelow({ columns, subheader }: FileFrame, at: number): string | undefined {
  return subheader.find((cells) => cells[idColumn(columns)] === 'id')?.[at] || undefined;
}

function idColumn(columns: readonly string[]): number {
  return columns.findIndex((name) => ids.has(name));
}

/**
 * A choice of several has Yes or No for each option, and words under `other` and in comments. A matrix that everybody answered with nothing but Yes and No
 * looks the same and is read as one: what is not among the answers of a response was answered with No.
 */
const marks: Marks = {
  yes: new Set(['Yes', 'Oui', 'Ja', 'Y']),
  no: new Set(['No', 'Non', 'Nein']),
  words: /^(?:other|autre|sonstiges|(?:\w+)?comment)$/i,
};

/** Responses to a LimeSurvey survey. */
export const limeSurvey = surveyFormat({
  id: 'limesurvey',
  version: 3,
  platform: 'limesurvey',
  evidence: 'exact',
  headers,
  emptyCells: [notShown],
  offset: 0,
  home: null,
  submitted: named('submitdate'),
  started: named('startdate'),
  modified: named('datestamp'),
  duration: named('interviewtime'),
  time: (text) => (text.startsWith('1980-01-01') ? null : undefined),
  number: { columns: named('id'), global: false },
  who: { email: named('email'), name: ['firstname', 'lastname'] },
  marks,
  // The file for later import has its codes in a second header row.
  frame: (cells, columns) => (cells[idColumn(columns)] === 'id' ? 'skip' : 'data'),
  fileId: (name) => numberIn(name, /(?:survey|vvexport)[-_ ]?(\d{3,12})/i),
  answer,
  question(column, at, frame, first) {
    const { columns } = frame;
    if (column === '' || (first && isMeta(column, columns)) || isTiming(column, at, columns)) return null;
    const made = asked(column, columns);
    const code = codeBelow(frame, at);
    if (code === undefined) return made;
    if (!made.option) return { ...made, id: code };
    const [, id = code, part = ''] = /^(.*)_([^_]*)$/.exec(code) ?? [];
    return { ...made, id, option: isComment(part) ? part : made.option };
  },
});
