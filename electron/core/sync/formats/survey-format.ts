/** What all survey exports have in common: from the columns of a layout to questions, responses and the people who left a contact. */
import type { CanonicalRecord, SurveyResponsePayload } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome, SourceRow } from './format';
import { isDamagedId, quarantined, records } from './outcomes';
import { firstOf, mentioned } from './person-columns';
import { type Answer, answersOf, metaOf, questionRecords, type SurveyLayout, type SurveySheet, surveySheet } from './survey-columns';
import { type ContactSpec, contactOf } from './survey-contact';
import { Editions } from './survey-editions';
import { digits, MarkedColumns, type ReadCell } from './survey-marks';

/** A survey platform; column names are the first that the file has. */
export interface SurveySpec
  extends SurveyLayout,
    ContactSpec,
    Pick<Format, 'id' | 'version' | 'platform' | 'evidence' | 'headers' | 'emptyCells' | 'frame' | 'arrange'> {
  /** Zone of times that state none, in minutes east of UTC. */
  offset: number;
  submitted: readonly string[];
  started?: readonly string[];
  duration?: readonly string[];
  modified?: readonly string[];
  /** Own reading of times: null for a text that stands for none, undefined for one to be read plainly. */
  time?(text: string, frame: FileFrame): string | null | undefined;
  /** What a cell of a question says: `undefined` = not asked. As written by default. */
  answer?(cell: string, frame: FileFrame): Answer | undefined;
  /** The response's own id column. `global`: unique on the whole platform, so that it is the key without the survey. */
  number?: { columns: readonly string[]; global: boolean; withTime?: boolean };
  /** Of two statements of one response the one that says more wins. */
  rank?(frame: FileFrame): number;
}

/** `10秒`, `1分20秒`, `2小时3分`, `00:01:20`, `1h 2m 3s`, `65`, `65.5` as seconds; null for anything else. */
export function secondsOf(text: string): number | null {
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Math.round(Number(text));
  const clock = /^(?:(\d{1,4}):)?(\d{1,3}):(\d{2})$/.exec(text);
  const words =
    /^(?:(\d{1,4})(?:天|d)\s*)?(?:(\d{1,4})(?:小时|时|h)\s*)?(?:(\d{1,4})(?:分钟|分|m(?:in)?)\s*)?(?:(\d{1,6})(?:秒钟?|s))?$/.exec(text);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  if (!words || text === '') return null;
  const [days, hours, minutes, seconds] = words.slice(1).map((part) => Number(part ?? 0));
  return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
}

/** The format of a survey platform. Columns and rows come as text; times that cannot be read stay in `meta`. */
export function surveyFormat(spec: SurveySpec): Format {
  // One table is mapped row by row with the same frame.
  const sheets = new WeakMap<FileFrame, ReadSheet>();
  const sheetOf = (frame: FileFrame) => {
    const known = sheets.get(frame);
    if (known) return known;
    const sheet = surveySheet(frame, spec);
    const read: ReadCell = (cell) => (spec.answer ? spec.answer(cell, frame) : cell);
    const made: ReadSheet = {
      sheet,
      read,
      marked: new MarkedColumns(sheet.questions, spec.marks === undefined ? digits : spec.marks),
      editions: null,
    };
    sheets.set(frame, made);
    return made;
  };
  return {
    id: spec.id,
    version: spec.version,
    platform: spec.platform,
    evidence: spec.evidence,
    kind: 'ledger',
    currency: null,
    headers: spec.headers,
    emptyCells: spec.emptyCells,
    ...(spec.frame ? { frame: spec.frame } : {}),
    ...(spec.arrange ? { arrange: spec.arrange } : {}),
    facts,
    // A spreadsheet collects several forms, each on a sheet of its own.
    headPerTable: true,
    look(frame, _columns, surveys) {
      const table = sheetOf(frame);
      const { marked, read, sheet } = table;
      const mine = sheet.survey.startsWith('~') ? surveys : [];
      const editions = mine.length > 0 ? new Editions(sheet.survey, mine, new Set(sheet.questions.map(({ key }) => key))) : null;
      table.editions = editions;
      if (!marked.depends && editions === null) return null;
      const submitted = spec.submitted.map((name) => frame.columns.indexOf(name)).find((at) => at >= 0) ?? -1;
      return (cells) => {
        if (marked.depends) marked.see(cells, read);
        editions?.see(timeOf(spec, frame, cells[submitted]?.trim() || null));
      };
    },
    once: (frame) => questionRecords(settled(sheetOf(frame)).sheet),
    map: (row, context) => mapResponse(withoutControls(row), context, spec, settled(sheetOf(context.frame))),
  };
}

/** What is known of a table before its rows are mapped. */
interface ReadSheet {
  sheet: SurveySheet;
  read: ReadCell;
  marked: MarkedColumns;
  /** Until it is settled which survey the table belongs to. */
  editions: Editions | null;
}

function settled(read: ReadSheet): ReadSheet {
  const { editions, sheet } = read;
  if (editions === null) return read;
  read.sheet = { ...sheet, survey: editions.survey() };
  read.editions = null;
  return read;
}

function timeOf(spec: SurveySpec, frame: FileFrame, text: string | null): string | null {
  const known = text === null ? null : spec.time?.(text, frame);
  return known === undefined ? parseLocalTime(text ?? '', spec.offset) : known;
}

const control = /[^\P{Cc}\t\n\r]/u;

/**
 * A row without the control characters that come with pasted text (`\v` for a line end): for one of them the whole response would be refused.
 */
function withoutControls(row: SourceRow): SourceRow {
  if (!row.cells.some((cell) => control.test(cell))) return row;
  const clean = (cell: string) =>
    cell
      .replace(/[\v\f\u0085]/g, '\n')
      .replace(new RegExp(control, 'gu'), '')
      .trim();
  const get = (column: string) => {
    const text = row.get(column);
    return text ? clean(text) || null : text;
  };
  return { number: row.number, columns: row.columns, cells: row.cells.map(clean), get };
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

function mapResponse(row: SourceRow, { frame }: MapContext, spec: SurveySpec, { sheet, read: readCell, marked }: ReadSheet): RowOutcome {
  const read = (columns: readonly string[] | undefined) => (columns ? (firstOf(row, ...columns) ?? null) : null);
  const time = (text: string | null) => timeOf(spec, frame, text);
  const submittedText = read(spec.submitted);
  const submittedAt = time(submittedText);
  const number = spec.number ? read(spec.number.columns) : null;
  if (number !== null && isDamagedId(number)) return quarantined('damaged-id', number, spec.number?.columns[0]);
  const contact = contactOf(row, spec, sheet);
  const payload: SurveyResponsePayload = { survey: sheet.survey, surveyTitle: sheet.title, submittedAt, answers: {} };
  // What a chosen set of columns lacks is not known to be empty.
  if (spec.started && firstOf(row, ...spec.started) !== undefined) payload.startedAt = time(read(spec.started));
  if (spec.duration && firstOf(row, ...spec.duration) !== undefined) payload.seconds = secondsOf(read(spec.duration) ?? '');
  if (contact) payload.personKey = contact.key;
  payload.answers = answersOf(sheet.questions, row.cells, readCell, marked);
  payload.meta = metaOf(sheet, row.cells, spec.emptyCells);
  const key = keyOf(spec, sheet, number, submittedText, contact?.key ?? null);
  const stated = time(read(spec.modified)) ?? submittedAt;
  const made: CanonicalRecord[] = [
    {
      type: 'surveyResponse',
      key,
      ...(stated === null ? {} : { asOf: stated }),
      ...(spec.rank ? { rank: spec.rank(frame) } : {}),
      payload,
    },
  ];
  if (contact) made.push({ type: 'person', key: contact.key, payload: mentioned({ ...contact.person, lastSeenAt: submittedAt }) });
  return records(...made);
}

/** Responses without a number are known by their time and who answered; those that are truly alike are counted by the pipeline. */
function keyOf(
  { number: spec }: SurveySpec,
  { survey }: SurveySheet,
  number: string | null,
  time: string | null,
  who: string | null,
): string {
  if (number === null || !spec) return `~${survey}|${time ?? ''}|${who ?? ''}`;
  if (spec.global) return number;
  return spec.withTime ? `${survey}|${number}|${time ?? ''}` : `${survey}|${number}`;
}
