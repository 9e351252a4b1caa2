/**
 * LimeSurvey, responses with question codes, question texts, or both as the header. Columns of one question carry its code and the code or text of
 * the part in brackets. Responses are numbered within their survey, whose number stands in the file name. Times are the server's own; they are read
 * as UTC. `1980-01-01 00:00:00` stands for "not stored" in anonymous surveys.
 */
import type { AskedColumn } from './survey-columns';
import { surveyFormat } from './survey-format';

/** Names by code, and the texts that stand in their place. */
const metaNames: readonly (readonly [code: string, text: string])[] = [
  ['id', 'Response ID'],
  ['submitdate', 'Date submitted'],
  ['lastpage', 'Last page'],
  ['startlanguage', 'Start language'],
  ['seed', 'Seed'],
  ['token', 'Token'],
  ['token', 'Access code'],
  ['startdate', 'Date started'],
  ['datestamp', 'Date last action'],
  ['ipaddr', 'IP address'],
  ['refurl', 'Referrer URL'],
  ['firstname', 'First name'],
  ['lastname', 'Last name'],
  ['email', 'Email address'],
  ['interviewtime', 'Total time'],
];
const forms = (names: typeof metaNames) => names.flatMap(([code, text]) => [code, text, `${code}. ${text}`]);
const meta = new Set(forms(metaNames));
/** Collected with the access code only; in an open survey they are questions of these codes. */
const ofParticipants = new Set(forms(metaNames.filter(([code]) => ['firstname', 'lastname', 'email'].includes(code))));
const tokens = forms(metaNames.filter(([code]) => code === 'token'));
const named = (code: string) => [code, ...metaNames.flatMap((name) => (name[0] === code ? [name[1], `${code}. ${name[1]}`] : []))];

/** How long a group or question took. */
const timing = /^(?:groupTime\d*|\w+Time|(?:Group time|Question time): .*)$/;

function isMeta(column: string, columns: readonly string[]): boolean {
  return meta.has(column) && (!ofParticipants.has(column) || columns.some((name) => tokens.includes(name)));
}

/** Timings stand behind that of the whole interview; without one there are none. */
function isTiming(column: string, at: number, columns: readonly string[]): boolean {
  const whole = columns.findIndex((name) => named('interviewtime').includes(name));
  return whole >= 0 && at > whole && timing.test(column);
}

/** `Q1`, `Q1[SQ001]`; `Q1[SQ001]. Text [Part]`; `Text [Part]`. */
function asked(column: string, columns: readonly string[]): AskedColumn {
  const both = /^([A-Za-z]\w{0,60})(?:\[([^\]]{1,200})\])?\.\s+(.+)$/s.exec(column);
  if (both) {
    const [, code = '', part, text = ''] = both;
    const named = /^(.*\S)\s*\[([^\]]+)\]$/s.exec(text);
    if (part === undefined) return { id: code, title: text, ...whole(columns.some((other) => other.startsWith(`${code}[`))) };
    return { id: code, title: named?.[1] ?? text, option: named?.[2] ?? part };
  }
  const [, name, part] = /^(.*\S)\s*\[([^\]]+)\]$/s.exec(column) ?? [];
  const code = /^[A-Za-z]\w{0,60}$/.test(name ?? column) ? (name ?? column) : null;
  if (name !== undefined && part !== undefined) return { id: code, title: name, option: part };
  return { id: code, title: column, ...whole(columns.some((other) => other.startsWith(`${column}[`) || other.startsWith(`${column} [`))) };
}

/** A choice with a text of one's own beside it: both are answers to one question. */
function whole(hasParts: boolean): Pick<AskedColumn, 'option'> {
  return hasParts ? { option: '' } : {};
}

/** Responses to a LimeSurvey survey. */
export const limeSurvey = surveyFormat({
  id: 'limesurvey',
  version: 1,
  platform: 'limesurvey',
  evidence: 'exact',
  headers: [
    { layout: 'codes', required: ['id', 'submitdate', 'lastpage', 'startlanguage'], confidence: 0.98 },
    { layout: 'texts', required: ['Response ID', 'Date submitted', 'Last page', 'Start language'], confidence: 0.9 },
    {
      layout: 'both',
      required: ['id. Response ID', 'submitdate. Date submitted', 'lastpage. Last page', 'startlanguage. Start language'],
      confidence: 0.9,
    },
  ],
  emptyCells: [],
  offset: 0,
  home: null,
  submitted: named('submitdate'),
  started: named('startdate'),
  modified: named('datestamp'),
  duration: named('interviewtime'),
  time: (text) => (text.startsWith('1980-01-01') ? null : undefined),
  number: { columns: named('id'), global: false },
  who: { email: named('email'), name: ['firstname', 'lastname'] },
  flags: false,
  fileId: (name) => /survey[-_ ]?(\d{3,12})/i.exec(name)?.[1] ?? null,
  answer: (cell) => (cell === 'N/A' ? undefined : cell),
  question: (column, at, { columns }, first) =>
    column === '' || (first && isMeta(column, columns)) || isTiming(column, at, columns) ? null : asked(column, columns),
});
