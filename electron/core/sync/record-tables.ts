/** Which table holds the folds of which type of record. */
import type { RecordType } from '../../../shared/domain/records';

export const tableOfType: Readonly<Record<RecordType, string>> = {
  person: 'profile',
  order: 'shop_order',
  ledgerLine: 'ledger_line',
  term: 'term',
  attendance: 'attendance',
  communityMember: 'community_member',
  content: 'content_item',
  contentMetric: 'content_metric',
  calendarEntry: 'calendar_entry',
  surveyQuestion: 'survey_question',
  surveyResponse: 'survey_response',
  note: 'note',
};

const repeated: readonly RecordType[] = ['person', 'term', 'content', 'surveyQuestion', 'calendarEntry'];

/**
 * Types that one file may state several times under one key: a person on each of their rows, a question on each response, an item beside each of
 * its figures, an entry of a calendar in each of its versions. Of every other type an id that comes again with other content is another record.
 */
export function isStatedRepeatedly(type: RecordType): boolean {
  return repeated.includes(type);
}

/** The same types as a list for SQL. */
export const statedRepeatedly = `(${repeated.map((type) => `'${type}'`).join(', ')})`;
