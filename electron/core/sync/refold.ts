/** After an import, undo or redo: everything that the touched records stand for is computed anew, area by area. */
import type { RecordType } from '../../../shared/domain/records';
import { projectCalendarEntries } from '../calendar/calendar.fold';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { projectAttendances, projectCommunityMembers } from '../events/events.fold';
import { projectProfiles } from '../people/profiles.fold';
import { projectTerms } from '../people/terms.fold';
import { projectContent, projectContentMetrics, projectNotes } from '../research/content.fold';
import { projectSurveys } from '../research/surveys.fold';
import { projectLines } from '../revenue/ledger.fold';
import { projectOrders } from '../revenue/orders.fold';
import { foldTouched } from './folded';
import type { Stated } from './reading/messages';

/** `lineFields`: the fields that newborn ledger lines have. */
type Project = (db: Database, lineFields: readonly string[]) => Promise<void>;

/** In this order: lines look at orders, orders at people. A projection runs once when any of its types was touched. */
const projections: readonly [types: readonly RecordType[], project: Project][] = [
  [['person'], projectProfiles],
  [['order'], (db) => projectOrders(db.writer)],
  [['ledgerLine'], (db, lineFields) => projectLines(db.writer, lineFields)],
  [['term'], (db) => projectTerms(db.writer)],
  [['attendance'], (db) => projectAttendances(db.writer)],
  [['communityMember'], (db) => projectCommunityMembers(db.writer)],
  [['content'], (db) => projectContent(db.writer)],
  [['contentMetric'], (db) => projectContentMetrics(db.writer)],
  [['calendarEntry'], (db) => projectCalendarEntries(db.writer)],
  [['surveyQuestion', 'surveyResponse'], (db) => projectSurveys(db.writer)],
  [['note'], (db) => projectNotes(db.writer)],
];

/** Refolds the records in `touched`, and projects the newborn of an import, which has `stated` all that there is. Only inside `db.write`. */
export async function refoldTouched(
  db: Database,
  stated: Pick<Stated, 'types' | 'lineFields'> = { types: [], lineFields: [] },
): Promise<void> {
  await foldTouched(db.writer);
  const touched = new Set([...stated.types, ...(await touchedTypes(db.writer))]);
  for (const [types, project] of projections) if (types.some((type) => touched.has(type))) await project(db, stated.lineFields);
}

/** A file states one or two types: the tables of the others are not even looked at. Only after an undo are some records not folded. */
async function touchedTypes(connection: Connection): Promise<RecordType[]> {
  const rows = await connection.all<{ type: RecordType }>(`
    SELECT DISTINCT type FROM folded
    UNION SELECT r.type FROM touched t CROSS JOIN record r ON r.id = t.record
    WHERE (SELECT count(*) FROM folded) < (SELECT count(*) FROM touched) AND NOT EXISTS (SELECT 1 FROM folded f WHERE f.record = t.record)`);
  return rows.map((row) => row.type);
}
