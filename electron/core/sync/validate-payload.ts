/** Checks of the payloads that are neither money nor people: days, instants, figures and texts, nested ones included. */
import type {
  AttendancePayload,
  CalendarEntryPayload,
  CanonicalRecord,
  ContentMetricPayload,
  SurveyQuestionPayload,
  SurveyResponsePayload,
  TermPayload,
} from '../../../shared/domain/records';
import { isInstant } from '../../../shared/domain/time';
import type { RowProblem } from './formats/format';
import { isCurrency, isText, quote, textProblem } from './validate-text';

type OtherRecord = Exclude<CanonicalRecord, { type: 'ledgerLine' | 'order' | 'person' }>;
type Check = RowProblem | null;

/** Answers, descriptions and quotations are written by people at length. */
const maxLongText = 100_000;
/** Entries of one list or map: more are no cells of a row. */
const maxEntries = 20_000;

/** What is wrong with a record of these types, or null. */
export function payloadProblem(record: OtherRecord): Check {
  switch (record.type) {
    case 'term':
      return termProblem(record.payload);
    case 'attendance':
      return attendanceProblem(record.payload);
    case 'communityMember': {
      const { joinedAt, leftAt, attributes, ...texts } = record.payload;
      return times({ joinedAt, leftAt }) ?? textProblem(texts) ?? mapProblem('attributes', attributes);
    }
    case 'content': {
      const { publishedAt, durationSeconds, attributes, ...texts } = record.payload;
      return times({ publishedAt }) ?? figures({ durationSeconds }) ?? textProblem(texts) ?? mapProblem('attributes', attributes);
    }
    case 'contentMetric':
      return metricProblem(record.payload);
    case 'calendarEntry':
      return entryProblem(record.payload);
    case 'surveyQuestion':
      return questionProblem(record.payload);
    case 'surveyResponse':
      return responseProblem(record.payload);
    case 'note': {
      const { at, quote: passage, thought, position, attributes, ...texts } = record.payload;
      return (
        times({ at }) ??
        whole({ position }) ??
        textProblem({ passage, thought }, maxLongText) ??
        textProblem(texts) ??
        mapProblem('attributes', attributes)
      );
    }
  }
}

function termProblem({ startedAt, endsAt, canceledAt, amount, currency, attributes, ...texts }: TermPayload): Check {
  if (texts.personKey === '') return { code: 'missing-id', column: 'personKey', text: '' };
  if (amount !== undefined && amount !== null && (!Number.isSafeInteger(amount) || amount < 0))
    return { code: 'bad-amount', text: String(amount) };
  if (currency && !isCurrency(currency)) return { code: 'bad-currency', text: quote(currency) };
  return times({ startedAt, endsAt, canceledAt }) ?? textProblem(texts) ?? mapProblem('attributes', attributes);
}

function attendanceProblem({ at, leftAt, seconds, progress, comments, attributes, ...texts }: AttendancePayload): Check {
  return (
    times({ at, leftAt }) ??
    figures({ seconds, progress }) ??
    whole({ comments }) ??
    textProblem(texts) ??
    mapProblem('attributes', attributes)
  );
}

function metricProblem({ from, to, currency, metrics, dimension, ...texts }: ContentMetricPayload): Check {
  for (const [column, day] of Object.entries({ from, to })) if (day !== null && !isDay(day)) return badDate(column, day);
  if (currency !== undefined && !isCurrency(currency)) return { code: 'bad-currency', text: quote(currency) };
  for (const [column, value] of Object.entries(metrics))
    if (!Number.isFinite(value)) return { code: 'bad-amount', column: quote(column), text: String(value) };
  return textProblem(texts) ?? namesProblem('metrics', metrics) ?? mapProblem('dimension', dimension);
}

function entryProblem(entry: CalendarEntryPayload): Check {
  const { description, exdates, rdates, categories, sequence, allDay: _, ...texts } = entry;
  const moments = [entry.start, entry.end, entry.recurrenceId ?? null, ...(exdates ?? []), ...(rdates ?? [])];
  for (const moment of moments) if (moment !== null && !isMoment(moment)) return badDate('start', moment);
  if (entry.uid === '') return { code: 'missing-id', column: 'uid', text: '' };
  return (
    whole({ sequence }) ??
    textProblem({ description }, maxLongText) ??
    textProblem(texts) ??
    listProblem('exdates', exdates) ??
    listProblem('rdates', rdates) ??
    listProblem('categories', categories)
  );
}

function questionProblem({ position, options, ...texts }: SurveyQuestionPayload): Check {
  if (texts.survey === '' || texts.question === '') return { code: 'missing-id', column: 'survey', text: '' };
  return whole({ position }) ?? textProblem(texts) ?? listProblem('options', options);
}

function responseProblem({ submittedAt, startedAt, seconds, answers, meta, ...texts }: SurveyResponsePayload): Check {
  if (texts.survey === '') return { code: 'missing-id', column: 'survey', text: '' };
  const found = times({ submittedAt, startedAt }) ?? figures({ seconds }) ?? textProblem(texts) ?? mapProblem('meta', meta);
  if (found) return found;
  for (const [question, answer] of Object.entries(answers)) {
    const bad = Array.isArray(answer) ? listProblem(question, answer) : textProblem({ [question]: answer }, maxLongText);
    if (bad) return bad;
  }
  return namesProblem('answers', answers);
}

/** UTC instants, or days where the platform states no time. */
function times(fields: Readonly<Record<string, string | null | undefined>>): Check {
  for (const [column, text] of Object.entries(fields)) if (text && !isInstant(text) && !isDay(text)) return badDate(column, text);
  return null;
}

function figures(fields: Readonly<Record<string, number | null | undefined>>): Check {
  for (const [column, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && (!Number.isFinite(value) || value < 0))
      return { code: 'invalid-record', column, text: String(value) };
  }
  return null;
}

function whole(fields: Readonly<Record<string, number | null | undefined>>): Check {
  for (const [column, value] of Object.entries(fields))
    if (value !== undefined && value !== null && !Number.isSafeInteger(value))
      return { code: 'invalid-record', column, text: String(value) };
  return null;
}

function mapProblem(column: string, map: Readonly<Record<string, string | null>> | undefined): Check {
  return map === undefined ? null : (namesProblem(column, map) ?? textProblem(map, maxLongText));
}

function namesProblem(column: string, map: object): Check {
  const names = Object.keys(map);
  if (names.length > maxEntries) return { code: 'invalid-record', column, text: String(names.length) };
  const bad = names.find((name) => !isText(name));
  return bad === undefined ? null : { code: 'invalid-record', column, text: quote(bad) };
}

function listProblem(column: string, list: readonly string[] | undefined): Check {
  if (list === undefined) return null;
  if (list.length > maxEntries) return { code: 'invalid-record', column, text: String(list.length) };
  const bad = list.find((text) => !isText(text, maxLongText));
  return bad === undefined ? null : { code: 'invalid-record', column, text: quote(bad) };
}

function badDate(column: string, text: string): RowProblem {
  return { code: 'bad-date', column, text: quote(text) };
}

/** A day `YYYY-MM-DD` that exists in the calendar. */
function isDay(text: string): boolean {
  return isInstant(`${text}T00:00:00Z`);
}

/** A day, a local time `YYYY-MM-DDTHH:MM:SS`, or a UTC instant. */
function isMoment(text: string): boolean {
  return isDay(text) || isInstant(text) || isInstant(`${text}Z`);
}
