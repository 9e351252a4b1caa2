/** The columns of LimeSurvey exports that are no questions: by their code, or by the text that stands in its place in the language of the export. */
import type { HeaderRule } from './format';

type Code = 'id' | 'submitdate' | 'lastpage' | 'startlanguage';

/** What every export has; the other names below are those that have been seen. */
const needed: readonly (Record<Code, string> & { suffix: string })[] = [
  { suffix: '', id: 'Response ID', submitdate: 'Date submitted', lastpage: 'Last page', startlanguage: 'Start language' },
  { suffix: '-fr', id: 'ID de la réponse', submitdate: 'Date de soumission', lastpage: 'Dernière page', startlanguage: 'Langue de départ' },
  { suffix: '-de', id: 'Antwort ID', submitdate: 'Datum Abgeschickt', lastpage: 'Letzte Seite', startlanguage: 'Start-Sprache' },
];
const codes = ['id', 'submitdate', 'lastpage', 'startlanguage'] as const;

const metaNames: readonly (readonly [code: string, ...texts: string[]])[] = [
  ...codes.map((code) => [code, ...needed.map((texts) => texts[code])] as const),
  ['seed', 'Seed', 'Tête de série', 'Zufallsstartwert', 'Zufallsgeneratorstartwert'],
  ['token', 'Token', 'Access code'],
  ['startdate', 'Date started', 'Date de lancement', 'Datum gestartet'],
  ['datestamp', 'Date last action', 'Date de la dernière action', 'Datum letzte Aktivität'],
  ['ipaddr', 'IP address', 'Adresse IP', 'IP-Adresse'],
  ['refurl', 'Referrer URL', 'URL référente', 'Weiterleitungs-URL'],
  ['firstname', 'First name'],
  ['lastname', 'Last name'],
  ['email', 'Email address'],
  ['interviewtime', 'Total time', 'Temps total :', 'Gesamtzeit'],
];

/** All names of a column that is no question: its code, its texts, and both together. */
export function named(code: string): string[] {
  return metaNames.flatMap(([known, ...texts]) => (known === code ? [code, ...texts, ...texts.map((text) => `${code}. ${text}`)] : []));
}

const meta = new Set(metaNames.flatMap(([code]) => named(code)));
/** Collected with the access code only; in an open survey they are questions of these codes. */
const ofParticipants = new Set(['firstname', 'lastname', 'email'].flatMap(named));
const tokens = named('token');
const wholeTime = named('interviewtime');

/** True for columns that the platform itself fills. */
export function isMeta(column: string, columns: readonly string[]): boolean {
  return meta.has(column) && (!ofParticipants.has(column) || columns.some((name) => tokens.includes(name)));
}

/** How long a group or question took. */
const timing =
  /^(?:groupTime\d*(?:\. .*)?|\w+Time(?:\. .*)?|(?:(?:Group|Question) time|Durée pour (?:le groupe|la question) ?|(?:Gruppen|Fragen)zeit): .*)$/;

/** Timings stand behind that of the whole interview; without one there are none. */
export function isTiming(column: string, at: number, columns: readonly string[]): boolean {
  const whole = columns.findIndex((name) => wholeTime.includes(name));
  return whole >= 0 && at > whole && timing.test(column);
}

/** The layouts: codes, and texts or both in each language. */
export const headers: readonly HeaderRule[] = [
  { layout: 'codes', required: codes, confidence: 0.98 },
  ...needed.map((texts) => ({ layout: `texts${texts.suffix}`, required: codes.map((code) => texts[code]), confidence: 0.9 })),
  ...needed.map((texts) => ({ layout: `both${texts.suffix}`, required: codes.map((code) => `${code}. ${texts[code]}`), confidence: 0.9 })),
];
