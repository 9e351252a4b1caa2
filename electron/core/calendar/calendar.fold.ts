/** Calendar entries as folds of what calendars state about them. */
import type { Connection } from '../database/driver';
import { field, json, project } from '../database/projection';

/** Replaces the touched entries by their folds. Only inside a write transaction, after `foldTouched`. */
export async function projectCalendarEntries(connection: Connection): Promise<void> {
  await project(connection, {
    type: 'calendarEntry',
    table: 'calendar_entry',
    columns: {
      platform: 'r.platform',
      calendar: field('calendar'),
      uid: field('uid'),
      recurrence_id: field('recurrenceId'),
      title: field('title'),
      starts: field('start'),
      ends: field('end'),
      all_day: field('allDay'),
      zone: field('zone'),
      rrule: field('rrule'),
      exdates: json('exdates'),
      rdates: json('rdates'),
      categories: json('categories'),
      status: field('status'),
      location: field('location'),
      description: field('description'),
      url: field('url'),
      organizer: field('organizer'),
      sequence: field('sequence'),
    },
  });
}
