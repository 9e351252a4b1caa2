/** Row types of content, calendars, surveys and notes. */
import type { Generated } from 'kysely';

interface ContentItemTable {
  id: Generated<number>;
  platform: string;
  kind: string;
  title: string;
  published_at: string | null;
  url: string | null;
  series: string | null;
  duration_seconds: number | null;
  status: string | null;
  attributes: string;
}

interface ContentMetricTable {
  id: Generated<number>;
  platform: string;
  content_record: number | null;
  scope: string;
  from_day: string | null;
  to_day: string | null;
  dimension: string | null;
  currency: string | null;
  metrics: string;
}

interface CalendarEntryTable {
  id: Generated<number>;
  platform: string;
  calendar: string | null;
  uid: string;
  recurrence_id: string | null;
  title: string;
  starts: string;
  ends: string | null;
  all_day: number;
  zone: string | null;
  rrule: string | null;
  exdates: string | null;
  rdates: string | null;
  categories: string | null;
  status: string | null;
  location: string | null;
  description: string | null;
  url: string | null;
  organizer: string | null;
  sequence: number | null;
}

interface SurveyTable {
  id: Generated<number>;
  platform: string;
  key: string;
  title: string | null;
}

interface SurveyQuestionTable {
  id: Generated<number>;
  survey: number;
  question: string;
  position: number;
  title: string;
  kind: string;
  options: string | null;
  survey_title: string | null;
  as_of: string;
}

interface SurveyResponseTable {
  id: Generated<number>;
  survey: number;
  person_record: number | null;
  submitted_at: string | null;
  started_at: string | null;
  seconds: number | null;
  meta: string;
  survey_title: string | null;
  as_of: string;
}

interface SurveyAnswerTable {
  response: number;
  question: string;
  position: number;
  value: string | null;
}

interface NoteTable {
  id: Generated<number>;
  platform: string;
  source: string;
  author: string | null;
  chapter: string | null;
  quote: string | null;
  thought: string | null;
  at: string | null;
  position: number;
  attributes: string;
}

export interface ContentTables {
  content_item: ContentItemTable;
  content_metric: ContentMetricTable;
  calendar_entry: CalendarEntryTable;
  survey: SurveyTable;
  survey_question: SurveyQuestionTable;
  survey_response: SurveyResponseTable;
  survey_answer: SurveyAnswerTable;
  note: NoteTable;
}
